package org.silenzio.transform;

import java.util.ArrayList;
import java.util.List;
import org.silenzio.kernel.KernelKind;

/** Chooses a transform's twin. */
final class RealFfts {

  private static final int[] USUAL = {128, 256, 512, 640, 960, 1_024, 1_280, 1_536, 1_920};
  private static final int[] PRIMES = {2, 3, 5};

  private RealFfts() {}

  /** The twin of a kind, if that takes the length, else the other. */
  static RealFft of(int length, KernelKind kind) {
    int rest = length < 16 || length > 4_096 || length % 2 != 0 ? 0 : length;
    for (int prime : PRIMES) {
      while (rest > 0 && rest % prime == 0) {
        rest /= prime;
      }
    }
    if (rest != 1) {
      throw new IllegalArgumentException(
          "length is " + length + ", allowed: even, 16 to 4096, with no prime factor beyond 5");
    }
    return kind == KernelKind.SIMD && SimdRealFft.takes(length)
        ? new SimdRealFft(length)
        : scalar(length);
  }

  /** There and back in the lengths of the cancellers and suppressors. */
  static List<Runnable> exercises(KernelKind kind) {
    List<Runnable> steps = new ArrayList<>();
    for (int length : USUAL) {
      RealFft fft = of(length, kind);
      float[] time = new float[length];
      time[1] = 1f;
      float[] re = new float[fft.bins()];
      float[] im = new float[fft.bins()];
      steps.add(() -> fft.forward(time, re, im));
      steps.add(() -> fft.inverse(re, im, time));
    }
    return steps;
  }

  private static RealFft scalar(int length) {
    for (int factor : new int[] {3, 5}) {
      if (length % factor == 0) {
        return new OddFactorRealFft(factor, scalar(length / factor));
      }
    }
    return new JTransformsRealFft(length);
  }
}
