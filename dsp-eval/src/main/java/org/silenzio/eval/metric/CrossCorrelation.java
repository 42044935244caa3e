package org.silenzio.eval.metric;

import java.util.Arrays;

/** The cross-correlation of two signals over a range of lags, by FFT. */
final class CrossCorrelation {

  /** Shorter transforms would spend their time on overlaps. */
  private static final int LEAST_TRANSFORM = 8192;

  private CrossCorrelation() {}

  /**
   * Σ a[n] · b[n + lag] over all n, samples beyond the ends being 0.
   *
   * @return the sums for {@code firstLag} to {@code lastLag}
   */
  static double[] of(double[] a, double[] b, int firstLag, int lastLag) {
    int lags = lastLag - firstLag + 1;
    int length = Math.max(LEAST_TRANSFORM, Signals.powerOfTwoFrom(2 * lags));
    DoubleFft fft = new DoubleFft(length);
    int block = length - lags + 1; // so that no wanted lag wraps around
    double[] blockOfA = new double[length];
    double[] stretchOfB = new double[length];
    double[] sum = new double[length];
    for (int start = 0; start < a.length; start += block) {
      cut(a, start, block, blockOfA);
      cut(b, start + firstLag, length, stretchOfB);
      fft.forward(blockOfA);
      fft.forward(stretchOfB);
      fft.addCrossSpectrum(blockOfA, stretchOfB, sum);
    }
    fft.inverse(sum);
    return Arrays.copyOf(sum, lags);
  }

  /** Copies a stretch that may reach beyond the signal's ends; zeros fill the rest. */
  private static void cut(double[] signal, int start, int samples, double[] to) {
    Arrays.fill(to, 0.0);
    int from = Math.clamp(start, 0, signal.length);
    int until = Math.clamp((long) start + samples, from, signal.length);
    System.arraycopy(signal, from, to, Math.max(0, from - start), until - from);
  }
}
