package org.silenzio.testing;

import java.lang.management.ManagementFactory;

/** Counts what the calling thread allocates. */
public final class Allocation {

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /**
   * Runs a step until it is warm, then says what further runs allocate.
   *
   * @param warmUpRuns enough for the compiler to settle
   * @param runs the runs that count
   * @param step what to run
   * @return bytes allocated by all counted runs together
   */
  public static long bytes(int warmUpRuns, int runs, Runnable step) {
    for (int i = 0; i < warmUpRuns; i++) {
      step.run();
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < runs; i++) {
      step.run();
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
