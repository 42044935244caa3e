package org.silenzio.eval.report;

import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;

/**
 * The colours of levels, from black over violet and red to pale yellow, of evenly rising lightness.
 */
final class ColorMap {

  /** How many colours there are: one dB and less apart, and as many as a small PNG can index. */
  static final int COLORS = 128;

  /** Nine evenly spaced colours of matplotlib's "magma" (S. van der Walt and N. Smith, CC0). */
  private static final int[] ANCHORS = {
    0x000004, 0x1d1147, 0x51127c, 0x822681, 0xb63679, 0xe65164, 0xfb8861, 0xfec287, 0xfcfdbf
  };

  private ColorMap() {}

  /** The colour at a position from 0 (quiet) to 1 (loud), as 0xRRGGBB. */
  static int rgb(double position) {
    double anchor = position * (ANCHORS.length - 1);
    int below = Math.min((int) anchor, ANCHORS.length - 2);
    double share = anchor - below;
    return mix(ANCHORS[below], ANCHORS[below + 1], 16, share)
        | mix(ANCHORS[below], ANCHORS[below + 1], 8, share)
        | mix(ANCHORS[below], ANCHORS[below + 1], 0, share);
  }

  /** The palette of a picture, from quiet to loud. */
  static IndexColorModel palette() {
    int[] colors = new int[COLORS];
    for (int i = 0; i < COLORS; i++) {
      colors[i] = rgb(i / (COLORS - 1.0));
    }
    return new IndexColorModel(Byte.SIZE, COLORS, colors, 0, false, -1, DataBuffer.TYPE_BYTE);
  }

  private static int mix(int from, int to, int shift, double share) {
    int a = from >> shift & 0xff;
    int b = to >> shift & 0xff;
    return (int) Math.round(a + share * (b - a)) << shift;
  }
}
