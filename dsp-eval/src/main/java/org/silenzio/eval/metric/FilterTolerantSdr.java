package org.silenzio.eval.metric;

import java.util.Arrays;
import org.silenzio.audio.Decibels;

/**
 * The signal-to-distortion ratio that forgives a filter: what any FIR filter of 32 ms can make of
 * the reference, 4 ms of it ahead of time, against all that it cannot. A high-pass filter's phase
 * or a fraction of a sample of delay costs nothing.
 *
 * <p>The projection is that of E. Vincent, R. Gribonval, C. Févotte, "Performance measurement in
 * blind audio source separation", IEEE Trans. ASLP 14(4), 2006, with one source. Means are taken
 * off first; the ends, where the filter reaches beyond the reference, are not scored. Unrelated
 * signals read about 10·log10(taps / samples), not −∞, for a long filter finds some likeness in
 * anything.
 */
public final class FilterTolerantSdr {

  private static final double SPAN_SECONDS = 0.032;
  private static final double EARLY_SECONDS = 0.004;
  private static final double LEAST_SECONDS = 0.5;

  /**
   * The normal equations of the scored samples alone are no Toeplitz system; that of all samples
   * is, and solving it again for what is left closes in on their solution.
   */
  private static final int ROUNDS = 4;

  /** Of the reference's power: keeps empty bands solvable, and ends the scale beyond 100 dB. */
  private static final double LOADING = 1e-10;

  private FilterTolerantSdr() {}

  /**
   * The ratio of a pair that runs in time within −4 to 28 ms.
   *
   * @param reference the clean signal, half a second or more
   * @param degraded as many samples
   * @param sampleRateHz 8,000 to 192,000
   * @return dB; −∞ for a constant degraded signal, NaN for a constant reference
   * @throws IllegalArgumentException if a signal is too short or not finite, lengths differ, or the
   *     rate is another
   */
  public static double db(float[] reference, float[] degraded, int sampleRateHz) {
    Inputs.checkRate(sampleRateHz);
    Inputs.checkPair(reference, degraded, (int) Math.ceil(LEAST_SECONDS * sampleRateHz));
    double[] clean = Signals.withoutMean(reference);
    double[] heard = Signals.withoutMean(degraded);
    if (Signals.energy(clean) == 0) {
      return Double.NaN;
    }
    int taps = (int) Math.round(SPAN_SECONDS * sampleRateHz);
    int early = (int) Math.round(EARLY_SECONDS * sampleRateHz);
    int late = taps - 1 - early;
    double[] row = CrossCorrelation.of(clean, clean, 0, taps - 1);
    row[0] *= 1 + LOADING;
    double[] error = withoutEnds(heard, late, early);
    if (Signals.energy(error) == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double[] filter = new double[taps];
    double[] possible = new double[heard.length];
    for (int round = 0; round < ROUNDS; round++) {
      double[] right = CrossCorrelation.of(clean, error, -early, late);
      double[] step = ToeplitzSystem.solve(row, right);
      for (int i = 0; i < taps; i++) {
        filter[i] += step[i];
      }
      double[] filtered = Convolution.of(clean, filter);
      possible =
          withoutEnds(Arrays.copyOfRange(filtered, early, early + heard.length), late, early);
      for (int i = late; i < heard.length - early; i++) {
        error[i] = heard[i] - possible[i];
      }
    }
    return Decibels.fromPower(Signals.energy(possible) / Signals.energy(error));
  }

  private static double[] withoutEnds(double[] samples, int first, int last) {
    double[] inner = new double[samples.length];
    System.arraycopy(samples, first, inner, first, samples.length - first - last);
    return inner;
  }
}
