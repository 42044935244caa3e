package org.silenzio.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ActivationKernelTest {

  private final ActivationKernel kernel = Kernels.activation();

  private static float[] values() {
    float[] values = new float[40_007];
    for (int i = 0; i < 40_000; i++) {
      values[i] = (i - 20_000) / 1_000f;
    }
    values[40_000] = Float.POSITIVE_INFINITY;
    values[40_001] = Float.NEGATIVE_INFINITY;
    values[40_002] = Float.MAX_VALUE;
    values[40_003] = -Float.MAX_VALUE;
    values[40_004] = Float.MIN_VALUE;
    values[40_005] = -0f;
    values[40_006] = Float.NaN;
    return values;
  }

  @Test
  void areWithinTheirBoundsOfTheFunctions() {
    float[] x = values();
    float[] tanh = x.clone();
    kernel.tanh(tanh, 0, tanh.length);
    float[] sigmoid = x.clone();
    kernel.sigmoid(sigmoid, 0, sigmoid.length);
    for (int i = 0; i < x.length - 1; i++) {
      assertEquals(Math.tanh(x[i]), tanh[i], 7e-5);
      assertEquals(1 / (1 + Math.exp(-x[i])), sigmoid[i], 4e-5);
    }
    assertEquals(Float.NaN, tanh[x.length - 1]);
    assertEquals(Float.NaN, sigmoid[x.length - 1]);
  }

  @Test
  void twinsAgreeBitForBitAndTouchNothingElse() {
    ActivationKernel scalar = Kernels.activation(KernelKind.SCALAR);
    for (int length = 0; length < 70; length++) {
      float[] expected = Arrays.copyOfRange(values(), 19_950, 20_060);
      float[] actual = expected.clone();
      scalar.tanh(expected, 5, length);
      kernel.tanh(actual, 5, length);
      assertArrayEquals(expected, actual, 0f);
      scalar.sigmoid(expected, 3, length);
      kernel.sigmoid(actual, 3, length);
      assertArrayEquals(expected, actual, 0f);
    }
    float[] expected = values();
    float[] actual = values();
    scalar.tanh(expected, 0, expected.length);
    kernel.tanh(actual, 0, actual.length);
    assertArrayEquals(expected, actual, 0f);
  }
}
