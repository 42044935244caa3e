package org.silenzio.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.silenzio.testing.Allocation;

class LogKernelTest {

  /** A prime, so that mantissas and exponents meet in every way. */
  private static final int BITS_STEP = 9_973;

  private static final float[] SPECIAL = {
    0f,
    -0f,
    1f,
    -1f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Math.nextDown(Float.MIN_NORMAL),
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN,
    Math.nextUp(1f),
    Math.nextDown(1f),
    (float) Math.sqrt(0.5),
    (float) Math.sqrt(2),
    128f,
    Math.nextDown(128f),
    -126f,
    -149f,
    -149.5f,
    -150f,
    -151f,
    1e9f
  };

  private final LogKernel kernel = Kernels.log();
  private final LogKernel scalar = Kernels.log(KernelKind.SCALAR);

  /** Positive values of every exponent, denormal ones too. */
  private static float[] positive() {
    float[] values = new float[Float.floatToIntBits(Float.POSITIVE_INFINITY) / BITS_STEP];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(1 + i * BITS_STEP);
    }
    return values;
  }

  /** From where the power is 0 to where it is infinite. */
  private static float[] exponents() {
    float[] values = new float[200_003];
    for (int i = 0; i < values.length; i++) {
      values[i] = -155f + i * (285f / values.length);
    }
    return values;
  }

  @Test
  void log2IsWithinItsBoundOverAllExponents() {
    float[] x = positive();
    float[] log = x.clone();
    kernel.log2(log, 0, log.length);
    for (int i = 0; i < x.length; i++) {
      double truth = Math.log(x[i]) / Math.log(2);
      assertEquals(truth, log[i], LogKernel.LOG2_ERROR * Math.abs(truth), "of " + x[i]);
    }
  }

  /** Where the logarithm crosses 0 a bound that is relative is the hardest. */
  @Test
  void log2IsWithinItsBoundAroundOne() {
    float[] x = new float[40_000];
    for (int i = 0; i < x.length; i++) {
      x[i] = Float.intBitsToFloat(Float.floatToIntBits(1f) - 20_000 + i);
    }
    float[] log = x.clone();
    kernel.log2(log, 0, log.length);
    for (int i = 0; i < x.length; i++) {
      double truth = Math.log1p(x[i] - 1.0) / Math.log(2);
      assertEquals(truth, log[i], LogKernel.LOG2_ERROR * Math.abs(truth), "of " + x[i]);
    }
  }

  @Test
  void log2KnowsWhatHasNoLogarithm() {
    float[] x = {
      0f,
      -0f,
      -1f,
      -Float.MIN_VALUE,
      Float.NEGATIVE_INFINITY,
      Float.NaN,
      Float.POSITIVE_INFINITY,
      1f,
      2f,
      0.125f,
      Float.MIN_VALUE,
      0f,
      0f,
      0f,
      0f,
      0f
    };
    float[] expected = {
      Float.NEGATIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.NaN,
      Float.NaN,
      Float.NaN,
      Float.NaN,
      Float.POSITIVE_INFINITY,
      0f,
      1f,
      -3f,
      -149f
    };
    kernel.log2(x, 0, x.length);
    assertArrayEquals(expected, Arrays.copyOf(x, expected.length));
  }

  @Test
  void exp2IsWithinItsBoundFromZeroToInfinity() {
    float[] x = exponents();
    float[] power = x.clone();
    kernel.exp2(power, 0, power.length);
    for (int i = 0; i < x.length; i++) {
      double truth = Math.pow(2, x[i]);
      if (truth >= 0x1p128) {
        assertEquals(Float.POSITIVE_INFINITY, power[i]);
      } else {
        double bound = truth >= Float.MIN_NORMAL ? LogKernel.EXP2_ERROR * truth : Float.MIN_VALUE;
        assertEquals(truth, power[i], bound, "of " + x[i]);
      }
    }
  }

  @Test
  void exp2OfWholeNumbersIsExact() {
    for (int n = -149; n <= 128; n++) {
      float[] x = new float[16];
      Arrays.fill(x, n);
      kernel.exp2(x, 0, x.length);
      assertEquals((float) Math.pow(2, n), x[3], "of " + n);
    }
    float[] ends = new float[16];
    System.arraycopy(
        new float[] {Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NaN, -1e30f, 1e30f},
        0,
        ends,
        0,
        5);
    kernel.exp2(ends, 0, 16);
    assertArrayEquals(
        new float[] {0f, Float.POSITIVE_INFINITY, Float.NaN, 0f, Float.POSITIVE_INFINITY},
        Arrays.copyOf(ends, 5));
  }

  @Test
  void twinsAgreeBitForBit() {
    float[] special = new float[16 * SPECIAL.length];
    for (int i = 0; i < special.length; i++) {
      special[i] = SPECIAL[i % SPECIAL.length];
    }
    for (float[] values : new float[][] {special, positive(), exponents()}) {
      float[] expected = values.clone();
      float[] actual = values.clone();
      scalar.log2(expected, 0, expected.length);
      kernel.log2(actual, 0, actual.length);
      assertArrayEquals(expected, actual);
      expected = values.clone();
      actual = values.clone();
      scalar.exp2(expected, 0, expected.length);
      kernel.exp2(actual, 0, actual.length);
      assertArrayEquals(expected, actual);
    }
  }

  @Test
  void nothingElseIsTouched() {
    for (int length = 0; length < 70; length++) {
      float[] values = Arrays.copyOfRange(exponents(), 100_000, 100_080);
      float[] expected = values.clone();
      for (int i = 5; i < 5 + length; i++) {
        float[] one = {values[i]};
        scalar.exp2(one, 0, 1);
        scalar.log2(one, 0, 1);
        expected[i] = one[0];
      }
      kernel.exp2(values, 5, length);
      kernel.log2(values, 5, length);
      assertArrayEquals(expected, values);
    }
  }

  @Test
  void doesNotAllocate() {
    assumeTrue(
        Kernels.kind() == KernelKind.SCALAR || !Lanes.areEmulated(),
        "skipped: vectors larger than the machine's are objects");
    float[] x = new float[481];
    Arrays.fill(x, 0.7f);
    long bytes =
        Allocation.bytes(
            10_000,
            1_000,
            () -> {
              kernel.exp2(x, 1, 480);
              kernel.log2(x, 1, 480);
            });
    assertEquals(0, bytes);
    assertTrue(Float.isFinite(x[100]));
  }
}
