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
}
