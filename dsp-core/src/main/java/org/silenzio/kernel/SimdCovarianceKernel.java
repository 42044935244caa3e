package org.silenzio.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.silenzio.kernel.KalmanKernel.BLOCK_BINS;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API twin; only {@link Kernels} names it, once the module is known to be there. Rounds
 * where the scalar twin does. Methods are as long as the compiler still inlines all of: split
 * further they pass sums through memory, longer they allocate.
 */
final class SimdCovarianceKernel implements CovarianceKernel {

  private static final VectorSpecies<Float> LANES = Lanes.FLOATS;

  /** Rows that {@link #strips} takes at once. */
  private static final int STRIP_ROWS = 4;

  @Override
  public void propagate(
      float[] pRe,
      float[] pIm,
      int pAt,
      float[] fRe,
      float[] fIm,
      float[] gRe,
      float[] gIm,
      int gAt,
      float[] before,
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
    int single = taps % 2;
    for (int k = 0; k < BLOCK_BINS; k += LANES.length()) {
      int x = xAt + k;
      int g = gAt + k;
      int lane = laneAt + k;
      if (single == 1) {
        updateFirst(
            pRe, pAt + k, fRe, fIm, gRe, gIm, g, before, keep, lane, drive, xRe, xIm, x, productRe,
            productIm, k);
      }
      updatePairs(
          pRe, pIm, pAt + k, fRe, fIm, gRe, gIm, g, before, keep, lane, drive, xRe, xIm, x, single,
          taps, productRe, productIm, k);
    }
  }

  /**
   * The rows behind the first ones, two at once: what belongs to a column is loaded and stored once
   * for both.
   */
  private static void updatePairs(
      float[] pRe,
      float[] pIm,
      int pAt,
      float[] fRe,
      float[] fIm,
      float[] gRe,
      float[] gIm,
      int gAt,
      float[] before,
      float[] keep,
      int lane,
      float[] drive,
      float[] xRe,
      float[] xIm,
      int xAt,
      int from,
      int taps,
      float[] productRe,
      float[] productIm,
      int k) {
    FloatVector late = fromArray(LANES, keep, lane);
    FloatVector both = late.mul(fromArray(LANES, before, lane));
    int p0 = pAt + CovarianceKernel.triangle(from);
    for (int row = from * BLOCK_BINS; row < taps * BLOCK_BINS; row += 2 * BLOCK_BINS) {
      int p1 = p0 + row + BLOCK_BINS;
      int next = row + BLOCK_BINS;
      FloatVector a0 = fromArray(LANES, fRe, gAt + row).mul(both).neg();
      FloatVector b0 = fromArray(LANES, fIm, gAt + row).mul(both).neg();
      FloatVector c0 = fromArray(LANES, gRe, gAt + row).mul(late).neg();
      FloatVector d0 = fromArray(LANES, gIm, gAt + row).mul(late).neg();
      FloatVector yr0 = fromArray(LANES, xRe, xAt + row);
      FloatVector yi0 = fromArray(LANES, xIm, xAt + row);
      FloatVector minusYr0 = yr0.neg();
      FloatVector sumRe0 = FloatVector.zero(LANES);
      FloatVector sumIm0 = FloatVector.zero(LANES);
      FloatVector a1 = fromArray(LANES, fRe, gAt + next).mul(both).neg();
      FloatVector b1 = fromArray(LANES, fIm, gAt + next).mul(both).neg();
      FloatVector c1 = fromArray(LANES, gRe, gAt + next).mul(late).neg();
      FloatVector d1 = fromArray(LANES, gIm, gAt + next).mul(late).neg();
      FloatVector yr1 = fromArray(LANES, xRe, xAt + next);
      FloatVector yi1 = fromArray(LANES, xIm, xAt + next);
      FloatVector minusYr1 = yr1.neg();
      FloatVector sumRe1 = FloatVector.zero(LANES);
      FloatVector sumIm1 = FloatVector.zero(LANES);
      for (int column = 0; column < row; column += BLOCK_BINS) {
        FloatVector fr = fromArray(LANES, fRe, gAt + column);
        FloatVector fi = fromArray(LANES, fIm, gAt + column);
        FloatVector gr = fromArray(LANES, gRe, gAt + column);
        FloatVector gi = fromArray(LANES, gIm, gAt + column);
        FloatVector xr = fromArray(LANES, xRe, xAt + column);
        FloatVector xi = fromArray(LANES, xIm, xAt + column);
        FloatVector minusFi = fi.neg();
        FloatVector minusGi = gi.neg();
        FloatVector minusXi = xi.neg();
        FloatVector toRe = fromArray(LANES, productRe, k + column);
        FloatVector toIm = fromArray(LANES, productIm, k + column);
        FloatVector re0 = both.mul(fromArray(LANES, pRe, p0 + column));
        FloatVector im0 = both.mul(fromArray(LANES, pIm, p0 + column));
        re0 = d0.fma(gi, c0.fma(gr, b0.fma(fi, a0.fma(fr, re0))));
        im0 = c0.fma(minusGi, d0.fma(gr, a0.fma(minusFi, b0.fma(fr, im0))));
        re0.intoArray(pRe, p0 + column);
        im0.intoArray(pIm, p0 + column);
        sumRe0 = im0.fma(minusXi, re0.fma(xr, sumRe0));
        sumIm0 = im0.fma(xr, re0.fma(xi, sumIm0));
        toRe = im0.fma(yi0, re0.fma(yr0, toRe));
        toIm = im0.fma(minusYr0, re0.fma(yi0, toIm));
        FloatVector re1 = both.mul(fromArray(LANES, pRe, p1 + column));
        FloatVector im1 = both.mul(fromArray(LANES, pIm, p1 + column));
        re1 = d1.fma(gi, c1.fma(gr, b1.fma(fi, a1.fma(fr, re1))));
        im1 = c1.fma(minusGi, d1.fma(gr, a1.fma(minusFi, b1.fma(fr, im1))));
        re1.intoArray(pRe, p1 + column);
        im1.intoArray(pIm, p1 + column);
        sumRe1 = im1.fma(minusXi, re1.fma(xr, sumRe1));
        sumIm1 = im1.fma(xr, re1.fma(xi, sumIm1));
        toRe = im1.fma(yi1, re1.fma(yr1, toRe));
        toIm = im1.fma(minusYr1, re1.fma(yi1, toIm));
        toRe.intoArray(productRe, k + column);
        toIm.intoArray(productIm, k + column);
      }
      FloatVector fr = fromArray(LANES, fRe, gAt + row);
      FloatVector fi = fromArray(LANES, fIm, gAt + row);
      FloatVector gr = fromArray(LANES, gRe, gAt + row);
      FloatVector gi = fromArray(LANES, gIm, gAt + row);
      FloatVector re = both.mul(fromArray(LANES, pRe, p0 + row));
      re = d0.fma(gi, c0.fma(gr, b0.fma(fi, a0.fma(fr, re))));
      re = re.add(fromArray(LANES, drive, gAt + row));
      re.intoArray(pRe, p0 + row);
      sumRe0 = re.fma(yr0, sumRe0);
      sumIm0 = re.fma(yi0, sumIm0);
      re = both.mul(fromArray(LANES, pRe, p1 + row));
      FloatVector im = both.mul(fromArray(LANES, pIm, p1 + row));
      re = d1.fma(gi, c1.fma(gr, b1.fma(fi, a1.fma(fr, re))));
      im = c1.fma(gi.neg(), d1.fma(gr, a1.fma(fi.neg(), b1.fma(fr, im))));
      re.intoArray(pRe, p1 + row);
      im.intoArray(pIm, p1 + row);
      im.fma(yi1, re.fma(yr1, sumRe0)).intoArray(productRe, k + row);
      im.fma(minusYr1, re.fma(yi1, sumIm0)).intoArray(productIm, k + row);
      sumRe1 = im.fma(yi0.neg(), re.fma(yr0, sumRe1));
      sumIm1 = im.fma(yr0, re.fma(yi0, sumIm1));
      fr = fromArray(LANES, fRe, gAt + next);
      fi = fromArray(LANES, fIm, gAt + next);
      gr = fromArray(LANES, gRe, gAt + next);
      gi = fromArray(LANES, gIm, gAt + next);
      re = both.mul(fromArray(LANES, pRe, p1 + next));
      re = d1.fma(gi, c1.fma(gr, b1.fma(fi, a1.fma(fr, re))));
      re = re.add(fromArray(LANES, drive, gAt + next));
      re.intoArray(pRe, p1 + next);
      re.fma(yr1, sumRe1).intoArray(productRe, k + next);
      re.fma(yi1, sumIm1).intoArray(productIm, k + next);
      p0 = p1 + next + BLOCK_BINS;
    }
  }

  /** The first row, which is but its diagonal. */
  private static void updateFirst(
      float[] pRe,
      int pAt,
      float[] fRe,
      float[] fIm,
      float[] gRe,
      float[] gIm,
      int gAt,
      float[] before,
      float[] keep,
      int lane,
      float[] drive,
      float[] xRe,
      float[] xIm,
      int xAt,
      float[] productRe,
      float[] productIm,
      int k) {
    FloatVector late = fromArray(LANES, keep, lane);
    FloatVector both = late.mul(fromArray(LANES, before, lane));
    FloatVector fr = fromArray(LANES, fRe, gAt);
    FloatVector fi = fromArray(LANES, fIm, gAt);
    FloatVector gr = fromArray(LANES, gRe, gAt);
    FloatVector gi = fromArray(LANES, gIm, gAt);
    FloatVector re = both.mul(fromArray(LANES, pRe, pAt));
    re = fi.mul(both).neg().fma(fi, fr.mul(both).neg().fma(fr, re));
    re = gi.mul(late).neg().fma(gi, gr.mul(late).neg().fma(gr, re));
    re = re.add(fromArray(LANES, drive, gAt));
    re.intoArray(pRe, pAt);
    FloatVector zero = FloatVector.zero(LANES);
    re.fma(fromArray(LANES, xRe, xAt), zero).intoArray(productRe, k);
    re.fma(fromArray(LANES, xIm, xAt), zero).intoArray(productIm, k);
  }

  @Override
  public void multiply(
      float[] pRe,
      float[] pIm,
      int pAt,
      float[] gRe,
      float[] gIm,
      int gAt,
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
    int rest = taps % STRIP_ROWS;
    for (int k = 0; k < BLOCK_BINS; k += LANES.length()) {
      first(pRe, pIm, pAt + k, xRe, xIm, xAt + k, rest, productRe, productIm, k);
      strips(pRe, pIm, pAt + k, xRe, xIm, xAt + k, rest, taps, productRe, productIm, k);
      FloatVector sumRe = FloatVector.zero(LANES);
      FloatVector sumIm = FloatVector.zero(LANES);
      for (int t = k; t < taps * BLOCK_BINS; t += BLOCK_BINS) {
        FloatVector gr = fromArray(LANES, gRe, gAt + t);
        FloatVector gi = fromArray(LANES, gIm, gAt + t);
        FloatVector xr = fromArray(LANES, xRe, xAt + t);
        FloatVector xi = fromArray(LANES, xIm, xAt + t);
        sumRe = gi.fma(xi, gr.fma(xr, sumRe));
        sumIm = gi.neg().fma(xr, gr.fma(xi, sumIm));
      }
      FloatVector minusRe = sumRe.neg();
      FloatVector minusIm = sumIm.neg();
      FloatVector lasting = fromArray(LANES, keep, laneAt + k);
      for (int t = k; t < taps * BLOCK_BINS; t += BLOCK_BINS) {
        FloatVector gr = fromArray(LANES, gRe, gAt + t);
        FloatVector gi = fromArray(LANES, gIm, gAt + t);
        FloatVector re = gi.fma(sumIm, gr.fma(minusRe, fromArray(LANES, productRe, t)));
        FloatVector im = gi.fma(minusRe, gr.fma(minusIm, fromArray(LANES, productIm, t)));
        FloatVector driven = fromArray(LANES, drive, gAt + t);
        driven.fma(fromArray(LANES, xRe, xAt + t), lasting.mul(re)).intoArray(productRe, t);
        driven.fma(fromArray(LANES, xIm, xAt + t), lasting.mul(im)).intoArray(productIm, t);
      }
    }
  }

  /** The products of the first rows. */
  private static void first(
      float[] pRe,
      float[] pIm,
      int pAt,
      float[] xRe,
      float[] xIm,
      int xAt,
      int rows,
      float[] productRe,
      float[] productIm,
      int k) {
    int p = pAt;
    for (int row = 0; row < rows * BLOCK_BINS; row += BLOCK_BINS) {
      FloatVector yr = fromArray(LANES, xRe, xAt + row);
      FloatVector yi = fromArray(LANES, xIm, xAt + row);
      FloatVector sumRe = fromArray(LANES, productRe, k + row);
      FloatVector sumIm = fromArray(LANES, productIm, k + row);
      for (int column = 0; column < row; column += BLOCK_BINS) {
        FloatVector re = fromArray(LANES, pRe, p + column);
        FloatVector im = fromArray(LANES, pIm, p + column);
        FloatVector xr = fromArray(LANES, xRe, xAt + column);
        FloatVector xi = fromArray(LANES, xIm, xAt + column);
        FloatVector toRe = fromArray(LANES, productRe, k + column);
        FloatVector toIm = fromArray(LANES, productIm, k + column);
        sumRe = im.fma(xi.neg(), re.fma(xr, sumRe));
        sumIm = im.fma(xr, re.fma(xi, sumIm));
        im.fma(yi, re.fma(yr, toRe)).intoArray(productRe, k + column);
        im.fma(yr.neg(), re.fma(yi, toIm)).intoArray(productIm, k + column);
      }
      FloatVector re = fromArray(LANES, pRe, p + row);
      re.fma(yr, sumRe).intoArray(productRe, k + row);
      re.fma(yi, sumIm).intoArray(productIm, k + row);
      p += row + BLOCK_BINS;
    }
  }

  /**
   * The products of the rows behind the first ones, {@link #STRIP_ROWS} at once: what belongs to a
   * column is loaded and stored once for all.
   */
  private static void strips(
      float[] pRe,
      float[] pIm,
      int pAt,
      float[] xRe,
      float[] xIm,
      int xAt,
      int from,
      int taps,
      float[] productRe,
      float[] productIm,
      int k) {
    int p0 = pAt + CovarianceKernel.triangle(from);
    int step = STRIP_ROWS * BLOCK_BINS;
    for (int row = from * BLOCK_BINS; row < taps * BLOCK_BINS; row += step) {
      int p1 = p0 + row + BLOCK_BINS;
      int p2 = p1 + row + 2 * BLOCK_BINS;
      int p3 = p2 + row + 3 * BLOCK_BINS;
      int y = xAt + row;
      FloatVector yr0 = fromArray(LANES, xRe, y);
      FloatVector yi0 = fromArray(LANES, xIm, y);
      FloatVector minusYr0 = yr0.neg();
      FloatVector sumRe0 = FloatVector.zero(LANES);
      FloatVector sumIm0 = FloatVector.zero(LANES);
      FloatVector yr1 = fromArray(LANES, xRe, y + BLOCK_BINS);
      FloatVector yi1 = fromArray(LANES, xIm, y + BLOCK_BINS);
      FloatVector minusYr1 = yr1.neg();
      FloatVector sumRe1 = FloatVector.zero(LANES);
      FloatVector sumIm1 = FloatVector.zero(LANES);
      FloatVector yr2 = fromArray(LANES, xRe, y + 2 * BLOCK_BINS);
      FloatVector yi2 = fromArray(LANES, xIm, y + 2 * BLOCK_BINS);
      FloatVector minusYr2 = yr2.neg();
      FloatVector sumRe2 = FloatVector.zero(LANES);
      FloatVector sumIm2 = FloatVector.zero(LANES);
      FloatVector yr3 = fromArray(LANES, xRe, y + 3 * BLOCK_BINS);
      FloatVector yi3 = fromArray(LANES, xIm, y + 3 * BLOCK_BINS);
      FloatVector minusYr3 = yr3.neg();
      FloatVector sumRe3 = FloatVector.zero(LANES);
      FloatVector sumIm3 = FloatVector.zero(LANES);
      for (int column = 0; column < row; column += BLOCK_BINS) {
        FloatVector xr = fromArray(LANES, xRe, xAt + column);
        FloatVector xi = fromArray(LANES, xIm, xAt + column);
        FloatVector minusXi = xi.neg();
        FloatVector toRe = fromArray(LANES, productRe, k + column);
        FloatVector toIm = fromArray(LANES, productIm, k + column);
        FloatVector re0 = fromArray(LANES, pRe, p0 + column);
        FloatVector im0 = fromArray(LANES, pIm, p0 + column);
        sumRe0 = im0.fma(minusXi, re0.fma(xr, sumRe0));
        sumIm0 = im0.fma(xr, re0.fma(xi, sumIm0));
        toRe = im0.fma(yi0, re0.fma(yr0, toRe));
        toIm = im0.fma(minusYr0, re0.fma(yi0, toIm));
        FloatVector re1 = fromArray(LANES, pRe, p1 + column);
        FloatVector im1 = fromArray(LANES, pIm, p1 + column);
        sumRe1 = im1.fma(minusXi, re1.fma(xr, sumRe1));
        sumIm1 = im1.fma(xr, re1.fma(xi, sumIm1));
        toRe = im1.fma(yi1, re1.fma(yr1, toRe));
        toIm = im1.fma(minusYr1, re1.fma(yi1, toIm));
        FloatVector re2 = fromArray(LANES, pRe, p2 + column);
        FloatVector im2 = fromArray(LANES, pIm, p2 + column);
        sumRe2 = im2.fma(minusXi, re2.fma(xr, sumRe2));
        sumIm2 = im2.fma(xr, re2.fma(xi, sumIm2));
        toRe = im2.fma(yi2, re2.fma(yr2, toRe));
        toIm = im2.fma(minusYr2, re2.fma(yi2, toIm));
        FloatVector re3 = fromArray(LANES, pRe, p3 + column);
        FloatVector im3 = fromArray(LANES, pIm, p3 + column);
        sumRe3 = im3.fma(minusXi, re3.fma(xr, sumRe3));
        sumIm3 = im3.fma(xr, re3.fma(xi, sumIm3));
        toRe = im3.fma(yi3, re3.fma(yr3, toRe));
        toIm = im3.fma(minusYr3, re3.fma(yi3, toIm));
        toRe.intoArray(productRe, k + column);
        toIm.intoArray(productIm, k + column);
      }
      FloatVector re = fromArray(LANES, pRe, p0 + row);
      sumRe0 = re.fma(yr0, sumRe0);
      sumIm0 = re.fma(yi0, sumIm0);
      FloatVector minusYi0 = yi0.neg();
      re = fromArray(LANES, pRe, p1 + row);
      FloatVector im = fromArray(LANES, pIm, p1 + row);
      sumRe1 = im.fma(minusYi0, re.fma(yr0, sumRe1));
      sumIm1 = im.fma(yr0, re.fma(yi0, sumIm1));
      sumRe0 = im.fma(yi1, re.fma(yr1, sumRe0));
      sumIm0 = im.fma(minusYr1, re.fma(yi1, sumIm0));
      re = fromArray(LANES, pRe, p1 + row + BLOCK_BINS);
      sumRe1 = re.fma(yr1, sumRe1);
      sumIm1 = re.fma(yi1, sumIm1);
      FloatVector minusYi1 = yi1.neg();
      re = fromArray(LANES, pRe, p2 + row);
      im = fromArray(LANES, pIm, p2 + row);
      sumRe2 = im.fma(minusYi0, re.fma(yr0, sumRe2));
      sumIm2 = im.fma(yr0, re.fma(yi0, sumIm2));
      sumRe0 = im.fma(yi2, re.fma(yr2, sumRe0));
      sumIm0 = im.fma(minusYr2, re.fma(yi2, sumIm0));
      re = fromArray(LANES, pRe, p2 + row + BLOCK_BINS);
      im = fromArray(LANES, pIm, p2 + row + BLOCK_BINS);
      sumRe2 = im.fma(minusYi1, re.fma(yr1, sumRe2));
      sumIm2 = im.fma(yr1, re.fma(yi1, sumIm2));
      sumRe1 = im.fma(yi2, re.fma(yr2, sumRe1));
      sumIm1 = im.fma(minusYr2, re.fma(yi2, sumIm1));
      re = fromArray(LANES, pRe, p2 + row + 2 * BLOCK_BINS);
      sumRe2 = re.fma(yr2, sumRe2);
      sumIm2 = re.fma(yi2, sumIm2);
      FloatVector minusYi2 = yi2.neg();
      re = fromArray(LANES, pRe, p3 + row);
      im = fromArray(LANES, pIm, p3 + row);
      sumRe3 = im.fma(minusYi0, re.fma(yr0, sumRe3));
      sumIm3 = im.fma(yr0, re.fma(yi0, sumIm3));
      sumRe0 = im.fma(yi3, re.fma(yr3, sumRe0));
      sumIm0 = im.fma(minusYr3, re.fma(yi3, sumIm0));
      re = fromArray(LANES, pRe, p3 + row + BLOCK_BINS);
      im = fromArray(LANES, pIm, p3 + row + BLOCK_BINS);
      sumRe3 = im.fma(minusYi1, re.fma(yr1, sumRe3));
      sumIm3 = im.fma(yr1, re.fma(yi1, sumIm3));
      sumRe1 = im.fma(yi3, re.fma(yr3, sumRe1));
      sumIm1 = im.fma(minusYr3, re.fma(yi3, sumIm1));
      re = fromArray(LANES, pRe, p3 + row + 2 * BLOCK_BINS);
      im = fromArray(LANES, pIm, p3 + row + 2 * BLOCK_BINS);
      sumRe3 = im.fma(minusYi2, re.fma(yr2, sumRe3));
      sumIm3 = im.fma(yr2, re.fma(yi2, sumIm3));
      sumRe2 = im.fma(yi3, re.fma(yr3, sumRe2));
      sumIm2 = im.fma(minusYr3, re.fma(yi3, sumIm2));
      re = fromArray(LANES, pRe, p3 + row + 3 * BLOCK_BINS);
      sumRe3 = re.fma(yr3, sumRe3);
      sumIm3 = re.fma(yi3, sumIm3);
      sumRe0.intoArray(productRe, k + row);
      sumIm0.intoArray(productIm, k + row);
      sumRe1.intoArray(productRe, k + row + BLOCK_BINS);
      sumIm1.intoArray(productIm, k + row + BLOCK_BINS);
      sumRe2.intoArray(productRe, k + row + 2 * BLOCK_BINS);
      sumIm2.intoArray(productIm, k + row + 2 * BLOCK_BINS);
      sumRe3.intoArray(productRe, k + row + 3 * BLOCK_BINS);
      sumIm3.intoArray(productIm, k + row + 3 * BLOCK_BINS);
      p0 = p3 + row + step;
    }
  }
}
