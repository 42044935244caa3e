package org.silenzio.echo;

import java.util.Arrays;
import org.silenzio.transform.RealFft;

/** From spectra back to samples, one hop at a time, by overlap-add. */
final class StftSynthesis {

  private final float[] window;
  private final int begin;
  private final RealFft fft;
  private final float[] time;
  private final float[] sum;

  /**
   * Makes a synthesis.
   *
   * @param window for the last samples of the transform
   * @param fft the transform
   */
  StftSynthesis(float[] window, RealFft fft) {
    this.window = window;
    this.fft = fft;
    begin = fft.length() - window.length;
    time = new float[fft.length()];
    sum = new float[window.length];
  }

  /** Adds a spectrum and gives the hop that is now complete. */
  void process(Spectrum spectrum, float[] samples) {
    fft.inverse(spectrum.re, spectrum.im, time);
    for (int n = 0; n < window.length; n++) {
      sum[n] += time[begin + n] * window[n];
    }
    System.arraycopy(sum, 0, samples, 0, samples.length);
    System.arraycopy(sum, samples.length, sum, 0, sum.length - samples.length);
    Arrays.fill(sum, sum.length - samples.length, sum.length, 0f);
  }

  void reset() {
    Arrays.fill(sum, 0f);
  }
}
