package org.silenzio.eval.metric.neural;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Power spectra of windowed frames, of any length: the metrics' odd ones are no power of two. Keeps
 * nothing between calls: many threads may share it.
 */
final class PowerSpectrum {

  private final double[] window;
  private final DoubleFFT_1D fft;

  PowerSpectrum(double[] window) {
    this.window = window.clone();
    this.fft = new DoubleFFT_1D(window.length);
  }

  int bins() {
    return window.length / 2 + 1;
  }

  /**
   * The spectrum of the frame that starts at a sample; what lies outside the samples counts as
   * zeros. [any]
   *
   * @param samples a signal
   * @param start the frame's first sample, may be negative
   * @param power receives |X|² of the bins 0 … length/2
   */
  void of(float[] samples, int start, double[] power) {
    int length = window.length;
    double[] packed = new double[length];
    int end = Math.min(length, samples.length - start);
    for (int n = Math.max(0, -start); n < end; n++) {
      packed[n] = window[n] * samples[start + n];
    }
    fft.realForward(packed);
    // JTransforms packs Re0, x, Re1, Im1, Re2, Im2, …; x is Re of the top bin where the length is
    // even, and Im of the top bin where it is odd
    int top = length / 2;
    power[0] = packed[0] * packed[0];
    for (int k = 1; k < top; k++) {
      power[k] = packed[2 * k] * packed[2 * k] + packed[2 * k + 1] * packed[2 * k + 1];
    }
    power[top] = packed[1] * packed[1];
    if (length % 2 != 0) {
      power[top] += packed[length - 1] * packed[length - 1];
    }
  }
}
