package org.silenzio.engine;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.transform.Resampler;

/**
 * Makes frames of another rate, size and number of channels out of a stream, one way: each is
 * handed on when it is full. [audio]
 */
final class FrameCollector {

  /** Takes what is collected. */
  interface Taker {
    /** Takes a full frame, which is used again afterwards. */
    void take(AudioFrame frame);
  }

  private final StreamFormat from;
  private final Taker taker;
  private final Resampler resampler;
  private final AudioFrame mapped;
  private final AudioFrame full;
  private final float[][] incoming;
  private final float[][] collected;
  private int count;

  /**
   * Makes an empty collector. [control]
   *
   * @param from what comes in
   * @param to what is handed on
   * @param taker whom to
   */
  FrameCollector(StreamFormat from, StreamFormat to, Taker taker) {
    this.from = from;
    this.taker = taker;
    int channels = to.channels();
    resampler = new Resampler(from.sampleRateHz(), to.sampleRateHz(), channels);
    mapped = new AudioFrame(new StreamFormat(from.sampleRateHz(), channels, from.frameSamples()));
    full = new AudioFrame(to);
    incoming = new float[channels][];
    for (int c = 0; c < channels; c++) {
      incoming[c] = mapped.channel(c);
    }
    int arriving = resampler.maxOutputSamples(from.frameSamples());
    collected = new float[channels][to.frameSamples() + arriving];
  }

  /** Takes a frame in, left as it is, and hands on what became full. */
  void add(AudioFrame frame) {
    ChannelMap.copy(frame, mapped);
    count += resampler.process(incoming, 0, from.frameSamples(), collected, count);
    int length = full.format().frameSamples();
    int taken = 0;
    for (; count - taken >= length; taken += length) {
      for (int c = 0; c < collected.length; c++) {
        System.arraycopy(collected[c], taken, full.channel(c), 0, length);
      }
      taker.take(full);
    }
    count -= taken;
    for (float[] samples : collected) {
      System.arraycopy(samples, taken, samples, 0, count);
    }
  }

  void reset() {
    resampler.reset();
    count = 0;
  }
}
