package org.silenzio.eval.bench;

/**
 * How long to measure.
 *
 * @param forks JVMs per case, 1 or more
 * @param warmups iterations before measuring, in each JVM, 0 or more
 * @param iterations measurements in each JVM, 1 or more
 * @param iterationMs length of each, 1 or more
 */
public record BenchEffort(int forks, int warmups, int iterations, int iterationMs) {

  private static final int JVM_START_MS = 4_000; // roughly, with its end and the warm-up of chains

  /** Checks every component and names the one that is out of its range. */
  public BenchEffort {
    check("forks", forks, 1);
    check("warmups", warmups, 0);
    check("iterations", iterations, 1);
    check("iterationMs", iterationMs, 1);
  }

  private static void check(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          name + " is " + value + ", allowed: " + least + " or more");
    }
  }

  /** Five JVMs of 3 + 5 s. */
  public static BenchEffort defaults() {
    return new BenchEffort(5, 3, 5, 1_000);
  }

  /** A first impression: one JVM of less than a second. */
  public static BenchEffort quick() {
    return new BenchEffort(1, 3, 2, 150);
  }

  /** The same with another number of JVMs. */
  public BenchEffort withForks(int forks) {
    return new BenchEffort(forks, warmups, iterations, iterationMs);
  }

  /** About how long so many cases take. */
  public double seconds(int cases) {
    double forkMs = JVM_START_MS + (double) (warmups + iterations) * iterationMs;
    return cases * forks * forkMs / 1_000;
  }
}
