package org.silenzio.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DotKernelTest {

  private static final double ULP_HALF = 0x1p-24;

  private final DotKernel kernel = Kernels.dot();

  static IntStream lengths() {
    return IntStream.concat(IntStream.rangeClosed(0, 70), IntStream.of(127, 128, 129, 1000, 4099));
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void agreesWithDoublePrecisionWithinTheStatedBound(int length) {
    Random random = new Random(length);
    int aOffset = random.nextInt(5);
    int bOffset = random.nextInt(5);
    float[] a = randomRun(random, length + aOffset + 3);
    float[] b = randomRun(random, length + bOffset + 3);
    double truth = 0;
    double magnitude = 0;
    for (int i = 0; i < length; i++) {
      double product = (double) a[aOffset + i] * b[bOffset + i];
      truth += product;
      magnitude += Math.abs(product);
    }
    double bound = Math.max(1, length) * ULP_HALF * magnitude;
    assertEquals(truth, kernel.dot(a, aOffset, b, bOffset, length), bound);
  }

  /** Results that depend on what the compiler has come to would make runs differ. */
  @Test
  void theSumIsTheSameBeforeAndAfterCompilation() {
    Random random = new Random(7);
    float[] a = randomRun(random, 500);
    float[] b = randomRun(random, 500);
    float first = kernel.dot(a, 0, b, 0, 500);
    for (int i = 0; i < 60_000; i++) {
      assertEquals(first, kernel.dot(a, 0, b, 0, 500));
    }
  }

  @Test
  void readsNothingOutsideItsRun() {
    float[] a = new float[100];
    float[] b = new float[100];
    java.util.Arrays.fill(a, Float.NaN);
    java.util.Arrays.fill(b, Float.NaN);
    java.util.Arrays.fill(a, 7, 7 + 83, 2f);
    java.util.Arrays.fill(b, 11, 11 + 83, 3f);
    assertEquals(83 * 6f, kernel.dot(a, 7, b, 11, 83));
  }

  @Test
  void energyIsTheSumOfTheSquares() {
    float[] x = randomRun(new Random(5), 500);
    double truth = 0;
    for (int i = 3; i < 480; i++) {
      truth += (double) x[i] * x[i];
    }
    assertEquals(truth, kernel.energy(x, 3, 477), 477 * ULP_HALF * truth);
  }

  private static float[] randomRun(Random random, int length) {
    float[] run = new float[length];
    for (int i = 0; i < length; i++) {
      run[i] = (float) random.nextGaussian();
    }
    return run;
  }
}
