package org.silenzio.engine;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameSource;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;
import org.silenzio.concurrent.Tally;
import org.silenzio.kernel.Kernels;
import org.silenzio.kernel.SampleKernel;
import org.silenzio.transform.Resampler;

/** A source brought to the loudspeaker's rate, frames and channels, with a gain. */
final class PulledStream {

  private final SampleKernel kernel = Kernels.samples();
  private final SampleGuard guard = new SampleGuard();
  private final Tally failures;
  private final FrameSource source;
  private final StreamFormat format;
  private final AudioFrame pulled;
  private final AudioFrame mapped;
  private final Resampler resampler;
  private final float[][] incoming;
  private final float[][] ready;
  private final Ramp gain;
  private int count;
  private volatile float wantedGain;
  private volatile boolean leaving;
  private volatile boolean gone;

  /**
   * Takes a source on. [control]
   *
   * @param source gives the sound
   * @param format what is played
   * @param failures counts the pulls that threw
   */
  PulledStream(FrameSource source, StreamFormat format, Tally failures) {
    this.failures = failures;
    this.source = source;
    this.format = format;
    StreamFormat from = source.format();
    pulled = new AudioFrame(from);
    int channels = format.channels();
    mapped = new AudioFrame(new StreamFormat(from.sampleRateHz(), channels, from.frameSamples()));
    resampler = new Resampler(from.sampleRateHz(), format.sampleRateHz(), channels);
    incoming = new float[channels][];
    for (int c = 0; c < channels; c++) {
      incoming[c] = mapped.channel(c);
    }
    int most = format.frameSamples() + resampler.maxOutputSamples(from.frameSamples());
    ready = new float[channels][most];
    gain = new Ramp(0f, format.frameMs());
    wantedGain = 1f;
  }

  /** Adds the next of the source's sound to a frame. [audio] */
  void addTo(AudioFrame frame) {
    int length = format.frameSamples();
    while (count < length) {
      pull();
    }
    gain.aim(leaving ? 0f : wantedGain);
    gain.advance();
    count -= length;
    for (int c = 0; c < ready.length; c++) {
      kernel.mix(frame.channel(c), 0, ready[c], 0, length, gain.from(), gain.to());
      System.arraycopy(ready[c], length, ready[c], 0, count);
    }
    if (leaving && gain.restsAt(0f)) {
      gone = true;
    }
  }

  private void pull() {
    try {
      source.pull(pulled);
    } catch (RuntimeException e) {
      // the application's: closed too early, perhaps; the others go on
      pulled.clear();
      failures.add(1);
    }
    ChannelMap.copy(pulled, mapped);
    int from = mapped.format().frameSamples();
    for (float[] samples : incoming) {
      guard.mend(samples, 0, from);
    }
    count += resampler.process(incoming, 0, from, ready, count);
  }

  FrameSource source() {
    return source;
  }

  /** Sets the gain that it moves to. [any] */
  void setGain(float amplitude) {
    wantedGain = amplitude;
  }

  /** Lets it fade out. [any] */
  void leave() {
    leaving = true;
  }

  /** Whether it has faded out. [any] */
  boolean isGone() {
    return gone;
  }

  boolean isLeaving() {
    return leaving;
  }
}
