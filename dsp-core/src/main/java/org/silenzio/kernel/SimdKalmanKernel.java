package org.silenzio.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

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
  public void correct(
      float[] wRe,
      float[] wIm,
      int at,
      float[] productRe,
      float[] productIm,
      float[] cRe,
      float[] cIm,
      float[] scale,
      int laneAt,
      int taps,
      float[] gRe,
      float[] gIm) {
    for (int k = 0; k < BLOCK_BINS; k += LANES.length()) {
      FloatVector cr = fromArray(LANES, cRe, k);
      FloatVector ci = fromArray(LANES, cIm, k);
      FloatVector root = fromArray(LANES, scale, laneAt + k).sqrt();
      for (int t = k; t < taps * BLOCK_BINS; t += BLOCK_BINS) {
        FloatVector pr = fromArray(LANES, productRe, t);
        FloatVector pi = fromArray(LANES, productIm, t);
        FloatVector re = fromArray(LANES, wRe, at + t).add(pr.mul(cr).sub(pi.mul(ci)));
        FloatVector im = fromArray(LANES, wIm, at + t).add(pr.mul(ci).add(pi.mul(cr)));
        re.intoArray(wRe, at + t);
        im.intoArray(wIm, at + t);
        pr.mul(root).intoArray(gRe, at + t);
        pi.mul(root).intoArray(gIm, at + t);
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
      float[] keep,
      int laneAt,
      float[] lost,
      float share,
      float floor,
      float[] likely,
      int taps,
      float[] drive) {
    for (int k = 0; k < BLOCK_BINS; k += LANES.length()) {
      FloatVector losing = fromArray(LANES, lost, k);
      FloatVector lasting = fromArray(LANES, keep, laneAt + k);
      FloatVector sum = FloatVector.zero(LANES);
      for (int t = at + k; t < at + taps * BLOCK_BINS; t += BLOCK_BINS) {
        FloatVector re = fromArray(LANES, wRe, t);
        FloatVector im = fromArray(LANES, wIm, t);
        sum = sum.add(re.mul(re).add(im.mul(im)));
      }
      FloatVector mean = sum.mul(share).add(floor);
      for (int t = 0; t < taps; t++) {
        int n = at + t * BLOCK_BINS + k;
        FloatVector re = fromArray(LANES, wRe, n);
        FloatVector im = fromArray(LANES, wIm, n);
        FloatVector square = re.mul(re).add(im.mul(im));
        FloatVector driven = square.mul(0.5f).add(mean.mul(likely[t])).mul(losing);
        fromArray(LANES, drive, n).mul(lasting).add(driven).intoArray(drive, n);
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
