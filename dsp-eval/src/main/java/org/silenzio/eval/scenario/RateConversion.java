package org.silenzio.eval.scenario;

import java.math.BigInteger;
import org.silenzio.eval.metric.WindowedSinc;

/**
 * Whole signals at another rate, without delay, in plain double arithmetic: the engine's resampler
 * sums in another order on each kind of processor. Flat up to 0.45 of the lower rate; images and
 * aliases of what lies below that are 90 dB down.
 */
public final class RateConversion {

  private static final int HALF_LENGTH_SAMPLES = 64; // of the lower rate
  private static final double STOP_BAND_DB = 95;

  /** The middle of the transition, which ends at the lower rate's Nyquist frequency. */
  private static final double BAND = 0.95;

  private RateConversion() {}

  /**
   * A signal at another rate.
   *
   * @param samples the signal, which stays as it is
   * @param fromHz its rate, or in proportion to it
   * @param toHz the other rate, in the same proportion
   * @return as many samples as fit into the same time; the signal itself if both rates are one
   */
  public static double[] convert(double[] samples, int fromHz, int toHz) {
    if (fromHz == toHz) {
      return samples;
    }
    int divisor = BigInteger.valueOf(fromHz).gcd(BigInteger.valueOf(toHz)).intValueExact();
    int phases = toHz / divisor;
    int step = fromHz / divisor;
    double ratio = Math.min(1, (double) toHz / fromHz); // lower rate over the input's
    int reach = (int) Math.ceil(HALF_LENGTH_SAMPLES / ratio);
    double[][] rows = rows(phases, reach, ratio);
    double[] out = new double[Math.toIntExact((long) samples.length * toHz / fromHz)];
    for (int m = 0; m < out.length; m++) {
      long grid = (long) m * step;
      double[] row = rows[(int) (grid % phases)];
      int first = (int) (grid / phases) - reach + 1;
      int start = Math.max(0, -first);
      int end = Math.min(row.length, samples.length - first);
      double sum = 0;
      for (int i = start; i < end; i++) {
        sum += row[i] * samples[first + i];
      }
      out[m] = sum;
    }
    return out;
  }

  private static double[][] rows(int phases, int reach, double ratio) {
    WindowedSinc sinc = new WindowedSinc(STOP_BAND_DB, HALF_LENGTH_SAMPLES);
    double[][] rows = new double[phases][2 * reach];
    for (int phase = 0; phase < phases; phase++) {
      double sum = 0;
      for (int i = 0; i < 2 * reach; i++) {
        double distance = (double) phase / phases - (i - reach + 1);
        rows[phase][i] = sinc.value(distance * ratio, BAND);
        sum += rows[phase][i];
      }
      for (int i = 0; i < 2 * reach; i++) {
        rows[phase][i] /= sum; // a constant stays what it is
      }
    }
    return rows;
  }
}
