package org.silenzio.kernel;

/**
 * A product and a sum with one rounding, where the processor has an instruction for that; with two
 * roundings elsewhere, for there the JVM would calculate with big decimals. A JVM does one or the
 * other all its life.
 */
final class Fma {

  /** A big decimal's product takes several times as long, the instruction a twentieth. */
  private static final long SLOW_NS = 1_000;

  private static final int TRIALS = 100;

  /** Whether there is such an instruction. Every x86 since 2013 and every 64-bit ARM has it. */
  static final boolean IS_FAST = leastNs() < SLOW_NS;

  private Fma() {}

  /** {@code a * b + c}. */
  static float fma(float a, float b, float c) {
    return IS_FAST ? Math.fma(a, b, c) : a * b + c;
  }

  private static long leastNs() {
    long least = Long.MAX_VALUE;
    float sum = 0f;
    for (int i = 0; i < TRIALS; i++) {
      long start = System.nanoTime();
      sum = Math.fma(sum, 0.7f, 0.3f);
      least = Math.min(least, System.nanoTime() - start);
    }
    return sum > 0f ? least : Long.MAX_VALUE; // the sum is used, so that it is calculated
  }
}
