package org.silenzio.natives.rnnoise;

import java.lang.foreign.Arena;
import java.util.Arrays;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;
import org.silenzio.concurrent.Tally;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.noise.NoiseSuppressorConfig;
import org.silenzio.noise.NoiseSuppressorStatistics;
import org.silenzio.noise.WetDryMix;

/**
 * RNNoise 0.2 by its C library: 48 kHz, frames of 10 ms, one network state per channel, a delay of
 * two frames.
 *
 * <p>J.-M. Valin, "A Hybrid DSP/Deep Learning Approach to Real-Time Full-Band Speech Enhancement",
 * MMSP 2018.
 *
 * <p>[audio] {@link #process}, {@link #reset}, {@link #speechProbability}: any thread, one call at
 * a time. [control] construction, {@link #close}. [any] the rest. A close during a call, and a call
 * after it, throw {@link IllegalStateException}.
 */
public final class RnnoiseSuppressor implements NoiseSuppressor {

  /** The gains are applied one frame late, and the overlap of the windows is another frame. */
  private static final int LATENCY_SAMPLES = 2 * RnnoiseState.FRAME_SAMPLES;

  private final StreamFormat format;

  /** One for all channels, so that a close that is refused leaves them all alive. */
  private final Arena arena;

  private final RnnoiseState[] states;
  private final WetDryMix[] mixes;
  private final SampleGuard guard = new SampleGuard();
  private final Tally frames = new Tally();
  private final Tally recoveries = new Tally();
  private float speechProbability;

  /**
   * Creates the native states.
   *
   * @param config of its format only the channels count
   * @throws org.silenzio.natives.NativeLibraryException if the library cannot be loaded
   */
  @SuppressWarnings("MustBeClosedChecker") // closed with this object
  public RnnoiseSuppressor(NoiseSuppressorConfig config) {
    int channels = config.format().channels();
    format = StreamFormat.of10Ms(RnnoiseState.SAMPLE_RATE_HZ, channels);
    states = new RnnoiseState[channels];
    mixes = new WetDryMix[channels];
    arena = Arena.ofShared(); // a confined one would admit only the thread that creates it
    try {
      for (int c = 0; c < channels; c++) {
        states[c] = new RnnoiseState(arena);
        mixes[c] =
            new WetDryMix(config.maxAttenuationDb(), LATENCY_SAMPLES, RnnoiseState.FRAME_SAMPLES);
      }
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  @Override
  public StreamFormat format() {
    return format;
  }

  @Override
  public void process(AudioFrame frame) {
    FrameProcessor.checkFormat(frame, format);
    float likeliest = 0f;
    for (int c = 0; c < states.length; c++) {
      likeliest = Math.max(likeliest, processChannel(c, frame.channel(c)));
    }
    speechProbability = likeliest;
    frames.add(states.length);
  }

  private float processChannel(int channel, float[] samples) {
    guard.mend(samples, 0, RnnoiseState.FRAME_SAMPLES);
    mixes[channel].keep(samples);
    float probability = states[channel].process(samples, 0);
    if (!allFinite(samples)) {
      // a recursion inside went astray: it would stay so for good
      states[channel].reset();
      Arrays.fill(samples, 0f);
      recoveries.add(1);
      probability = 0f;
    }
    mixes[channel].mix(samples);
    return probability;
  }

  private static boolean allFinite(float[] samples) {
    int astray = 0;
    for (float sample : samples) {
      astray += Math.abs(sample) <= Float.MAX_VALUE ? 0 : 1; // 1 for NaN too
    }
    return astray == 0;
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
    for (int c = 0; c < states.length; c++) {
      states[c].reset();
      mixes[c].reset();
    }
    speechProbability = 0f;
  }

  @Override
  public int latencySamples() {
    return LATENCY_SAMPLES;
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
