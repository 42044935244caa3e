package org.silenzio.eval.metric;

import org.silenzio.audio.Decibels;

/**
 * The scale-invariant signal-to-distortion ratio: what is a scaled copy of the reference against
 * all that is not.
 *
 * <p>J. Le Roux, S. Wisdom, H. Erdogan, J. R. Hershey, "SDR – half-baked or well done?", ICASSP
 * 2019. Means are taken off first. A delay of one sample costs dearly: align before, see {@link
 * TimeAlignment}.
 */
public final class SiSdr {

  private SiSdr() {}

  /**
   * The ratio of a pair that runs in time.
   *
   * @param reference the clean signal, 2 samples or more
   * @param degraded as many samples
   * @return dB; +∞ for a scaled copy free of rounding, −∞ for a constant degraded signal, NaN for a
   *     constant reference
   * @throws IllegalArgumentException if a signal is too short or not finite, or lengths differ
   */
  public static double db(float[] reference, float[] degraded) {
    Inputs.checkPair(reference, degraded, 2);
    double[] clean = Signals.withoutMean(reference);
    double[] heard = Signals.withoutMean(degraded);
    double cleanEnergy = Signals.energy(clean);
    if (cleanEnergy == 0) {
      return Double.NaN;
    }
    if (Signals.energy(heard) == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double scale = Signals.dot(clean, heard) / cleanEnergy;
    double distortion = 0;
    for (int i = 0; i < clean.length; i++) {
      double error = heard[i] - scale * clean[i];
      distortion += error * error;
    }
    return Decibels.fromPower(scale * scale * cleanEnergy / distortion);
  }
}
