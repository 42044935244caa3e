package org.silenzio.eval.metric;

import java.math.BigInteger;

/**
 * Brings signals to the 10 kHz of {@link Stoi} with the very filter that Octave's and pystoi's
 * programs use, for scores depend on it in the third place: a windowed sinc of 60 dB whose
 * transition is a tenth of the band.
 */
final class StoiResampler {

  static final int RATE_HZ = 10_000;

  private static final double REJECTION_DB = 60;
  private static final double ROLL_OFF_SHARE = 0.1;

  private StoiResampler() {}

  /** The signal at 10 kHz, without delay. */
  static double[] resampled(float[] samples, int sampleRateHz) {
    int divisor = BigInteger.valueOf(sampleRateHz).gcd(BigInteger.valueOf(RATE_HZ)).intValueExact();
    int up = RATE_HZ / divisor;
    int down = sampleRateHz / divisor;
    if (up == down) {
      double[] same = new double[samples.length];
      for (int i = 0; i < same.length; i++) {
        same[i] = samples[i];
      }
      return same;
    }
    double[] filter = filter(up, down);
    long half = filter.length / 2;
    double[] out = new double[Math.toIntExact(((long) samples.length * up + down - 1) / down)];
    for (int m = 0; m < out.length; m++) {
      long center = (long) m * down; // on the grid of both rates
      long first = Math.max(0, Math.ceilDiv(center - half, (long) up));
      long last = Math.min(samples.length - 1, (center + half) / up);
      double sum = 0;
      for (long k = first; k <= last; k++) {
        sum += samples[(int) k] * filter[(int) (center - k * up + half)];
      }
      out[m] = sum;
    }
    return out;
  }

  private static double[] filter(int up, int down) {
    double stop = 0.5 / Math.max(up, down); // cycles per grid point
    int half = (int) Math.ceil((REJECTION_DB - 8) / (28.714 * ROLL_OFF_SHARE * stop));
    WindowedSinc sinc = new WindowedSinc(REJECTION_DB, half);
    double[] filter = new double[2 * half + 1];
    double sum = 0;
    for (int i = 0; i < filter.length; i++) {
      filter[i] = sinc.value(i - half, 2 * stop);
      sum += filter[i];
    }
    for (int i = 0; i < filter.length; i++) {
      filter[i] *= up / sum;
    }
    return filter;
  }
}
