package org.silenzio.eval.metric;

import java.util.Arrays;

/** Filters a signal with a long FIR filter, by FFT. Stateless. */
public final class Convolution {

  private Convolution() {}

  /**
   * The full convolution.
   *
   * @param signal 1 sample or more
   * @param taps 1 or more
   * @return signal.length + taps.length − 1 samples
   */
  public static double[] of(double[] signal, double[] taps) {
    int length = Signals.powerOfTwoFrom(4 * taps.length);
    DoubleFft fft = new DoubleFft(length);
    int block = length - taps.length + 1;
    double[] response = Arrays.copyOf(taps, length);
    fft.forward(response);
    double[] out = new double[signal.length + taps.length - 1];
    double[] work = new double[length];
    for (int start = 0; start < signal.length; start += block) {
      int taken = Math.min(block, signal.length - start);
      System.arraycopy(signal, start, work, 0, taken);
      Arrays.fill(work, taken, length, 0.0);
      fft.forward(work);
      fft.multiply(work, response);
      fft.inverse(work);
      for (int i = 0; i < taken + taps.length - 1; i++) {
        out[start + i] += work[i];
      }
    }
    return out;
  }
}
