package org.silenzio.gain;

import java.util.Arrays;
import org.silenzio.audio.Decibels;

/**
 * One limiter's gain for many signals at once, such as all mixes of a call: who is moved from one
 * mix to another hears no step. It looks at the signals as they come in and gives the gain for them
 * {@link #latencySamples} later; the caller delays them. {@link Limiter} is this with the delay.
 *
 * <p>In runs of up to {@value #MAX_RUN_SAMPLES} samples: {@link #begin}, {@link #hear} each signal,
 * {@link #end}, {@link #apply}. [audio] all of these and {@link #reset}: any thread, one call at a
 * time. [control] construction. [any] the rest. Nothing here allocates or checks its arguments.
 */
public final class SharedGain {

  /** The longest run. */
  public static final int MAX_RUN_SAMPLES = 64;

  /** Samples before a run that {@link #hear} looks at too. */
  public static final int HISTORY_SAMPLES = TruePeak.TAPS - 1;

  /**
   * A gain serves so many samples around its peak, as each point between samples stems from many.
   */
  private static final int MARGIN_SAMPLES = 4;

  /**
   * A gain that moves shifts the points between samples a little: of what it takes away so much is
   * taken more, up to {@link #MOST_RESERVE}.
   */
  private static final double RESERVE = 0.1;

  /** 0.35 dB. */
  private static final double MOST_RESERVE = 0.04;

  /** Above the rounding of a product of floats. */
  private static final double ROUNDING = 1e-6;

  private final int latencySamples;
  private final double ceiling;
  private final TruePeak truePeak = new TruePeak(MAX_RUN_SAMPLES);
  private final float quietBelow;
  private final LimiterGain gain;
  private final float[] peaks = new float[MAX_RUN_SAMPLES];
  private final float[] gains = new float[MAX_RUN_SAMPLES];
  private int length;
  private boolean quiet;
  private float lowest = 1f;

  /**
   * Makes a gain of 1. [control]
   *
   * @param config ceiling, look-ahead, release; of the format the rate alone counts
   */
  public SharedGain(LimiterConfig config) {
    int rate = config.format().sampleRateHz();
    int lookAhead = (int) Math.round(config.lookAheadMs() * rate / 1_000);
    latencySamples = lookAhead + TruePeak.DELAY_SAMPLES;
    ceiling = Decibels.toAmplitude(config.ceilingDbfs());
    quietBelow = (float) (ceiling / truePeak.gainBound());
    // the ramp's samples are one more than its steps
    int ramp = Math.max(1, lookAhead - MARGIN_SAMPLES + 1);
    gain = new LimiterGain(ramp, MARGIN_SAMPLES, config.releaseMs(), rate);
  }

  /**
   * How much later than a sample is heard its gain is given. [any]
   *
   * @return the delay in samples, constant
   */
  public int latencySamples() {
    return latencySamples;
  }

  /**
   * Begins a run.
   *
   * @param samples how many it has, 1 to {@value #MAX_RUN_SAMPLES}
   */
  public void begin(int samples) {
    length = samples;
    quiet = true;
    Arrays.fill(peaks, 0, length, 0f);
  }

  /**
   * Looks at one signal's run.
   *
   * @param samples the signal, all finite, with {@value #HISTORY_SAMPLES} samples or more before
   *     the run
   * @param from where the run begins
   */
  public void hear(float[] samples, int from) {
    float loudest = 0f;
    for (int i = from - HISTORY_SAMPLES; i < from + length; i++) {
      loudest = Math.max(loudest, Math.abs(samples[i]));
    }
    if (loudest > quietBelow) {
      quiet = false;
      truePeak.raise(samples, from, length, peaks);
    }
  }

  /**
   * Ends a run: its gains are known.
   *
   * @return whether they are all 1, so that {@link #apply} would change nothing
   */
  public boolean end() {
    lowest = 1f;
    if (quiet && gain.rests()) {
      return true;
    }
    for (int k = 0; k < length; k++) {
      gains[k] = gain.next(permitted(peaks[k]));
      lowest = Math.min(lowest, gains[k]);
    }
    return lowest == 1f;
  }

  private double permitted(double peak) {
    if (peak <= ceiling) {
      return 1;
    }
    double over = peak / ceiling - 1;
    return ceiling * (1 - ROUNDING - Math.min(MOST_RESERVE, RESERVE * over)) / peak;
  }

  /**
   * Applies the run's gains to a delayed signal, unless {@link #end} said that they are all 1.
   *
   * @param samples the signal
   * @param from where its run begins
   */
  public void apply(float[] samples, int from) {
    for (int k = 0; k < length; k++) {
      samples[from + k] *= gains[k];
    }
  }

  /**
   * The lowest gain of the last run.
   *
   * @return 0 to 1
   */
  public float lowest() {
    return lowest;
  }

  /** The gain is 1 again, and has always been. */
  public void reset() {
    gain.reset();
    lowest = 1f;
  }
}
