package org.silenzio.eval.metric;

/**
 * Finds how late a signal is, to a fraction of a sample, and takes the delay out, so that a chain's
 * latency never counts against it.
 *
 * <p>The delay is where the cross-correlation of the two signals is highest, read between its
 * samples by band-limited interpolation, which unlike a parabola has no bias. It is the delay at
 * which {@link SiSdr} reads best; where a filter shifts phases, such as a high-pass filter's, that
 * is its delay where the signal is strongest, not the chain's latency. An inverted signal is not
 * looked for.
 */
public final class TimeAlignment {

  private static final int HALF_LENGTH = 48;

  /** Flat within 0.001 dB up to 0.46 of the rate. */
  private static final WindowedSinc SINC = new WindowedSinc(100, HALF_LENGTH);

  /** Nearer to a whole sample than this counts as whole: copies then stay exact copies. */
  private static final double WHOLE = 1e-3;

  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final int GOLDEN_STEPS = 40;

  private TimeAlignment() {}

  /**
   * How many samples the degraded signal runs behind the reference.
   *
   * @param reference the clean signal, 1 sample or more; its mean does not count
   * @param degraded 1 sample or more
   * @param sampleRateHz 8,000 to 192,000
   * @param maxDelayMs the largest delay or lead looked for, 0 to 10,000
   * @return the delay, below 0 for a lead; NaN if a signal is constant
   * @throws IllegalArgumentException if a signal is empty or not finite, or a number out of range
   */
  public static double delaySamples(
      float[] reference, float[] degraded, int sampleRateHz, double maxDelayMs) {
    Inputs.checkRate(sampleRateHz);
    Inputs.checkSignal("reference", reference, 1);
    Inputs.checkSignal("degraded", degraded, 1);
    if (!(maxDelayMs >= 0 && maxDelayMs <= 10_000)) {
      throw new IllegalArgumentException("maxDelayMs is " + maxDelayMs + ", allowed: 0 to 10000");
    }
    double[] clean = Signals.withoutMean(reference);
    double[] heard = Signals.withoutMean(degraded);
    if (Signals.energy(clean) == 0 || Signals.energy(heard) == 0) {
      return Double.NaN;
    }
    int most = (int) Math.ceil(maxDelayMs * sampleRateHz / 1000);
    int margin = HALF_LENGTH + 1; // what interpolation at the range's ends needs
    double[] correlation = CrossCorrelation.of(clean, heard, -most - margin, most + margin);
    int peak = margin;
    for (int i = margin; i < correlation.length - margin; i++) {
      if (correlation[i] > correlation[peak]) {
        peak = i;
      }
    }
    double fraction = highest(correlation, peak);
    return peak - margin - most + (Math.abs(fraction) < WHOLE ? 0 : fraction);
  }

  /** Golden-section search for the highest point within a sample of the highest sample. */
  private static double highest(double[] correlation, int peak) {
    double low = -1;
    double high = 1;
    for (int step = 0; step < GOLDEN_STEPS; step++) {
      double width = GOLDEN * (high - low);
      if (interpolated(correlation, peak, high - width)
          > interpolated(correlation, peak, low + width)) {
        high = low + width;
      } else {
        low = high - width;
      }
    }
    return (low + high) / 2;
  }

  private static double interpolated(double[] samples, int at, double fraction) {
    double sum = 0;
    for (int i = -HALF_LENGTH; i <= HALF_LENGTH; i++) {
      sum += samples[at + i] * SINC.value(fraction - i, 1);
    }
    return sum;
  }

  /**
   * The degraded signal without its delay, and as long as the reference.
   *
   * @param degraded 1 sample or more
   * @param delaySamples the delay to take out, below 0 for a lead; whole numbers copy exactly,
   *     others interpolate, flat up to 0.46 of the rate
   * @param samples how many samples to return
   * @return the samples from the delay on, zeros where the signal has none
   * @throws IllegalArgumentException if the signal is empty or not finite, the delay is no number
   *     within ±10⁹ or the length is negative
   */
  public static float[] shiftedBack(float[] degraded, double delaySamples, int samples) {
    Inputs.checkSignal("degraded", degraded, 1);
    if (!(Math.abs(delaySamples) <= 1e9)) {
      throw new IllegalArgumentException(
          "delaySamples is " + delaySamples + ", allowed: -1e9 to 1e9");
    }
    if (samples < 0) {
      throw new IllegalArgumentException("samples is " + samples + ", allowed: 0 or more");
    }
    int whole = (int) Math.rint(delaySamples);
    double[] taps = taps(delaySamples - whole);
    int reach = taps.length / 2;
    float[] out = new float[samples];
    for (int n = 0; n < samples; n++) {
      int first = n + whole - reach;
      int from = Math.max(0, -first);
      int until = Math.min(taps.length, degraded.length - first);
      double sum = 0;
      for (int i = from; i < until; i++) {
        sum += taps[i] * degraded[first + i];
      }
      out[n] = (float) sum;
    }
    return out;
  }

  private static double[] taps(double fraction) {
    if (fraction == 0) {
      return new double[] {1};
    }
    double[] taps = new double[2 * HALF_LENGTH + 1];
    double sum = 0;
    for (int i = 0; i < taps.length; i++) {
      taps[i] = SINC.value(fraction - (i - HALF_LENGTH), 1);
      sum += taps[i];
    }
    for (int i = 0; i < taps.length; i++) {
      taps[i] /= sum; // a constant stays what it is
    }
    return taps;
  }

  /**
   * The degraded signal in time with the reference and as long. Where no delay can be told, because
   * a signal is constant, it is taken as 0.
   *
   * @param reference the clean signal, 1 sample or more
   * @param degraded 1 sample or more
   * @param sampleRateHz 8,000 to 192,000
   * @param maxDelayMs the largest delay or lead looked for, 0 to 10,000
   * @return as many samples as the reference has
   * @throws IllegalArgumentException if a signal is empty or not finite, or a number out of range
   */
  public static float[] aligned(
      float[] reference, float[] degraded, int sampleRateHz, double maxDelayMs) {
    double delay = delaySamples(reference, degraded, sampleRateHz, maxDelayMs);
    return shiftedBack(degraded, Double.isNaN(delay) ? 0 : delay, reference.length);
  }
}
