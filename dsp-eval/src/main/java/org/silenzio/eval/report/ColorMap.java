package org.silenzio.eval.report;

import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.function.DoubleToIntFunction;

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

  /**
   * Nine evenly spaced colours from blue over near-white to red that people with any colour vision
   * tell apart: ColorBrewer's "RdBu", reversed (C. Brewer, Apache-2.0).
   */
  private static final int[] DIVERGING = {
    0x2166ac, 0x4393c3, 0x92c5de, 0xd1e5f0, 0xf7f7f7, 0xfddbc7, 0xf4a582, 0xd6604d, 0xb2182b
  };

  private ColorMap() {}

  /** The colour at a position from 0 (quiet) to 1 (loud), as 0xRRGGBB. */
  static int rgb(double position) {
    return rgb(ANCHORS, position);
  }

  /** The colour of a change, from 0 (less) over 0.5 (none) to 1 (more), as 0xRRGGBB. */
  static int divergingRgb(double position) {
    return rgb(DIVERGING, position);
  }

  private static int rgb(int[] anchors, double position) {
    double anchor = position * (anchors.length - 1);
    int below = Math.min((int) anchor, anchors.length - 2);
    double share = anchor - below;
    return mix(anchors[below], anchors[below + 1], 16, share)
        | mix(anchors[below], anchors[below + 1], 8, share)
        | mix(anchors[below], anchors[below + 1], 0, share);
  }

  /** The palette of a picture, from quiet to loud. */
  static IndexColorModel palette() {
    return palette(COLORS, ColorMap::rgb);
  }

  /** A palette of evenly spaced colours. */
  static IndexColorModel palette(int count, DoubleToIntFunction color) {
    int[] colors = new int[count];
    for (int i = 0; i < count; i++) {
      colors[i] = color.applyAsInt(i / (count - 1.0));
    }
    return new IndexColorModel(Byte.SIZE, count, colors, 0, false, -1, DataBuffer.TYPE_BYTE);
  }

  private static int mix(int from, int to, int shift, double share) {
    int a = from >> shift & 0xff;
    int b = to >> shift & 0xff;
    return (int) Math.round(a + share * (b - a)) << shift;
  }
}
