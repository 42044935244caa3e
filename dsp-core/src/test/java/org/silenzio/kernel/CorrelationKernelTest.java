package org.silenzio.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.testing.Allocation;

class CorrelationKernelTest {

  private static final int LENGTH = 53;

  private final CorrelationKernel kernel = Kernels.correlation();

  private static float[] noise(long seed, int length) {
    Random random = new Random(seed);
    float[] noise = new float[length];
    for (int i = 0; i < length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    return noise;
  }

  private static float plain(float[] x, int xOffset, float[] y, int yOffset) {
    float sum = 0f;
    for (int i = 0; i < LENGTH; i++) {
      sum += x[xOffset + i] * y[yOffset + i];
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 8, 15, 16, 17, 31, 64, 65, 100, 147})
  void everySumIsThatOfAPlainLoopBitForBit(int lags) {
    float[] x = noise(1, 3 + LENGTH);
    float[] y = noise(2, 5 + LENGTH + lags);
    float[] sums = new float[lags + 1];
    sums[lags] = 7f;
    kernel.atLags(x, 3, LENGTH, y, 5, sums, lags);
    for (int lag = 0; lag < lags; lag++) {
      assertEquals(plain(x, 3, y, 5 + lag), sums[lag]);
    }
    assertEquals(7f, sums[lags], "nothing is written beyond");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 7, 30})
  void placesMayBeAnywhere(int count) {
    float[] x = noise(1, 3 + LENGTH);
    float[] y = noise(2, 300);
    int[] places = new Random(3).ints(count, 0, 300 - LENGTH + 1).toArray();
    float[] sums = new float[count];
    kernel.atPlaces(x, 3, LENGTH, y, places, sums, count);
    for (int p = 0; p < count; p++) {
      assertEquals(plain(x, 3, y, places[p]), sums[p]);
    }
  }

  @Test
  void doesNotAllocate() {
    if (Kernels.kind() == KernelKind.SIMD && Lanes.areEmulated()) {
      return; // vectors larger than the machine's are objects
    }
    float[] x = noise(1, 240);
    float[] y = noise(2, 400);
    float[] sums = new float[147];
    assertEquals(
        0, Allocation.bytes(10_000, 1_000, () -> kernel.atLags(x, 0, 240, y, 0, sums, 147)));
  }
}
