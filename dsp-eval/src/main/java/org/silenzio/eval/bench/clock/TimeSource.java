package org.silenzio.eval.bench.clock;

/** Where time comes from and how to let it pass; tests plant their own. */
interface TimeSource {

  /** As {@link System#nanoTime()}. */
  long nanoTime();

  /** CPU time of the thread that asks, from any zero on. */
  long cpuNanos();

  /** Sleeps for about so long; may wake early. */
  void parkNanos(long nanos);
}
