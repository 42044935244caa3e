package org.silenzio.eval.bench.clock;

/**
 * Starts a frame every period and notes when it really started and how long it took. The schedule
 * stands from the first frame on: after a frame that took too long the next ones come late, and
 * their lateness tells so, rather than moving the schedule along.
 *
 * <p>Plain classes and no lambdas: what the first use of those costs is not the chain's.
 */
final class FrameClock {

  private final TimeSource time;
  private final long periodNanos;
  private final long spinNanos;

  /**
   * A clock.
   *
   * @param time the time it goes by
   * @param periodNanos from frame to frame
   * @param spinNanos how long before each start the thread stops sleeping and spins, which makes
   *     starts punctual at the price of the CPU; 0 to sleep all the time
   */
  FrameClock(TimeSource time, long periodNanos, long spinNanos) {
    this.time = time;
    this.periodNanos = periodNanos;
    this.spinNanos = spinNanos;
  }

  /** What is to be done each time. */
  interface Work {
    /** Does it. Measured. */
    void process();

    /** Looks at what came of it and tells others how far it is. Not measured. */
    void done(int frame);
  }

  /**
   * Runs a frame for each place of the times. Does not allocate.
   *
   * @return the scheduled start of the first frame, on the time source's clock
   */
  long run(Work work, FrameTimes times) {
    long firstNanos = time.nanoTime();
    for (int n = 0; n < times.frames(); n++) {
      long scheduled = firstNanos + n * periodNanos;
      awaitUntil(scheduled);
      long cpu = time.cpuNanos();
      long started = time.nanoTime();
      work.process();
      long ended = time.nanoTime();
      times.cpuNanos()[n] = time.cpuNanos() - cpu;
      times.latenessNanos()[n] = started - scheduled;
      times.processingNanos()[n] = ended - started;
      work.done(n);
    }
    return firstNanos;
  }

  private void awaitUntil(long scheduled) {
    for (long left = scheduled - time.nanoTime(); left > 0; left = scheduled - time.nanoTime()) {
      if (left > spinNanos) {
        time.parkNanos(left - spinNanos);
      } else {
        Thread.onSpinWait();
      }
    }
  }
}
