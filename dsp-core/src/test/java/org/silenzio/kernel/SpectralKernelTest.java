package org.silenzio.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.testing.Allocation;

class SpectralKernelTest {

  private static final float BEHIND = 7f;

  private final SpectralKernel kernel = Kernels.spectral();
  private final SpectralKernel scalar = Kernels.spectral(KernelKind.SCALAR);

  /** Some bins, and behind them one that must stay. */
  private static float[] bins(long seed, int bins) {
    Random random = new Random(seed);
    float[] values = new float[bins + 1];
    for (int k = 0; k < bins; k++) {
      values[k] = (float) random.nextGaussian();
    }
    values[bins] = BEHIND;
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 8, 15, 16, 17, 33, 257, 513})
  void multiplyAccumulateIsTheComplexProduct(int bins) {
    float[] re = bins(1, bins);
    float[] im = bins(2, bins);
    float[] a = bins(3, bins);
    float[] b = bins(4, bins);
    float[] c = bins(5, bins);
    float[] d = bins(6, bins);
    float[] twinRe = re.clone();
    float[] twinIm = im.clone();
    float[] beforeRe = re.clone();
    float[] beforeIm = im.clone();
    kernel.multiplyAccumulate(re, im, a, b, c, d, bins);
    scalar.multiplyAccumulate(twinRe, twinIm, a, b, c, d, bins);
    assertArrayEquals(twinRe, re, 0f);
    assertArrayEquals(twinIm, im, 0f);
    for (int k = 0; k < bins; k++) {
      assertEquals(beforeRe[k] + (double) a[k] * c[k] - (double) b[k] * d[k], re[k], 1e-5);
      assertEquals(beforeIm[k] + (double) a[k] * d[k] + (double) b[k] * c[k], im[k], 1e-5);
    }
    assertEquals(BEHIND, re[bins]);
    assertEquals(BEHIND, im[bins]);
  }

  /** Even and odd numbers of partitions, read from every place in the ring. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 8, 15, 16, 17, 33, 513})
  void filterIsTheSumOverTheRingInItsOrder(int bins) {
    for (int ring = 1; ring <= 5; ring++) {
      for (int newest = 0; newest < ring; newest++) {
        float[][][] parts = new float[4][ring][];
        for (int n = 0; n < 4 * ring; n++) {
          parts[n % 4][n / 4] = bins(10 + n, bins);
        }
        float[] re = bins(1, bins);
        float[] im = bins(2, bins);
        float[] expectedRe = re.clone();
        float[] expectedIm = im.clone();
        kernel.filter(re, im, parts[0], parts[1], parts[2], parts[3], newest, bins);
        for (int p = 0; p < ring; p++) {
          float[] xRe = parts[2][(newest + p) % ring];
          float[] xIm = parts[3][(newest + p) % ring];
          scalar.multiplyAccumulate(
              expectedRe, expectedIm, parts[0][p], parts[1][p], xRe, xIm, bins);
        }
        assertArrayEquals(expectedRe, re, 0f);
        assertArrayEquals(expectedIm, im, 0f);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 8, 15, 16, 17, 33, 257, 513})
  void addConjugateTurnsTheFirstFactor(int bins) {
    float[] re = bins(1, bins);
    float[] im = bins(2, bins);
    float[] a = bins(3, bins);
    float[] b = bins(4, bins);
    float[] c = bins(5, bins);
    float[] d = bins(6, bins);
    float[] twinRe = re.clone();
    float[] twinIm = im.clone();
    float[] beforeRe = re.clone();
    float[] beforeIm = im.clone();
    kernel.addConjugate(re, im, a, b, c, d, bins);
    scalar.addConjugate(twinRe, twinIm, a, b, c, d, bins);
    assertArrayEquals(twinRe, re, 0f);
    assertArrayEquals(twinIm, im, 0f);
    for (int k = 0; k < bins; k++) {
      assertEquals(beforeRe[k] + (double) a[k] * c[k] + (double) b[k] * d[k], re[k], 1e-5);
      assertEquals(beforeIm[k] + (double) a[k] * d[k] - (double) b[k] * c[k], im[k], 1e-5);
    }
    assertEquals(BEHIND, re[bins]);
    assertEquals(BEHIND, im[bins]);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 8, 15, 16, 17, 33, 257, 513})
  void powerForgetsWhatWasThere(int bins) {
    float[] power = new float[bins + 1];
    Arrays.fill(power, Float.NaN);
    power[bins] = BEHIND;
    float[] twin = power.clone();
    float[] a = bins(3, bins);
    float[] b = bins(4, bins);
    kernel.power(power, a, b, bins);
    scalar.power(twin, a, b, bins);
    assertArrayEquals(twin, power, 0f);
    for (int k = 0; k < bins; k++) {
      double truth = (double) a[k] * a[k] + (double) b[k] * b[k];
      assertEquals(truth, power[k], 2e-7 * truth);
    }
    assertEquals(BEHIND, power[bins]);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 8, 15, 16, 17, 33, 257, 513})
  void addWeightedConjugateTurnsTheFirstFactor(int bins) {
    float[] re = bins(1, bins);
    float[] im = bins(2, bins);
    float[] weight = bins(7, bins);
    float[] a = bins(3, bins);
    float[] b = bins(4, bins);
    float[] c = bins(5, bins);
    float[] d = bins(6, bins);
    float[] twinRe = re.clone();
    float[] twinIm = im.clone();
    float[] beforeRe = re.clone();
    float[] beforeIm = im.clone();
    kernel.addWeightedConjugate(re, im, weight, a, b, c, d, bins);
    scalar.addWeightedConjugate(twinRe, twinIm, weight, a, b, c, d, bins);
    assertArrayEquals(twinRe, re, 0f);
    assertArrayEquals(twinIm, im, 0f);
    for (int k = 0; k < bins; k++) {
      double productRe = (double) a[k] * c[k] + (double) b[k] * d[k];
      double productIm = (double) a[k] * d[k] - (double) b[k] * c[k];
      assertEquals(beforeRe[k] + weight[k] * productRe, re[k], 1e-5);
      assertEquals(beforeIm[k] + weight[k] * productIm, im[k], 1e-5);
    }
    assertEquals(BEHIND, re[bins]);
    assertEquals(BEHIND, im[bins]);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 8, 15, 16, 17, 33, 257, 513})
  void smoothPowerForgetsByItsShare(int bins) {
    for (float keep : new float[] {0f, 0.9f, 1f}) {
      float[] power = bins(1, bins);
      float[] before = power.clone();
      float[] twin = power.clone();
      float[] a = bins(3, bins);
      float[] b = bins(4, bins);
      kernel.smoothPower(power, keep, a, b, bins);
      scalar.smoothPower(twin, keep, a, b, bins);
      assertArrayEquals(twin, power, 0f);
      for (int k = 0; k < bins; k++) {
        double now = (double) a[k] * a[k] + (double) b[k] * b[k];
        assertEquals(keep * (double) before[k] + (1 - (double) keep) * now, power[k], 1e-5);
      }
      assertEquals(BEHIND, power[bins]);
    }
  }

  /** Every run begins somewhere, and what lies behind it stays. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 8, 15, 16, 17, 33, 52, 102})
  void followLagsAddsEachLagsPower(int lags) {
    int at = 5;
    float[] re = bins(1, at + lags);
    float[] im = bins(2, at + lags);
    float[] x = bins(3, 2 * at + lags);
    float[] y = bins(4, 2 * at + lags);
    float[] power = bins(5, lags);
    float[] twinRe = re.clone();
    float[] twinIm = im.clone();
    float[] twinPower = power.clone();
    float[] beforeRe = re.clone();
    float[] beforeIm = im.clone();
    float[] beforePower = power.clone();
    kernel.followLags(re, im, at, 0.75f, x, y, 2 * at, 0.5f, -2f, 0.125f, power, lags);
    scalar.followLags(twinRe, twinIm, at, 0.75f, x, y, 2 * at, 0.5f, -2f, 0.125f, twinPower, lags);
    assertArrayEquals(twinRe, re, 0f);
    assertArrayEquals(twinIm, im, 0f);
    assertArrayEquals(twinPower, power, 0f);
    for (int k = 0; k < at; k++) {
      assertEquals(beforeRe[k], re[k]);
      assertEquals(beforeIm[k], im[k]);
    }
    for (int lag = 0; lag < lags; lag++) {
      double a = x[2 * at + lag];
      double b = y[2 * at + lag];
      double expectedRe = 0.75 * beforeRe[at + lag] + a * 0.5 + b * -2 + 0.125;
      double expectedIm = 0.75 * beforeIm[at + lag] + a * -2 - b * 0.5 + 0.125;
      assertEquals(expectedRe, re[at + lag], 1e-5);
      assertEquals(expectedIm, im[at + lag], 1e-5);
      double square = expectedRe * expectedRe + expectedIm * expectedIm;
      assertEquals(beforePower[lag] + square, power[lag], 1e-5 * (1 + square));
    }
    assertEquals(BEHIND, re[at + lags]);
    assertEquals(BEHIND, im[at + lags]);
    assertEquals(BEHIND, power[lags]);
  }

  @Test
  void doesNotAllocate() {
    assumeTrue(
        Kernels.kind() == KernelKind.SCALAR || !Lanes.areEmulated(),
        "skipped: vectors larger than the machine's are objects");
    float[] re = bins(1, 513);
    float[] im = bins(2, 513);
    float[] a = bins(3, 513);
    float[] b = bins(4, 513);
    float[] power = new float[513];
    float[][] ring = {a, b, a};
    long bytes =
        Allocation.bytes(
            10_000,
            1_000,
            () -> {
              kernel.multiplyAccumulate(re, im, a, b, b, a, 513);
              kernel.addConjugate(re, im, a, b, b, a, 513);
              kernel.addWeightedConjugate(re, im, a, a, b, b, a, 513);
              kernel.filter(re, im, ring, ring, ring, ring, 1, 513);
              kernel.power(power, a, b, 513);
              kernel.smoothPower(power, 0.9f, a, b, 513);
              kernel.followLags(re, im, 0, 0.5f, a, b, 0, 0.5f, 0.5f, 0f, power, 513);
            });
    assertEquals(0, bytes);
  }
}
