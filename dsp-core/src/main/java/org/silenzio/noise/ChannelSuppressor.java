package org.silenzio.noise;

import java.util.Arrays;
import java.util.List;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;
import org.silenzio.concurrent.Tally;

/**
 * A noise suppressor made of one denoiser per channel: keeps what is not finite out, bounds the
 * attenuation, fills pauses with comfort noise if that is wanted, and starts a channel anew whose
 * output went astray.
 *
 * <p>[audio] {@link #process}, {@link #reset}, {@link #speechProbability}: any thread, one call at
 * a time. [control] construction, {@link #close}. [any] the rest. A call after the close throws
 * {@link IllegalStateException}.
 */
public final class ChannelSuppressor implements NoiseSuppressor {

  private final StreamFormat format;
  private final int latencySamples;
  private final Runnable release;
  private final MonoDenoiser[] denoisers;
  private final WetDryMix[] mixes;
  private final ComfortNoise[] comfortNoises; // empty: none is wanted
  private final SampleGuard guard = new SampleGuard();
  private final Tally frames = new Tally();
  private final Tally recoveries = new Tally();
  private float speechProbability;
  private volatile boolean closed;

  /**
   * Takes over denoisers.
   *
   * @param format the frames that they take, with as many channels as there are denoisers
   * @param latencySamples how late their output is, 0 or more
   * @param maxAttenuationDb the most that noise is turned down, 0 to infinity
   * @param comfortNoiseBelowDb how far below the background comfort noise lies, 0 to infinity,
   *     which adds none
   * @param denoisers one per channel
   * @param release frees what they hold; may throw {@link IllegalStateException} to refuse that
   *     during a call
   * @throws IllegalArgumentException if there are not as many denoisers as channels
   */
  public ChannelSuppressor(
      StreamFormat format,
      int latencySamples,
      double maxAttenuationDb,
      double comfortNoiseBelowDb,
      List<? extends MonoDenoiser> denoisers,
      Runnable release) {
    if (denoisers.size() != format.channels()) {
      throw new IllegalArgumentException(
          "denoisers has " + denoisers.size() + ", allowed: one per channel of " + format);
    }
    this.format = format;
    this.latencySamples = latencySamples;
    this.release = release;
    this.denoisers = denoisers.toArray(MonoDenoiser[]::new);
    this.mixes = new WetDryMix[this.denoisers.length];
    Arrays.setAll(
        mixes, c -> new WetDryMix(maxAttenuationDb, latencySamples, format.frameSamples()));
    int noises = comfortNoiseBelowDb == Double.POSITIVE_INFINITY ? 0 : this.denoisers.length;
    this.comfortNoises = new ComfortNoise[noises];
    Arrays.setAll(
        comfortNoises,
        c ->
            new ComfortNoise(
                comfortNoiseBelowDb, format.sampleRateHz(), format.frameSamples(), c + 1));
  }

  @Override
  public StreamFormat format() {
    return format;
  }

  @Override
  public void process(AudioFrame frame) {
    FrameProcessor.checkFormat(frame, format);
    checkOpen();
    float likeliest = 0f;
    for (int c = 0; c < denoisers.length; c++) {
      likeliest = Math.max(likeliest, processChannel(c, frame.channel(c)));
    }
    speechProbability = likeliest;
    frames.add(denoisers.length);
  }

  private float processChannel(int channel, float[] samples) {
    guard.mend(samples, 0, samples.length);
    mixes[channel].keep(samples);
    if (channel < comfortNoises.length) {
      comfortNoises[channel].hear(samples);
    }
    float probability = denoisers[channel].process(samples);
    if (!allFinite(samples)) {
      // a recursion inside went astray: it would stay so for good
      denoisers[channel].reset();
      Arrays.fill(samples, 0f);
      recoveries.add(1);
      probability = 0f;
    }
    mixes[channel].mix(samples);
    if (channel < comfortNoises.length) {
      comfortNoises[channel].fill(samples, probability);
    }
    return probability;
  }

  private static boolean allFinite(float[] samples) {
    int astray = 0;
    for (float sample : samples) {
      astray += Math.abs(sample) <= Float.MAX_VALUE ? 0 : 1; // 1 for NaN too
    }
    return astray == 0;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the noise suppressor is closed");
    }
  }

  @Override
  public float speechProbability() {
    return speechProbability;
  }

  @Override
  public NoiseSuppressorStatistics statistics() {
    return new NoiseSuppressorStatistics(
        frames.get(), guard.nonFiniteSamples(), guard.limitedSamples(), recoveries.get());
  }

  @Override
  public void reset() {
    checkOpen();
    for (int c = 0; c < denoisers.length; c++) {
      denoisers[c].reset();
      mixes[c].reset();
    }
    for (ComfortNoise noise : comfortNoises) {
      noise.reset();
    }
    speechProbability = 0f;
  }

  @Override
  public int latencySamples() {
    return latencySamples;
  }

  @Override
  public void close() {
    if (!closed) {
      release.run(); // may refuse: then this is still open
      closed = true;
    }
  }
}
