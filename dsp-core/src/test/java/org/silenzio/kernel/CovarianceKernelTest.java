package org.silenzio.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.silenzio.kernel.KalmanBlocks.AT;
import static org.silenzio.kernel.KalmanBlocks.block;
import static org.silenzio.kernel.KalmanBlocks.random;
import static org.silenzio.kernel.KalmanKernel.BLOCK_BINS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.testing.Allocation;

class CovarianceKernelTest {

  private final CovarianceKernel kernel = Kernels.covariance();
  private final CovarianceKernel scalar = Kernels.covariance(KernelKind.SCALAR);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 13, 26})
  void propagateIsTheMatrixFormula(int taps) {
    float[] pRe = random(1, AT + CovarianceKernel.triangle(taps) + BLOCK_BINS);
    float[] pIm = random(2, pRe.length);
    float[][] f = {block(3, taps), block(4, taps)};
    float[][] g = {block(5, taps), block(6, taps)};
    float[] earlier = random(7, AT + BLOCK_BINS);
    float[] keep = random(8, AT + BLOCK_BINS);
    float[] drive = block(9, taps);
    float[][] x = {block(10, taps), block(11, taps)};
    float[][] twin = {pRe.clone(), pIm.clone()};
    Matrices expected = new Matrices(pRe, pIm, taps);
    float[][] before = {pRe.clone(), pIm.clone()};
    float[][] out = {random(12, taps * BLOCK_BINS), random(13, taps * BLOCK_BINS)};
    float[][] twinOut = {random(14, taps * BLOCK_BINS), random(15, taps * BLOCK_BINS)};
    kernel.propagate(
        pRe, pIm, AT, f[0], f[1], g[0], g[1], AT, earlier, keep, AT, drive, x[0], x[1], AT, taps,
        out[0], out[1]);
    scalar.propagate(
        twin[0],
        twin[1],
        AT,
        f[0],
        f[1],
        g[0],
        g[1],
        AT,
        earlier,
        keep,
        AT,
        drive,
        x[0],
        x[1],
        AT,
        taps,
        twinOut[0],
        twinOut[1]);
    assertArrayEquals(twin[0], pRe, 0f);
    assertArrayEquals(twin[1], pIm, 0f);
    assertArrayEquals(twinOut[0], out[0], 0f);
    assertArrayEquals(twinOut[1], out[1], 0f);
    expected.subtract(f);
    expected.scale(earlier);
    expected.subtract(g);
    expected.scale(keep);
    expected.add(drive);
    expected.assertHolds(pRe, pIm);
    expected.assertProduct(x, out);
    for (int i = AT + CovarianceKernel.triangle(taps); i < pRe.length; i++) {
      assertEquals(before[0][i], pRe[i]); // the next block's
      assertEquals(before[1][i], pIm[i]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 13, 26})
  void multiplyIsTheMatrixFormula(int taps) {
    float[] pRe = random(1, AT + CovarianceKernel.triangle(taps));
    float[] pIm = random(2, pRe.length);
    float[][] g = {block(3, taps), block(4, taps)};
    float[] keep = random(5, AT + BLOCK_BINS);
    float[] drive = block(6, taps);
    float[][] x = {block(7, taps), block(8, taps)};
    float[][] before = {pRe.clone(), pIm.clone()};
    float[][] out = {random(9, taps * BLOCK_BINS), random(10, taps * BLOCK_BINS)};
    float[][] twinOut = {random(11, taps * BLOCK_BINS), random(12, taps * BLOCK_BINS)};
    kernel.multiply(
        pRe, pIm, AT, g[0], g[1], AT, keep, AT, drive, x[0], x[1], AT, taps, out[0], out[1]);
    scalar.multiply(
        pRe,
        pIm,
        AT,
        g[0],
        g[1],
        AT,
        keep,
        AT,
        drive,
        x[0],
        x[1],
        AT,
        taps,
        twinOut[0],
        twinOut[1]);
    assertArrayEquals(twinOut[0], out[0], 0f);
    assertArrayEquals(twinOut[1], out[1], 0f);
    assertArrayEquals(before[0], pRe, 0f);
    assertArrayEquals(before[1], pIm, 0f);
    Matrices expected = new Matrices(pRe, pIm, taps);
    expected.subtract(g);
    expected.scale(keep);
    expected.add(drive);
    expected.assertProduct(x, out);
  }

  /** A block's covariances in full, per bin, in double. */
  private static final class Matrices {

    private final int taps;
    private final double[][][] re;
    private final double[][][] im;

    Matrices(float[] pRe, float[] pIm, int taps) {
      this.taps = taps;
      re = new double[BLOCK_BINS][taps][taps];
      im = new double[BLOCK_BINS][taps][taps];
      for (int k = 0; k < BLOCK_BINS; k++) {
        int p = AT + k;
        for (int i = 0; i < taps; i++) {
          for (int j = 0; j <= i; j++, p += BLOCK_BINS) {
            re[k][i][j] = pRe[p];
            re[k][j][i] = pRe[p];
            im[k][i][j] = i == j ? 0 : pIm[p];
            im[k][j][i] = i == j ? 0 : -pIm[p]; // the upper triangle is the lower one's conjugate
          }
        }
      }
    }

    void subtract(float[][] g) {
      for (int k = 0; k < BLOCK_BINS; k++) {
        for (int i = 0; i < taps; i++) {
          for (int j = 0; j < taps; j++) {
            int m = AT + i * BLOCK_BINS + k;
            int n = AT + j * BLOCK_BINS + k;
            re[k][i][j] -= (double) g[0][m] * g[0][n] + (double) g[1][m] * g[1][n];
            im[k][i][j] -= (double) g[1][m] * g[0][n] - (double) g[0][m] * g[1][n];
          }
        }
      }
    }

    void scale(float[] lanes) {
      for (int k = 0; k < BLOCK_BINS; k++) {
        for (int i = 0; i < taps; i++) {
          for (int j = 0; j < taps; j++) {
            re[k][i][j] *= lanes[AT + k];
            im[k][i][j] *= lanes[AT + k];
          }
        }
      }
    }

    void add(float[] drive) {
      for (int k = 0; k < BLOCK_BINS; k++) {
        for (int i = 0; i < taps; i++) {
          re[k][i][i] += drive[AT + i * BLOCK_BINS + k];
        }
      }
    }

    void assertHolds(float[] pRe, float[] pIm) {
      for (int k = 0; k < BLOCK_BINS; k++) {
        int p = AT + k;
        for (int i = 0; i < taps; i++) {
          for (int j = 0; j <= i; j++, p += BLOCK_BINS) {
            assertEquals(re[k][i][j], pRe[p], 1e-4);
            if (i > j) {
              assertEquals(im[k][i][j], pIm[p], 1e-4);
            }
          }
        }
      }
    }

    void assertProduct(float[][] x, float[][] product) {
      for (int k = 0; k < BLOCK_BINS; k++) {
        for (int i = 0; i < taps; i++) {
          double sumRe = 0;
          double sumIm = 0;
          for (int j = 0; j < taps; j++) {
            int n = AT + j * BLOCK_BINS + k;
            sumRe += re[k][i][j] * x[0][n] - im[k][i][j] * x[1][n];
            sumIm += re[k][i][j] * x[1][n] + im[k][i][j] * x[0][n];
          }
          assertEquals(sumRe, product[0][i * BLOCK_BINS + k], 1e-3);
          assertEquals(sumIm, product[1][i * BLOCK_BINS + k], 1e-3);
        }
      }
    }
  }

  @Test
  void doesNotAllocate() {
    assumeTrue(
        Kernels.kind() == KernelKind.SCALAR || !Lanes.areEmulated(),
        "skipped: vectors larger than the machine's are objects");
    int taps = 13;
    float[] p = new float[CovarianceKernel.triangle(taps)];
    float[] q = new float[CovarianceKernel.triangle(taps)];
    float[] a = random(1, taps * BLOCK_BINS);
    float[] b = random(2, taps * BLOCK_BINS);
    float[] lane = new float[BLOCK_BINS];
    float[] re = new float[taps * BLOCK_BINS];
    float[] im = new float[taps * BLOCK_BINS];
    long bytes =
        Allocation.bytes(
            10_000,
            1_000,
            () -> {
              kernel.propagate(p, q, 0, a, b, b, a, 0, lane, lane, 0, a, b, a, 0, taps, re, im);
              kernel.multiply(p, q, 0, a, b, 0, lane, 0, a, b, a, 0, taps, re, im);
            });
    assertEquals(0, bytes);
  }
}
