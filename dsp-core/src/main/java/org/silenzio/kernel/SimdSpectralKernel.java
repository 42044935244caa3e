package org.silenzio.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API twin; only {@link Kernels} names it, once the module is known to be there. One
 * rounding per operation, in the scalar twin's order.
 */
final class SimdSpectralKernel implements SpectralKernel {

  private static final VectorSpecies<Float> LANES = Lanes.FLOATS;

  @Override
  public void multiplyAccumulate(
      float[] accRe, float[] accIm, float[] hRe, float[] hIm, float[] xRe, float[] xIm, int bins) {
    int end = LANES.loopBound(bins);
    for (int k = 0; k < end; k += LANES.length()) {
      FloatVector a = fromArray(LANES, hRe, k);
      FloatVector b = fromArray(LANES, hIm, k);
      FloatVector c = fromArray(LANES, xRe, k);
      FloatVector d = fromArray(LANES, xIm, k);
      fromArray(LANES, accRe, k).add(a.mul(c).sub(b.mul(d))).intoArray(accRe, k);
      fromArray(LANES, accIm, k).add(a.mul(d).add(b.mul(c))).intoArray(accIm, k);
    }
    ScalarSpectralKernel.multiplyAccumulate(accRe, accIm, hRe, hIm, xRe, xIm, end, bins);
  }

  @Override
  public void filter(
      float[] accRe,
      float[] accIm,
      float[][] hRe,
      float[][] hIm,
      float[][] xRe,
      float[][] xIm,
      int newest,
      int bins) {
    int ring = hRe.length;
    int end = LANES.loopBound(bins);
    int p = 0;
    // pairs: every second time the sums stay in their registers
    for (; p + 2 <= ring; p += 2) {
      int first = newest + p < ring ? newest + p : newest + p - ring;
      int second = first + 1 < ring ? first + 1 : 0;
      float[] aRe = hRe[p];
      float[] aIm = hIm[p];
      float[] bRe = xRe[first];
      float[] bIm = xIm[first];
      float[] cRe = hRe[p + 1];
      float[] cIm = hIm[p + 1];
      float[] dRe = xRe[second];
      float[] dIm = xIm[second];
      for (int k = 0; k < end; k += LANES.length()) {
        FloatVector a = fromArray(LANES, aRe, k);
        FloatVector b = fromArray(LANES, aIm, k);
        FloatVector c = fromArray(LANES, bRe, k);
        FloatVector d = fromArray(LANES, bIm, k);
        FloatVector re = fromArray(LANES, accRe, k).add(a.mul(c).sub(b.mul(d)));
        FloatVector im = fromArray(LANES, accIm, k).add(a.mul(d).add(b.mul(c)));
        a = fromArray(LANES, cRe, k);
        b = fromArray(LANES, cIm, k);
        c = fromArray(LANES, dRe, k);
        d = fromArray(LANES, dIm, k);
        re.add(a.mul(c).sub(b.mul(d))).intoArray(accRe, k);
        im.add(a.mul(d).add(b.mul(c))).intoArray(accIm, k);
      }
    }
    if (p < ring) {
      ScalarSpectralKernel.filter(accRe, accIm, hRe, hIm, xRe, xIm, newest, p, 0, end);
    }
    ScalarSpectralKernel.filter(accRe, accIm, hRe, hIm, xRe, xIm, newest, 0, end, bins);
  }

  @Override
  public void addConjugate(
      float[] accRe, float[] accIm, float[] xRe, float[] xIm, float[] eRe, float[] eIm, int bins) {
    int end = LANES.loopBound(bins);
    for (int k = 0; k < end; k += LANES.length()) {
      FloatVector a = fromArray(LANES, xRe, k);
      FloatVector b = fromArray(LANES, xIm, k);
      FloatVector c = fromArray(LANES, eRe, k);
      FloatVector d = fromArray(LANES, eIm, k);
      fromArray(LANES, accRe, k).add(a.mul(c).add(b.mul(d))).intoArray(accRe, k);
      fromArray(LANES, accIm, k).add(a.mul(d).sub(b.mul(c))).intoArray(accIm, k);
    }
    ScalarSpectralKernel.addConjugate(accRe, accIm, xRe, xIm, eRe, eIm, end, bins);
  }

  @Override
  public void addWeightedConjugate(
      float[] accRe,
      float[] accIm,
      float[] weight,
      float[] xRe,
      float[] xIm,
      float[] eRe,
      float[] eIm,
      int bins) {
    int end = LANES.loopBound(bins);
    for (int k = 0; k < end; k += LANES.length()) {
      FloatVector w = fromArray(LANES, weight, k);
      FloatVector a = fromArray(LANES, xRe, k);
      FloatVector b = fromArray(LANES, xIm, k);
      FloatVector c = fromArray(LANES, eRe, k);
      FloatVector d = fromArray(LANES, eIm, k);
      FloatVector re = w.mul(a.mul(c).add(b.mul(d)));
      FloatVector im = w.mul(a.mul(d).sub(b.mul(c)));
      fromArray(LANES, accRe, k).add(re).intoArray(accRe, k);
      fromArray(LANES, accIm, k).add(im).intoArray(accIm, k);
    }
    ScalarSpectralKernel.addWeightedConjugate(accRe, accIm, weight, xRe, xIm, eRe, eIm, end, bins);
  }

  @Override
  public void power(float[] power, float[] xRe, float[] xIm, int bins) {
    int end = LANES.loopBound(bins);
    for (int k = 0; k < end; k += LANES.length()) {
      FloatVector a = fromArray(LANES, xRe, k);
      FloatVector b = fromArray(LANES, xIm, k);
      a.mul(a).add(b.mul(b)).intoArray(power, k);
    }
    ScalarSpectralKernel.power(power, xRe, xIm, end, bins);
  }

  @Override
  public void smoothPower(float[] power, float keep, float[] xRe, float[] xIm, int bins) {
    float take = 1f - keep;
    int end = LANES.loopBound(bins);
    for (int k = 0; k < end; k += LANES.length()) {
      FloatVector a = fromArray(LANES, xRe, k);
      FloatVector b = fromArray(LANES, xIm, k);
      FloatVector now = a.mul(a).add(b.mul(b)).mul(take);
      fromArray(LANES, power, k).mul(keep).add(now).intoArray(power, k);
    }
    ScalarSpectralKernel.smoothPower(power, keep, xRe, xIm, end, bins);
  }

  @Override
  public void followLags(
      float[] cRe,
      float[] cIm,
      int cAt,
      float keep,
      float[] xRe,
      float[] xIm,
      int xAt,
      float yRe,
      float yIm,
      float floor,
      float[] power,
      int lags) {
    int end = LANES.loopBound(lags);
    for (int lag = 0; lag < end; lag += LANES.length()) {
      FloatVector a = fromArray(LANES, xRe, xAt + lag);
      FloatVector b = fromArray(LANES, xIm, xAt + lag);
      FloatVector re = fromArray(LANES, cRe, cAt + lag).mul(keep);
      FloatVector im = fromArray(LANES, cIm, cAt + lag).mul(keep);
      re = re.add(a.mul(yRe).add(b.mul(yIm))).add(floor);
      im = im.add(a.mul(yIm).sub(b.mul(yRe))).add(floor);
      re.intoArray(cRe, cAt + lag);
      im.intoArray(cIm, cAt + lag);
      fromArray(LANES, power, lag).add(re.mul(re).add(im.mul(im))).intoArray(power, lag);
    }
    ScalarSpectralKernel.followLags(
        cRe, cIm, cAt, keep, xRe, xIm, xAt, yRe, yIm, floor, power, end, lags);
  }
}
