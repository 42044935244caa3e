package org.silenzio.eval.metric;

import org.jtransforms.fft.DoubleFFT_1D;
import org.jtransforms.utils.CommonUtils;

/**
 * The Fourier transform of real signals of any power of two, in double precision, where the
 * engine's own has floats and 4,096 samples at most. Spectra stay as JTransforms packs them: Re0,
 * Re(n/2), Re1, Im1, Re2, …
 */
final class DoubleFft {

  static {
    // its threads would keep a finished tool alive for a minute, and recordings run side by side
    CommonUtils.setThreadsBeginN_1D_FFT_2Threads(Integer.MAX_VALUE);
    CommonUtils.setThreadsBeginN_1D_FFT_4Threads(Integer.MAX_VALUE);
  }

  private final int length;
  private final DoubleFFT_1D fft;

  DoubleFft(int length) {
    this.length = length;
    this.fft = new DoubleFFT_1D(length);
  }

  int length() {
    return length;
  }

  /** From samples to the packed spectrum, in place. */
  void forward(double[] samples) {
    fft.realForward(samples);
  }

  /** From the packed spectrum to samples, in place. */
  void inverse(double[] spectrum) {
    fft.realInverse(spectrum, true);
  }

  /** The power of the bins from 0 on, as many as fit; up to length / 2 + 1. */
  void power(double[] spectrum, double[] power) {
    int half = length / 2;
    power[0] = spectrum[0] * spectrum[0];
    for (int k = 1; k < Math.min(half, power.length); k++) {
      double re = spectrum[2 * k];
      double im = spectrum[2 * k + 1];
      power[k] = re * re + im * im;
    }
    if (power.length > half) {
      power[half] = spectrum[1] * spectrum[1];
    }
  }

  /** Adds conj(a) · b to a sum of spectra. */
  void addCrossSpectrum(double[] a, double[] b, double[] sum) {
    sum[0] += a[0] * b[0];
    sum[1] += a[1] * b[1];
    for (int i = 2; i < length; i += 2) {
      sum[i] += a[i] * b[i] + a[i + 1] * b[i + 1];
      sum[i + 1] += a[i] * b[i + 1] - a[i + 1] * b[i];
    }
  }

  /** Multiplies a spectrum with another, in place. */
  void multiply(double[] spectrum, double[] by) {
    spectrum[0] *= by[0];
    spectrum[1] *= by[1];
    for (int i = 2; i < length; i += 2) {
      double re = spectrum[i] * by[i] - spectrum[i + 1] * by[i + 1];
      spectrum[i + 1] = spectrum[i] * by[i + 1] + spectrum[i + 1] * by[i];
      spectrum[i] = re;
    }
  }
}
