package org.silenzio.transform;

import org.silenzio.kernel.KernelKind;

/** Chooses a transform's twin. */
final class RealFfts {

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

  private static RealFft scalar(int length) {
    for (int factor : new int[] {3, 5}) {
      if (length % factor == 0) {
        return new OddFactorRealFft(factor, scalar(length / factor));
      }
    }
    return new JTransformsRealFft(length);
  }
}
