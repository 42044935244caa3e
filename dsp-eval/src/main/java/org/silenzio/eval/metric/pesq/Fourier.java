package org.silenzio.eval.metric.pesq;

import org.jtransforms.fft.DoubleFFT_1D;

/** What the alignment and the model need of Fourier transforms. */
final class Fourier {

  private Fourier() {}

  /** The smallest power of two that is not below a length. */
  static int powerOfTwo(int length) {
    return length <= 1 ? 1 : Integer.highestOneBit(length - 1) << 1;
  }

  /** A Hann window that would continue with period {@code length}. */
  static double[] hann(int length) {
    double[] window = new double[length];
    for (int n = 0; n < length; n++) {
      window[n] = 0.5 * (1 - Math.cos(2 * Math.PI * n / length));
    }
    return window;
  }

  /**
   * The circular correlation of two signals.
   *
   * @param fft a transform of their length
   * @param first a signal, overwritten
   * @param second a signal, overwritten by the correlation: at index i what the second has in
   *     common with the first when it is i samples late, negative delays counting from the end
   */
  static void correlate(DoubleFFT_1D fft, double[] first, double[] second) {
    fft.realForward(first);
    fft.realForward(second);
    second[0] *= first[0];
    second[1] *= first[1];
    for (int k = 2; k < second.length; k += 2) {
      double re = first[k] * second[k] + first[k + 1] * second[k + 1];
      second[k + 1] = first[k] * second[k + 1] - first[k + 1] * second[k];
      second[k] = re;
    }
    fft.realInverse(second, true);
  }
}
