package org.silenzio.echo;

import java.util.Arrays;
import org.silenzio.transform.RealFft;

/** From samples to spectra, one hop at a time. */
final class StftAnalysis {

  private final float[] window;
  private final RealFft fft;
  private final float[] history;
  private final float[] windowed;

  StftAnalysis(float[] window, RealFft fft) {
    this.window = window;
    this.fft = fft;
    history = new float[window.length];
    windowed = new float[window.length];
  }

  /** Takes the newest hop and gives the spectrum of the window that ends with it. */
  void process(float[] samples, Spectrum spectrum) {
    int kept = history.length - samples.length;
    System.arraycopy(history, samples.length, history, 0, kept);
    System.arraycopy(samples, 0, history, kept, samples.length);
    for (int n = 0; n < window.length; n++) {
      windowed[n] = history[n] * window[n];
    }
    fft.forward(windowed, spectrum.re, spectrum.im);
  }

  void reset() {
    Arrays.fill(history, 0f);
  }
}
