package org.silenzio.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API twin; only {@link Kernels} names it, once the module is known to be there. One
 * rounding per operation, in the scalar twin's order.
 */
final class SimdKalmanKernel implements KalmanKernel {

  private static final VectorSpecies<Float> LANES = Lanes.FLOATS;

  @Override
  public void inner(
      float[] aRe,
      float[] aIm,
      int aAt,
      float[] xRe,
      float[] xIm,
      int xAt,
      int taps,
      float[] outRe,
      float[] outIm) {
    for (int k = 0; k < BLOCK_BINS; k += LANES.length()) {
      FloatVector re = FloatVector.zero(LANES);
      FloatVector im = FloatVector.zero(LANES);
      for (int t = k; t < taps * BLOCK_BINS; t += BLOCK_BINS) {
        FloatVector ar = fromArray(LANES, aRe, aAt + t);
        FloatVector ai = fromArray(LANES, aIm, aAt + t);
        FloatVector xr = fromArray(LANES, xRe, xAt + t);
        FloatVector xi = fromArray(LANES, xIm, xAt + t);
        re = re.add(ar.mul(xr).add(ai.mul(xi)));
        im = im.add(ar.mul(xi).sub(ai.mul(xr)));
      }
      re.intoArray(outRe, k);
      im.intoArray(outIm, k);
    }
  }

  @Override
  public void propagate(
      float[] pRe,
      float[] pIm,
      int pAt,
      float[] gRe,
      float[] gIm,
      int gAt,
      float[] scale,
      float[] keep,
      int laneAt,
      float[] drive,
      float[] xRe,
      float[] xIm,
      int xAt,
      int taps,
      float[] productRe,
      float[] productIm) {
    Arrays.fill(productRe, 0, taps * BLOCK_BINS, 0f);
    Arrays.fill(productIm, 0, taps * BLOCK_BINS, 0f);
    for (int k = 0; k < BLOCK_BINS; k += LANES.length()) {
      FloatVector lasting = fromArray(LANES, keep, laneAt + k);
      FloatVector weight = fromArray(LANES, scale, laneAt + k);
      int p = pAt + k;
      for (int i = 0; i < taps; i++) {
        int row = i * BLOCK_BINS + k;
        FloatVector e = fromArray(LANES, gRe, gAt + row);
        FloatVector f = fromArray(LANES, gIm, gAt + row);
        FloatVector a = e.mul(weight);
        FloatVector b = f.mul(weight);
        FloatVector yr = fromArray(LANES, xRe, xAt + row);
        FloatVector yi = fromArray(LANES, xIm, xAt + row);
        FloatVector sumRe = FloatVector.zero(LANES);
        FloatVector sumIm = FloatVector.zero(LANES);
        for (int column = k; column < row; column += BLOCK_BINS, p += BLOCK_BINS) {
          FloatVector c = fromArray(LANES, gRe, gAt + column);
          FloatVector d = fromArray(LANES, gIm, gAt + column);
          FloatVector re = lasting.mul(fromArray(LANES, pRe, p).sub(a.mul(c).add(b.mul(d))));
          FloatVector im = lasting.mul(fromArray(LANES, pIm, p).sub(b.mul(c).sub(a.mul(d))));
          re.intoArray(pRe, p);
          im.intoArray(pIm, p);
          FloatVector xr = fromArray(LANES, xRe, xAt + column);
          FloatVector xi = fromArray(LANES, xIm, xAt + column);
          sumRe = sumRe.add(re.mul(xr).sub(im.mul(xi)));
          sumIm = sumIm.add(re.mul(xi).add(im.mul(xr)));
          fromArray(LANES, productRe, column)
              .add(re.mul(yr).add(im.mul(yi)))
              .intoArray(productRe, column);
          fromArray(LANES, productIm, column)
              .add(re.mul(yi).sub(im.mul(yr)))
              .intoArray(productIm, column);
        }
        FloatVector re =
            lasting
                .mul(fromArray(LANES, pRe, p).sub(a.mul(e).add(b.mul(f))))
                .add(fromArray(LANES, drive, row));
        re.intoArray(pRe, p);
        sumRe.add(re.mul(yr)).intoArray(productRe, row);
        sumIm.add(re.mul(yi)).intoArray(productIm, row);
        p += BLOCK_BINS;
      }
    }
  }

  @Override
  public void correct(
      float[] wRe,
      float[] wIm,
      int wAt,
      float[] gRe,
      float[] gIm,
      int gAt,
      float[] cRe,
      float[] cIm,
      int taps) {
    for (int k = 0; k < BLOCK_BINS; k += LANES.length()) {
      FloatVector cr = fromArray(LANES, cRe, k);
      FloatVector ci = fromArray(LANES, cIm, k);
      for (int t = k; t < taps * BLOCK_BINS; t += BLOCK_BINS) {
        FloatVector gr = fromArray(LANES, gRe, gAt + t);
        FloatVector gi = fromArray(LANES, gIm, gAt + t);
        FloatVector re = fromArray(LANES, wRe, wAt + t).add(gr.mul(cr).sub(gi.mul(ci)));
        FloatVector im = fromArray(LANES, wIm, wAt + t).add(gr.mul(ci).add(gi.mul(cr)));
        re.intoArray(wRe, wAt + t);
        im.intoArray(wIm, wAt + t);
      }
    }
  }
}
