package org.silenzio.rnnoise;

/**
 * 32 bands about as wide as the ear's (Glasberg and Moore's ERB), overlapping as triangles, over
 * bins of 50 Hz up to 20 kHz. Stateless.
 */
final class BandScale {

  static final int BANDS = RnnoiseModel.BANDS;

  /** The bins at which a triangle begins, peaks and ends. */
  private static final int[] EDGES = {
    0, 2, 4, 6, 8, 10, 12, 15, 18, 21, 24, 28, 32, 36, 41, 47, 53, 60, 68, 77, 87, 98, 110, 124,
    140, 157, 176, 198, 223, 251, 282, 317, 356, 400
  };

  /** Bins beyond have no band and end as silence. */
  static final int BINS = EDGES[BANDS + 1];

  /** How far a bin is from its lower edge to the next. */
  private static final float[] POSITION = new float[BINS];

  static {
    for (int e = 0; e <= BANDS; e++) {
      for (int k = EDGES[e]; k < EDGES[e + 1]; k++) {
        POSITION[k] = (float) (k - EDGES[e]) / (EDGES[e + 1] - EDGES[e]);
      }
    }
  }

  private BandScale() {}

  /** The power in each band. */
  static void energies(float[] re, float[] im, float[] bands) {
    products(re, im, re, im, bands);
  }

  /** The real part of the inner product of two spectra in each band. */
  static void products(float[] aRe, float[] aIm, float[] bRe, float[] bIm, float[] bands) {
    float carried = 0f;
    for (int e = 0; e <= BANDS; e++) {
      float whole = 0f;
      float upper = 0f;
      for (int k = EDGES[e]; k < EDGES[e + 1]; k++) {
        float product = aRe[k] * bRe[k] + aIm[k] * bIm[k];
        whole += product;
        upper += POSITION[k] * product;
      }
      float lower = whole - upper;
      if (e == 0) {
        carried = lower + upper; // the first band takes in what lies below it
      } else {
        bands[e - 1] = carried + lower;
        carried = upper;
      }
    }
    // the outermost bands have one and a half triangles
    bands[0] *= 2f / 3f;
    bands[BANDS - 1] = (bands[BANDS - 1] + carried) * (2f / 3f);
  }

  /** A value for each bin, from band to band by straight lines; 0 where no band reaches. */
  static void interpolate(float[] bands, float[] bins) {
    for (int e = 0; e <= BANDS; e++) {
      float from = bands[Math.max(0, e - 1)];
      float to = bands[Math.min(BANDS - 1, e)];
      for (int k = EDGES[e]; k < EDGES[e + 1]; k++) {
        bins[k] = (1 - POSITION[k]) * from + POSITION[k] * to;
      }
    }
    java.util.Arrays.fill(bins, BINS, bins.length, 0f);
  }
}
