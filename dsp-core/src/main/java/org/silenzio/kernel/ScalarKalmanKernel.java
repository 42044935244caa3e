package org.silenzio.kernel;

import static org.silenzio.kernel.Fma.fma;

import java.util.Arrays;

/**
 * The reference: defines the result and runs on every JVM. Blocks are whole, so no tail is left.
 */
final class ScalarKalmanKernel implements KalmanKernel {

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
    Arrays.fill(outRe, 0, BLOCK_BINS, 0f);
    Arrays.fill(outIm, 0, BLOCK_BINS, 0f);
    for (int t = 0; t < taps * BLOCK_BINS; t += BLOCK_BINS) {
      for (int k = 0; k < BLOCK_BINS; k++) {
        float ar = aRe[aAt + t + k];
        float ai = aIm[aAt + t + k];
        float xr = xRe[xAt + t + k];
        float xi = xIm[xAt + t + k];
        outRe[k] = fma(ai, xi, fma(ar, xr, outRe[k]));
        outIm[k] = fma(-ai, xr, fma(ar, xi, outIm[k]));
      }
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
    for (int t = 0; t < taps * BLOCK_BINS; t += BLOCK_BINS) {
      for (int k = 0; k < BLOCK_BINS; k++) {
        float re = productRe[t + k];
        float im = productIm[t + k];
        float root = (float) Math.sqrt(scale[laneAt + k]);
        wRe[at + t + k] += re * cRe[k] - im * cIm[k];
        wIm[at + t + k] += re * cIm[k] + im * cRe[k];
        gRe[at + t + k] = re * root;
        gIm[at + t + k] = im * root;
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
    Arrays.fill(outRe, 0, BLOCK_BINS, 0f);
    Arrays.fill(outIm, 0, BLOCK_BINS, 0f);
    Arrays.fill(spread, 0, BLOCK_BINS, 0f);
    for (int t = 0; t < taps * BLOCK_BINS; t += BLOCK_BINS) {
      for (int k = 0; k < BLOCK_BINS; k++) {
        float wr = wRe[at + t + k];
        float wi = wIm[at + t + k];
        float xr = xRe[xAt + t + k];
        float xi = xIm[xAt + t + k];
        outRe[k] += wr * xr + wi * xi;
        outIm[k] += wr * xi - wi * xr;
        spread[k] += p[at + t + k] * (xr * xr + xi * xi);
      }
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
    Arrays.fill(power, 0, BLOCK_BINS, 0f);
    for (int t = 0; t < taps * BLOCK_BINS; t += BLOCK_BINS) {
      for (int k = 0; k < BLOCK_BINS; k++) {
        float variance = p[at + t + k];
        float xr = xRe[xAt + t + k];
        float xi = xIm[xAt + t + k];
        float gr = variance * xr;
        float gi = variance * xi;
        float re = wRe[at + t + k] + (gr * cRe[k] - gi * cIm[k]);
        float im = wIm[at + t + k] + (gr * cIm[k] + gi * cRe[k]);
        wRe[at + t + k] = re;
        wIm[at + t + k] = im;
        float square = re * re + im * im;
        power[k] += square;
        float known = variance - (gr * gr + gi * gi) * scale[k];
        p[at + t + k] = keep[k] * known + (renewal[k] * square + drive[k]);
      }
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
    for (int k = 0; k < BLOCK_BINS; k++) {
      float sum = 0f;
      for (int t = at + k; t < at + taps * BLOCK_BINS; t += BLOCK_BINS) {
        sum += wRe[t] * wRe[t] + wIm[t] * wIm[t];
      }
      float mean = share * sum + floor;
      for (int t = 0; t < taps; t++) {
        int n = at + t * BLOCK_BINS + k;
        float square = wRe[n] * wRe[n] + wIm[n] * wIm[n];
        drive[n] = drive[n] * keep[laneAt + k] + (square * 0.5f + mean * likely[t]) * lost[k];
      }
    }
  }

  @Override
  public void power(float[] xRe, float[] xIm, int xAt, int taps, float[] power, int laneAt) {
    Arrays.fill(power, laneAt, laneAt + BLOCK_BINS, 0f);
    for (int t = xAt; t < xAt + taps * BLOCK_BINS; t += BLOCK_BINS) {
      for (int k = 0; k < BLOCK_BINS; k++) {
        power[laneAt + k] += xRe[t + k] * xRe[t + k] + xIm[t + k] * xIm[t + k];
      }
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
    for (int k = 0; k < BLOCK_BINS; k++) {
      int bin = laneAt + k;
      float re = yRe[bin] - eRe[k];
      float im = yIm[bin] - eIm[k];
      float power = re * re + im * im;
      float followed = Math.max(least, noiseKeep * noise[bin] + (1f - noiseKeep) * power);
      boolean learning = learns[bin] > 0f;
      eRe[k] = re;
      eIm[k] = im;
      prior[bin] = power;
      noise[bin] = learning ? followed : noise[bin];
      lasting[bin] = learning ? keep : 1f;
      lost[k] = learning ? 1f - keep : 0f;
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
    for (int k = 0; k < BLOCK_BINS; k++) {
      int bin = laneAt + k;
      // rounding can take a tiny variance below zero
      float s = active[bin] > 0f ? Math.max(0f, spread[k]) : 0f;
      float weight = 1f / (s + noise[bin]);
      float rest = noise[bin] * weight;
      float step = learns[bin] > 0f ? weight : 0f;
      errorRe[bin] = eRe[k] * rest;
      errorIm[bin] = eIm[k] * rest;
      uncertainty[bin] = s * rest;
      scale[bin] = step;
      eRe[k] *= step;
      eIm[k] *= -step;
    }
  }
}
