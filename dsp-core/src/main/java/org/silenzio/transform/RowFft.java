package org.silenzio.transform;

import java.util.ArrayList;
import java.util.List;
import org.silenzio.kernel.Lanes;

/**
 * Complex Fourier transforms of rows of numbers, as many at once as a vector has lanes: lane l of
 * the result is the transform of lane l of the rows, which lie one after the other. Stockham's
 * autosort by decimation in frequency with the radices 4, 2, 3 and 5, so that every pass reads and
 * writes whole vectors in order.
 *
 * <p>Forward and unscaled; with real and imaginary parts swapped on both sides, backward. Holds
 * scratch space: one caller at a time.
 */
final class RowFft {

  private static final int[] RADICES = {4, 2, 3, 5};

  private final RowPass[] passes;
  private final float[][] scratchRe;
  private final float[][] scratchIm;

  /**
   * Prepares transforms.
   *
   * @param length the number of rows, 2 or more, with no prime factor beyond 5
   * @throws IllegalArgumentException if it is another
   */
  RowFft(int length) {
    List<RowPass> found = new ArrayList<>();
    int rest = length;
    for (int radix : RADICES) {
      while (rest % radix == 0) {
        found.add(RowPass.of(radix, rest / radix, length / rest));
        rest /= radix;
      }
    }
    if (rest != 1 || length < 2) {
      throw new IllegalArgumentException(
          "length is " + length + ", allowed: 2 or more, with no prime factor beyond 5");
    }
    passes = found.toArray(RowPass[]::new);
    int size = length * Lanes.FLOATS.length();
    scratchRe = new float[2][size];
    scratchIm = new float[2][size];
  }

  /**
   * Transforms. [audio]
   *
   * @param inRe real parts, left as they are
   * @param inIm imaginary parts, left as they are
   * @param outRe receives real parts, another array
   * @param outIm receives imaginary parts, another array
   */
  void transform(float[] inRe, float[] inIm, float[] outRe, float[] outIm) {
    float[] xRe = inRe;
    float[] xIm = inIm;
    int last = passes.length - 1;
    for (int n = 0; n < last; n++) {
      float[] yRe = scratchRe[n & 1];
      float[] yIm = scratchIm[n & 1];
      passes[n].run(xRe, xIm, yRe, yIm);
      xRe = yRe;
      xIm = yIm;
    }
    passes[last].run(xRe, xIm, outRe, outIm);
  }
}
