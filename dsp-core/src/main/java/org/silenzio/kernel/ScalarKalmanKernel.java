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
    int p = pAt;
    for (int i = 0; i < taps; i++) {
      int row = i * BLOCK_BINS;
      for (int j = 0; j <= i; j++, p += BLOCK_BINS) {
        int column = gAt + j * BLOCK_BINS;
        for (int k = 0; k < BLOCK_BINS; k++) {
          float late = keep[laneAt + k];
          float both = late * before[laneAt + k];
          float a = -(fRe[gAt + row + k] * both);
          float b = -(fIm[gAt + row + k] * both);
          float c = -(gRe[gAt + row + k] * late);
          float d = -(gIm[gAt + row + k] * late);
          float fr = fRe[column + k];
          float fi = fIm[column + k];
          float gr = gRe[column + k];
          float gi = gIm[column + k];
          float re = fma(b, fi, fma(a, fr, both * pRe[p + k]));
          pRe[p + k] = fma(d, gi, fma(c, gr, re));
          if (j < i) {
            float im = fma(a, -fi, fma(b, fr, both * pIm[p + k]));
            pIm[p + k] = fma(c, -gi, fma(d, gr, im));
          } else {
            pRe[p + k] += drive[gAt + row + k];
          }
        }
      }
    }
    times(pRe, pIm, pAt, xRe, xIm, xAt, taps, productRe, productIm);
  }

  /** {@code product = P x}, each sum in the order of the taps. */
  private static void times(
      float[] pRe,
      float[] pIm,
      int pAt,
      float[] xRe,
      float[] xIm,
      int xAt,
      int taps,
      float[] productRe,
      float[] productIm) {
    int p = pAt;
    for (int i = 0; i < taps; i++, p += BLOCK_BINS) {
      int row = i * BLOCK_BINS;
      Arrays.fill(productRe, row, row + BLOCK_BINS, 0f);
      Arrays.fill(productIm, row, row + BLOCK_BINS, 0f);
      for (int column = 0; column < row; column += BLOCK_BINS, p += BLOCK_BINS) {
        for (int k = 0; k < BLOCK_BINS; k++) {
          float re = pRe[p + k];
          float im = pIm[p + k];
          float xr = xRe[xAt + column + k];
          float xi = xIm[xAt + column + k];
          productRe[row + k] = fma(im, -xi, fma(re, xr, productRe[row + k]));
          productIm[row + k] = fma(im, xr, fma(re, xi, productIm[row + k]));
          float yr = xRe[xAt + row + k];
          float yi = xIm[xAt + row + k];
          productRe[column + k] = fma(im, yi, fma(re, yr, productRe[column + k]));
          productIm[column + k] = fma(im, -yr, fma(re, yi, productIm[column + k]));
        }
      }
      for (int k = 0; k < BLOCK_BINS; k++) {
        float re = pRe[p + k];
        productRe[row + k] = fma(re, xRe[xAt + row + k], productRe[row + k]);
        productIm[row + k] = fma(re, xIm[xAt + row + k], productIm[row + k]);
      }
    }
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
    times(pRe, pIm, pAt, xRe, xIm, xAt, taps, productRe, productIm);
    for (int k = 0; k < BLOCK_BINS; k++) {
      float re = 0f;
      float im = 0f;
      for (int t = k; t < taps * BLOCK_BINS; t += BLOCK_BINS) {
        float gr = gRe[gAt + t];
        float gi = gIm[gAt + t];
        re = fma(gi, xIm[xAt + t], fma(gr, xRe[xAt + t], re));
        im = fma(-gi, xRe[xAt + t], fma(gr, xIm[xAt + t], im));
      }
      for (int t = k; t < taps * BLOCK_BINS; t += BLOCK_BINS) {
        float gr = gRe[gAt + t];
        float gi = gIm[gAt + t];
        float lessRe = keep[laneAt + k] * fma(gi, im, fma(gr, -re, productRe[t]));
        float lessIm = keep[laneAt + k] * fma(gi, -re, fma(gr, -im, productIm[t]));
        productRe[t] = fma(drive[gAt + t], xRe[xAt + t], lessRe);
        productIm[t] = fma(drive[gAt + t], xIm[xAt + t], lessIm);
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
