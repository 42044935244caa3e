package org.silenzio.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.kernel.KernelKind;
import org.silenzio.kernel.Kernels;
import org.silenzio.kernel.Lanes;
import org.silenzio.testing.Allocation;

class RealFftTest {

  /** Powers of two, the sizes of 10 and 20 ms, and some that leave squares part filled. */
  static Stream<RealFft> transforms() {
    IntStream lengths =
        IntStream.of(
            16, 18, 32, 64, 96, 128, 192, 256, 288, 320, 480, 512, 640, 800, 960, 1024, 1280, 1536,
            1600, 1920, 2048, 2880, 4000, 4096);
    return lengths
        .boxed()
        .flatMap(
            length ->
                Stream.of(KernelKind.SCALAR, Kernels.kind())
                    .distinct()
                    .map(kind -> RealFfts.of(length, kind)));
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void forwardEqualsTheDefinitionInDoublePrecision(RealFft fft) {
    int length = fft.length();
    float[] time = noise(length);
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
    assertEquals(0f, im[0]);
    assertEquals(0f, im[length / 2]);
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void inverseUndoesForwardAndLeavesItsInputsAlone(RealFft fft) {
    float[] time = noise(fft.length());
    float[] before = time.clone();
    float[] re = new float[fft.bins()];
    float[] im = new float[fft.bins()];
    fft.forward(time, re, im);
    assertArrayEquals(before, time);
    float[] reBefore = re.clone();
    float[] imBefore = im.clone();
    float[] back = new float[fft.length()];
    fft.inverse(re, im, back);
    assertArrayEquals(reBefore, re);
    assertArrayEquals(imBefore, im);
    assertArrayEquals(time, back, 1e-5f);
  }

  /** A caller may leave something there; it has no meaning. */
  @ParameterizedTest
  @MethodSource("transforms")
  void inverseTakesTheFirstAndLastImaginaryPartsAsZero(RealFft fft) {
    float[] re = noise(fft.bins());
    float[] im = noise(fft.bins());
    float[] time = new float[fft.length()];
    fft.inverse(re, im, time);
    float[] same = new float[fft.length()];
    im[0] = 0;
    im[fft.bins() - 1] = 0;
    fft.inverse(re, im, same);
    assertArrayEquals(same, time);
  }

  @Test
  void theVectorTwinServesWhereItCan() {
    boolean simd = Kernels.kind() == KernelKind.SIMD;
    assertEquals(simd, RealFft.ofLength(512) instanceof SimdRealFft);
    assertEquals(simd, RealFft.ofLength(960) instanceof SimdRealFft);
  }

  @ParameterizedTest
  @ValueSource(ints = {480, 512, 4096}) // JTransforms would start threads beyond
  void doesNotAllocate(int length) {
    assumeTrue(
        Kernels.kind() == KernelKind.SCALAR || !Lanes.areEmulated(),
        "skipped: vectors larger than the machine's are objects");
    RealFft fft = RealFft.ofLength(length);
    float[] time = noise(length);
    float[] re = new float[fft.bins()];
    float[] im = new float[fft.bins()];
    long bytes =
        Allocation.bytes(
            3_000,
            1_000,
            () -> {
              fft.forward(time, re, im);
              fft.inverse(re, im, time);
            });
    assertEquals(0, bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -16, 8, 27, 112, 513, 8192})
  void otherLengthsAreRefused(int length) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> RealFft.ofLength(length)).getMessage();
    assertTrue(message.contains("" + length) && message.contains("4096"), message);
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
