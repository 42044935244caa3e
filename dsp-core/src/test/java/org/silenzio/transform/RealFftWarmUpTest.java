package org.silenzio.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.silenzio.kernel.KernelKind;
import org.silenzio.kernel.Kernels;
import org.silenzio.kernel.Lanes;
import org.silenzio.testing.Allocation;

class RealFftWarmUpTest {

  @Test
  void afterwardsTheFirstTransformOfANewOneAllocatesNothing() {
    assumeTrue(
        Kernels.kind() == KernelKind.SCALAR || !Lanes.areEmulated(),
        "skipped: vectors larger than the machine's are objects");
    assertTrue(RealFft.warmUp(60_000));
    for (int length : new int[] {256, 512, 960, 1_024, 1_536}) {
      RealFft fft = RealFft.ofLength(length);
      float[] time = new float[length];
      time[1] = 1f;
      float[] re = new float[fft.bins()];
      float[] im = new float[fft.bins()];
      assertEquals(0, Allocation.ofOne(() -> fft.forward(time, re, im)), "forward " + length);
      assertEquals(0, Allocation.ofOne(() -> fft.inverse(re, im, time)), "inverse " + length);
    }
  }
}
