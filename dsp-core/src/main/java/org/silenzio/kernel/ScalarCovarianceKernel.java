package org.silenzio.kernel;

import static org.silenzio.kernel.Fma.fma;
import static org.silenzio.kernel.KalmanKernel.BLOCK_BINS;

import java.util.Arrays;

/**
 * The reference: defines the result and runs on every JVM. Blocks are whole, so no tail is left.
 */
final class ScalarCovarianceKernel implements CovarianceKernel {

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
}
