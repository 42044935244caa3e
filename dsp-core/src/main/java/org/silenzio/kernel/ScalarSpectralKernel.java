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
  public void filter(
      float[] accRe,
      float[] accIm,
      float[][] hRe,
      float[][] hIm,
      float[][] xRe,
      float[][] xIm,
      int newest,
      int bins) {
    filter(accRe, accIm, hRe, hIm, xRe, xIm, newest, 0, 0, bins);
  }

  static void filter(
      float[] accRe,
      float[] accIm,
      float[][] hRe,
      float[][] hIm,
      float[][] xRe,
      float[][] xIm,
      int newest,
      int fromPartition,
      int from,
      int bins) {
    int ring = hRe.length;
    for (int p = fromPartition; p < ring; p++) {
      int at = newest + p < ring ? newest + p : newest + p - ring;
      multiplyAccumulate(accRe, accIm, hRe[p], hIm[p], xRe[at], xIm[at], from, bins);
    }
  }

  @Override
  public void addConjugate(
      float[] accRe, float[] accIm, float[] xRe, float[] xIm, float[] eRe, float[] eIm, int bins) {
    addConjugate(accRe, accIm, xRe, xIm, eRe, eIm, 0, bins);
  }

  static void addConjugate(
      float[] accRe,
      float[] accIm,
      float[] xRe,
      float[] xIm,
      float[] eRe,
      float[] eIm,
      int from,
      int bins) {
    for (int k = from; k < bins; k++) {
      accRe[k] += xRe[k] * eRe[k] + xIm[k] * eIm[k];
      accIm[k] += xRe[k] * eIm[k] - xIm[k] * eRe[k];
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
  public void power(float[] power, float[] xRe, float[] xIm, int bins) {
    power(power, xRe, xIm, 0, bins);
  }

  static void power(float[] power, float[] xRe, float[] xIm, int from, int bins) {
    for (int k = from; k < bins; k++) {
      power[k] = xRe[k] * xRe[k] + xIm[k] * xIm[k];
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
    followLags(cRe, cIm, cAt, keep, xRe, xIm, xAt, yRe, yIm, floor, power, 0, lags);
  }

  static void followLags(
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
      int from,
      int lags) {
    for (int lag = from; lag < lags; lag++) {
      float a = xRe[xAt + lag];
      float b = xIm[xAt + lag];
      float re = keep * cRe[cAt + lag] + (a * yRe + b * yIm) + floor;
      float im = keep * cIm[cAt + lag] + (a * yIm - b * yRe) + floor;
      cRe[cAt + lag] = re;
      cIm[cAt + lag] = im;
      power[lag] += re * re + im * im;
    }
  }
}
