package org.silenzio.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API twin; only {@link Kernels} names it, once the module is known to be there. Rounds
 * where the scalar twin does: products and sums together only where that does it by {@link Fma}.
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
        re = ai.fma(xi, ar.fma(xr, re));
        im = ai.neg().fma(xr, ar.fma(xi, im));
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
      if (taps % 2 == 1) {
        FloatVector c = fromArray(LANES, gRe, gAt + k);
        FloatVector d = fromArray(LANES, gIm, gAt + k);
        FloatVector re =
            lasting.fma(
                d.mul(weight).neg().fma(d, c.mul(weight).neg().fma(c, fromArray(LANES, pRe, p))),
                fromArray(LANES, drive, k));
        re.intoArray(pRe, p);
        FloatVector zero = FloatVector.zero(LANES);
        re.fma(fromArray(LANES, xRe, xAt + k), zero).intoArray(productRe, k);
        re.fma(fromArray(LANES, xIm, xAt + k), zero).intoArray(productIm, k);
        p += BLOCK_BINS;
      }
      // two rows at once: what belongs to a column is loaded and stored once for both
      for (int i = taps % 2; i < taps; i += 2) {
        int row = i * BLOCK_BINS + k;
        int next = row + BLOCK_BINS;
        int q = p + (i + 1) * BLOCK_BINS;
        FloatVector e = fromArray(LANES, gRe, gAt + row);
        FloatVector f = fromArray(LANES, gIm, gAt + row);
        FloatVector a = e.mul(weight);
        FloatVector b = f.mul(weight);
        FloatVector minusA = a.neg();
        FloatVector minusB = b.neg();
        FloatVector yr = fromArray(LANES, xRe, xAt + row);
        FloatVector yi = fromArray(LANES, xIm, xAt + row);
        FloatVector g = fromArray(LANES, gRe, gAt + next);
        FloatVector h = fromArray(LANES, gIm, gAt + next);
        FloatVector m = g.mul(weight);
        FloatVector n = h.mul(weight);
        FloatVector minusM = m.neg();
        FloatVector minusN = n.neg();
        FloatVector zr = fromArray(LANES, xRe, xAt + next);
        FloatVector zi = fromArray(LANES, xIm, xAt + next);
        FloatVector minusYr = yr.neg();
        FloatVector minusZr = zr.neg();
        FloatVector sumRe = FloatVector.zero(LANES);
        FloatVector sumIm = FloatVector.zero(LANES);
        FloatVector nextRe = FloatVector.zero(LANES);
        FloatVector nextIm = FloatVector.zero(LANES);
        for (int column = k; column < row; column += BLOCK_BINS) {
          FloatVector c = fromArray(LANES, gRe, gAt + column);
          FloatVector d = fromArray(LANES, gIm, gAt + column);
          FloatVector xr = fromArray(LANES, xRe, xAt + column);
          FloatVector xi = fromArray(LANES, xIm, xAt + column);
          FloatVector minusXi = xi.neg();
          int at = p - k + column;
          FloatVector re = lasting.mul(minusB.fma(d, minusA.fma(c, fromArray(LANES, pRe, at))));
          FloatVector im = lasting.mul(a.fma(d, minusB.fma(c, fromArray(LANES, pIm, at))));
          re.intoArray(pRe, at);
          im.intoArray(pIm, at);
          sumRe = im.fma(minusXi, re.fma(xr, sumRe));
          sumIm = im.fma(xr, re.fma(xi, sumIm));
          FloatVector toRe = fromArray(LANES, productRe, column);
          FloatVector toIm = fromArray(LANES, productIm, column);
          toRe = im.fma(yi, re.fma(yr, toRe));
          toIm = im.fma(minusYr, re.fma(yi, toIm));
          at = q - k + column;
          re = lasting.mul(minusN.fma(d, minusM.fma(c, fromArray(LANES, pRe, at))));
          im = lasting.mul(m.fma(d, minusN.fma(c, fromArray(LANES, pIm, at))));
          re.intoArray(pRe, at);
          im.intoArray(pIm, at);
          nextRe = im.fma(minusXi, re.fma(xr, nextRe));
          nextIm = im.fma(xr, re.fma(xi, nextIm));
          im.fma(zi, re.fma(zr, toRe)).intoArray(productRe, column);
          im.fma(minusZr, re.fma(zi, toIm)).intoArray(productIm, column);
        }
        int at = p - k + row;
        FloatVector re =
            lasting.fma(
                minusB.fma(f, minusA.fma(e, fromArray(LANES, pRe, at))),
                fromArray(LANES, drive, row));
        re.intoArray(pRe, at);
        sumRe = re.fma(yr, sumRe);
        sumIm = re.fma(yi, sumIm);
        at = q - k + row;
        re = lasting.mul(minusN.fma(f, minusM.fma(e, fromArray(LANES, pRe, at))));
        FloatVector im = lasting.mul(m.fma(f, minusN.fma(e, fromArray(LANES, pIm, at))));
        re.intoArray(pRe, at);
        im.intoArray(pIm, at);
        nextRe = im.fma(yi.neg(), re.fma(yr, nextRe));
        nextIm = im.fma(yr, re.fma(yi, nextIm));
        im.fma(zi, re.fma(zr, sumRe)).intoArray(productRe, row);
        im.fma(minusZr, re.fma(zi, sumIm)).intoArray(productIm, row);
        at += BLOCK_BINS;
        re =
            lasting.fma(
                minusN.fma(h, minusM.fma(g, fromArray(LANES, pRe, at))),
                fromArray(LANES, drive, next));
        re.intoArray(pRe, at);
        re.fma(zr, nextRe).intoArray(productRe, next);
        re.fma(zi, nextIm).intoArray(productIm, next);
        p = q + (i + 2) * BLOCK_BINS;
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

  @Override
  public void foresee(
      float[] wRe,
      float[] wIm,
      float[] p,
      int at,
      float[] xRe,
      float[] xIm,
      int xAt,
      int taps,
      float[] outRe,
      float[] outIm,
      float[] spread) {
    for (int k = 0; k < BLOCK_BINS; k += LANES.length()) {
      FloatVector re = FloatVector.zero(LANES);
      FloatVector im = FloatVector.zero(LANES);
      FloatVector sum = FloatVector.zero(LANES);
      for (int t = k; t < taps * BLOCK_BINS; t += BLOCK_BINS) {
        FloatVector wr = fromArray(LANES, wRe, at + t);
        FloatVector wi = fromArray(LANES, wIm, at + t);
        FloatVector xr = fromArray(LANES, xRe, xAt + t);
        FloatVector xi = fromArray(LANES, xIm, xAt + t);
        re = re.add(wr.mul(xr).add(wi.mul(xi)));
        im = im.add(wr.mul(xi).sub(wi.mul(xr)));
        sum = sum.add(fromArray(LANES, p, at + t).mul(xr.mul(xr).add(xi.mul(xi))));
      }
      re.intoArray(outRe, k);
      im.intoArray(outIm, k);
      sum.intoArray(spread, k);
    }
  }

  @Override
  public void adapt(
      float[] wRe,
      float[] wIm,
      float[] p,
      int at,
      float[] xRe,
      float[] xIm,
      int xAt,
      float[] cRe,
      float[] cIm,
      float[] scale,
      float[] keep,
      float[] renewal,
      float[] drive,
      int taps,
      float[] power) {
    for (int k = 0; k < BLOCK_BINS; k += LANES.length()) {
      FloatVector cr = fromArray(LANES, cRe, k);
      FloatVector ci = fromArray(LANES, cIm, k);
      FloatVector weight = fromArray(LANES, scale, k);
      FloatVector lasting = fromArray(LANES, keep, k);
      FloatVector renewed = fromArray(LANES, renewal, k);
      FloatVector driven = fromArray(LANES, drive, k);
      FloatVector sum = FloatVector.zero(LANES);
      for (int t = k; t < taps * BLOCK_BINS; t += BLOCK_BINS) {
        FloatVector variance = fromArray(LANES, p, at + t);
        FloatVector gr = variance.mul(fromArray(LANES, xRe, xAt + t));
        FloatVector gi = variance.mul(fromArray(LANES, xIm, xAt + t));
        FloatVector re = fromArray(LANES, wRe, at + t).add(gr.mul(cr).sub(gi.mul(ci)));
        FloatVector im = fromArray(LANES, wIm, at + t).add(gr.mul(ci).add(gi.mul(cr)));
        re.intoArray(wRe, at + t);
        im.intoArray(wIm, at + t);
        FloatVector square = re.mul(re).add(im.mul(im));
        sum = sum.add(square);
        FloatVector known = variance.sub(gr.mul(gr).add(gi.mul(gi)).mul(weight));
        lasting.mul(known).add(renewed.mul(square).add(driven)).intoArray(p, at + t);
      }
      sum.intoArray(power, k);
    }
  }

  @Override
  public void drive(
      float[] wRe,
      float[] wIm,
      int at,
      float[] lost,
      float share,
      float floor,
      float[] likely,
      int taps,
      float[] drive) {
    for (int k = 0; k < BLOCK_BINS; k += LANES.length()) {
      FloatVector losing = fromArray(LANES, lost, k);
      FloatVector sum = FloatVector.zero(LANES);
      for (int t = k; t < taps * BLOCK_BINS; t += BLOCK_BINS) {
        FloatVector re = fromArray(LANES, wRe, at + t);
        FloatVector im = fromArray(LANES, wIm, at + t);
        FloatVector square = re.mul(re).add(im.mul(im));
        square.intoArray(drive, t);
        sum = sum.add(square);
      }
      FloatVector mean = sum.mul(share).add(floor);
      for (int t = 0; t < taps; t++) {
        int n = t * BLOCK_BINS + k;
        FloatVector shared = mean.mul(likely[t]);
        fromArray(LANES, drive, n).mul(0.5f).add(shared).mul(losing).intoArray(drive, n);
      }
    }
  }

  @Override
  public void power(float[] xRe, float[] xIm, int xAt, int taps, float[] power, int laneAt) {
    for (int k = 0; k < BLOCK_BINS; k += LANES.length()) {
      FloatVector sum = FloatVector.zero(LANES);
      for (int t = xAt + k; t < xAt + taps * BLOCK_BINS; t += BLOCK_BINS) {
        FloatVector xr = fromArray(LANES, xRe, t);
        FloatVector xi = fromArray(LANES, xIm, t);
        sum = sum.add(xr.mul(xr).add(xi.mul(xi)));
      }
      sum.intoArray(power, laneAt + k);
    }
  }

  @Override
  public void measure(
      float[] yRe,
      float[] yIm,
      int laneAt,
      float[] eRe,
      float[] eIm,
      float[] learns,
      float noiseKeep,
      float least,
      float keep,
      float[] noise,
      float[] prior,
      float[] lasting,
      float[] lost) {
    for (int k = 0; k < BLOCK_BINS; k += LANES.length()) {
      int bin = laneAt + k;
      FloatVector re = fromArray(LANES, yRe, bin).sub(fromArray(LANES, eRe, k));
      FloatVector im = fromArray(LANES, yIm, bin).sub(fromArray(LANES, eIm, k));
      FloatVector power = re.mul(re).add(im.mul(im));
      FloatVector before = fromArray(LANES, noise, bin);
      FloatVector followed = before.mul(noiseKeep).add(power.mul(1f - noiseKeep)).max(least);
      VectorMask<Float> learning = fromArray(LANES, learns, bin).compare(VectorOperators.GT, 0f);
      re.intoArray(eRe, k);
      im.intoArray(eIm, k);
      power.intoArray(prior, bin);
      before.blend(followed, learning).intoArray(noise, bin);
      FloatVector.broadcast(LANES, 1f).blend(keep, learning).intoArray(lasting, bin);
      FloatVector.zero(LANES).blend(1f - keep, learning).intoArray(lost, k);
    }
  }

  @Override
  public void weigh(
      float[] spread,
      float[] active,
      float[] learns,
      float[] noise,
      int laneAt,
      float[] eRe,
      float[] eIm,
      float[] scale,
      float[] errorRe,
      float[] errorIm,
      float[] uncertainty) {
    FloatVector zero = FloatVector.zero(LANES);
    for (int k = 0; k < BLOCK_BINS; k += LANES.length()) {
      int bin = laneAt + k;
      FloatVector re = fromArray(LANES, eRe, k);
      FloatVector im = fromArray(LANES, eIm, k);
      FloatVector r = fromArray(LANES, noise, bin);
      VectorMask<Float> sounding = fromArray(LANES, active, bin).compare(VectorOperators.GT, 0f);
      VectorMask<Float> learning = fromArray(LANES, learns, bin).compare(VectorOperators.GT, 0f);
      // rounding can take a tiny variance below zero
      FloatVector s = zero.blend(fromArray(LANES, spread, k).max(0f), sounding);
      FloatVector weight = FloatVector.broadcast(LANES, 1f).div(s.add(r));
      FloatVector rest = r.mul(weight);
      FloatVector step = zero.blend(weight, learning);
      re.mul(rest).intoArray(errorRe, bin);
      im.mul(rest).intoArray(errorIm, bin);
      s.mul(rest).intoArray(uncertainty, bin);
      step.intoArray(scale, bin);
      re.mul(step).intoArray(eRe, k);
      im.mul(step.neg()).intoArray(eIm, k);
    }
  }
}
