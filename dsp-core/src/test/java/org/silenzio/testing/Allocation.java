package org.silenzio.testing;

import java.lang.management.ManagementFactory;

/** Counts what the calling thread allocates. */
public final class Allocation {

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /** The compiler works beside the test: on a busy machine it is late. */
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  /**
   * Runs a step until it is warm, then says what further runs allocate.
   *
   * @param warmUpRuns enough for the compiler to begin with it
   * @param runs the runs that count
   * @param step what to run
   * @return bytes allocated by all counted runs together: 0 as soon as they allocate nothing, else
   *     what they still do after half a minute
   */
  public static long bytes(int warmUpRuns, int runs, Runnable step) {
    for (int i = 0; i < warmUpRuns; i++) {
      step.run();
    }
    long started = System.nanoTime();
    while (true) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < runs; i++) {
        step.run();
      }
      long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
      if (bytes == 0 || System.nanoTime() - started > PATIENCE_NANOS) {
        return bytes;
      }
    }
  }

  /** What a single run of a step allocates. */
  public static long ofOne(Runnable step) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    step.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
