package org.silenzio.kernel;

/** The reference: defines the result, runs on every JVM, and finishes the SIMD twin's tail. */
final class ScalarSpectralKernel implements SpectralKernel {

  @Override
  public void multiplyAccumulate(
      float[] accRe, float[] accIm, float[] hRe, float[] hIm, float[] xRe, float[] xIm, int bins) {
    multiplyAccumulate(accRe, accIm, hRe, hIm, xRe, xIm, 0, bins);
  }

  static void multiplyAccumulate(
      float[] accRe,
      float[] accIm,
      float[] hRe,
      float[] hIm,
      float[] xRe,
      float[] xIm,
      int from,
      int bins) {
    for (int k = from; k < bins; k++) {
      accRe[k] += hRe[k] * xRe[k] - hIm[k] * xIm[k];
      accIm[k] += hRe[k] * xIm[k] + hIm[k] * xRe[k];
    }
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
    addWeightedConjugate(accRe, accIm, weight, xRe, xIm, eRe, eIm, 0, bins);
  }

  static void addWeightedConjugate(
      float[] accRe,
      float[] accIm,
      float[] weight,
      float[] xRe,
      float[] xIm,
      float[] eRe,
      float[] eIm,
      int from,
      int bins) {
    for (int k = from; k < bins; k++) {
      accRe[k] += weight[k] * (xRe[k] * eRe[k] + xIm[k] * eIm[k]);
      accIm[k] += weight[k] * (xRe[k] * eIm[k] - xIm[k] * eRe[k]);
    }
  }

  @Override
  public void smoothPower(float[] power, float keep, float[] xRe, float[] xIm, int bins) {
    smoothPower(power, keep, xRe, xIm, 0, bins);
  }

  static void smoothPower(float[] power, float keep, float[] xRe, float[] xIm, int from, int bins) {
    float take = 1f - keep;
    for (int k = from; k < bins; k++) {
      power[k] = keep * power[k] + take * (xRe[k] * xRe[k] + xIm[k] * xIm[k]);
    }
  }
}
