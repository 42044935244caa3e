package org.silenzio.rnnoise;

import org.silenzio.transform.RealFft;

/** Windowed spectra of two frames, and sound from them by overlap and addition. */
final class Spectrum {

  static final int FRAME = 480;
  static final int WINDOW = 2 * FRAME;
  static final int BINS = FRAME + 1;

  /** Power-complementary, as in Vorbis. */
  private static final float[] SHAPE = new float[WINDOW];

  static {
    for (int i = 0; i < WINDOW; i++) {
      double sine = Math.sin(Math.PI * (i + 0.5) / WINDOW);
      SHAPE[i] = (float) Math.sin(0.5 * Math.PI * sine * sine);
    }
  }

  private final RealFft fft = RealFft.ofLength(WINDOW);
  private final float[] windowed = new float[WINDOW];

  /** The spectrum of a window's length of samples, over the length. */
  void analyze(float[] samples, int offset, float[] re, float[] im) {
    for (int i = 0; i < WINDOW; i++) {
      windowed[i] = samples[offset + i] * SHAPE[i] * (1f / WINDOW);
    }
    fft.forward(windowed, re, im);
  }

  /**
   * The sound of a spectrum.
   *
   * @param overlap the last window's second half; becomes this one's
   * @param out receives a frame
   */
  void synthesize(float[] re, float[] im, float[] overlap, float[] out) {
    fft.inverse(re, im, windowed);
    for (int i = 0; i < FRAME; i++) {
      out[i] = windowed[i] * (WINDOW * SHAPE[i]) + overlap[i];
      overlap[i] = windowed[FRAME + i] * (WINDOW * SHAPE[FRAME + i]);
    }
  }
}
