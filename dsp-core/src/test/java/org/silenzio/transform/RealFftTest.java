package org.silenzio.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.testing.Allocation;

class RealFftTest {

  @ParameterizedTest
  @ValueSource(ints = {16, 64, 512, 1024, 4096})
  void forwardEqualsTheDefinitionInDoublePrecision(int length) {
    float[] time = noise(length);
    RealFft fft = RealFft.ofLength(length);
    float[] re = new float[fft.bins()];
    float[] im = new float[fft.bins()];
    fft.forward(time, re, im);
    double norm = 0;
    double error = 0;
    for (int k = 0; k <= length / 2; k++) {
      double trueRe = 0;
      double trueIm = 0;
      for (int n = 0; n < length; n++) {
        double angle = 2 * Math.PI * ((long) k * n % length) / length;
        trueRe += time[n] * Math.cos(angle);
        trueIm -= time[n] * Math.sin(angle);
      }
      norm += trueRe * trueRe + trueIm * trueIm;
      error += Math.pow(re[k] - trueRe, 2) + Math.pow(im[k] - trueIm, 2);
    }
    double relative = Math.sqrt(error / norm);
    assertEquals(0, relative, 5e-7 * Math.log(length) / Math.log(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 1024, 4096})
  void inverseUndoesForwardAndLeavesItsInputsAlone(int length) {
    float[] time = noise(length);
    float[] before = time.clone();
    RealFft fft = RealFft.ofLength(length);
    float[] re = new float[fft.bins()];
    float[] im = new float[fft.bins()];
    fft.forward(time, re, im);
    assertArrayEquals(before, time);
    float[] reBefore = re.clone();
    float[] back = new float[length];
    fft.inverse(re, im, back);
    assertArrayEquals(reBefore, re);
    assertArrayEquals(time, back, 1e-5f);
  }

  @Test
  void doesNotAllocate() {
    RealFft fft = RealFft.ofLength(4096); // the longest: JTransforms starts threads beyond
    float[] time = noise(4096);
    float[] re = new float[fft.bins()];
    float[] im = new float[fft.bins()];
    long bytes =
        Allocation.bytes(
            2_000,
            1_000,
            () -> {
              fft.forward(time, re, im);
              fft.inverse(re, im, time);
            });
    assertEquals(0, bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 480, 8192})
  void otherLengthsAreRefused(int length) {
    assertThrows(IllegalArgumentException.class, () -> RealFft.ofLength(length));
  }

  private static float[] noise(int length) {
    Random random = new Random(length);
    float[] noise = new float[length];
    for (int i = 0; i < length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    return noise;
  }
}
