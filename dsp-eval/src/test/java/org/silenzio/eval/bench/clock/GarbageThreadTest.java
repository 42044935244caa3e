package org.silenzio.eval.bench.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Garbage on a time of the test's own making, counted by the JVM. */
class GarbageThreadTest {

  private static final long MS = 1_000_000;
  private static final long START = Long.MAX_VALUE - 15 * MS; // nanoTime may wrap around

  /** Time that passes by sleeping alone, stands still once for a while, and ends. */
  private static final class PlantedTime implements TimeSource {
    private final int steps;
    private final long stallNanos;
    private long now = START;
    private int slept;

    PlantedTime(int steps, long stallNanos) {
      this.steps = steps;
      this.stallNanos = stallNanos;
    }

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public long cpuNanos() {
      return 0;
    }

    @Override
    public void parkNanos(long nanos) {
      slept++;
      now += slept == steps ? stallNanos : nanos;
      if (slept == steps) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The thread's work, done by the test's own: what it counted and what the JVM counted. */
  private static long[] bytes(int mbPerSecond, PlantedTime time) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] counted = new long[2];
    Thread runner =
        new Thread(
            () -> {
              GarbageThread garbage = new GarbageThread(time, mbPerSecond);
              long before = threads.getCurrentThreadAllocatedBytes();
              garbage.makeUntilInterrupted();
              counted[1] = threads.getCurrentThreadAllocatedBytes() - before;
              counted[0] = garbage.bytes();
            });
    runner.start();
    try {
      runner.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return counted;
  }

  @Test
  void aSecondMakesWhatWasAskedFor() {
    long[] counted = bytes(50, new PlantedTime(1_000, MS));
    assertEquals(50e6, (double) counted[0], 5_000, "to an object");
    assertEquals(1.0, (double) counted[1] / counted[0], 0.02, "by the JVM's count");
  }

  @Test
  void aStallIsNotMadeUpFor() {
    long[] counted = bytes(50, new PlantedTime(100, 10_000 * MS));
    assertTrue(counted[0] < 50e6 * 0.2 + 5_000, "99 ms and 100 of the stall: " + counted[0]);
  }
}
