package org.silenzio.eval.bench.clock;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The clock on a time of the test's own making. */
class FrameClockTest {

  private static final long MS = 1_000_000;
  private static final long START = Long.MAX_VALUE - 15 * MS; // nanoTime may wrap around

  /** Time that passes only by sleeping, by planted work and by looking at the clock to spin. */
  private static final class PlantedTime implements TimeSource {
    private final long oversleepNanos;
    private final long lookNanos;
    private long now = START;
    private long slept;

    PlantedTime(long oversleepNanos, long lookNanos) {
      this.oversleepNanos = oversleepNanos;
      this.lookNanos = lookNanos;
    }

    @Override
    public long nanoTime() {
      now += lookNanos;
      return now;
    }

    @Override
    public long cpuNanos() {
      return now - slept;
    }

    @Override
    public void parkNanos(long nanos) {
      now += nanos + oversleepNanos;
      slept += nanos + oversleepNanos;
    }
  }

  private static FrameTimes run(PlantedTime time, long spinNanos, long... workNanos) {
    FrameTimes times = FrameTimes.ofFrames(workNanos.length);
    FrameClock.Work work =
        new FrameClock.Work() {
          private int frame;

          @Override
          public void process() {
            time.now += workNanos[frame];
          }

          @Override
          public void done(int done) {
            assertEquals(frame++, done);
          }
        };
    assertEquals(START + time.lookNanos, new FrameClock(time, 10 * MS, spinNanos).run(work, times));
    return times;
  }

  @Test
  void punctualFramesWaitForTheirTurn() {
    FrameTimes times = run(new PlantedTime(0, 0), 0, 2 * MS, 3 * MS, MS);
    assertArrayEquals(new long[3], times.latenessNanos());
    assertArrayEquals(new long[] {2 * MS, 3 * MS, MS}, times.processingNanos());
    assertArrayEquals(times.processingNanos(), times.cpuNanos(), "nothing else ran");
  }

  @Test
  void oversleepingIsLatenessButNoDebt() {
    FrameTimes times = run(new PlantedTime(MS / 5, 0), 0, MS, MS, MS, MS);
    assertArrayEquals(new long[] {0, MS / 5, MS / 5, MS / 5}, times.latenessNanos());
  }

  /** 25 ms of work: the next two frames start 15 and 6 ms late, then the schedule is met again. */
  @Test
  void aSlowFrameMakesTheNextOnesLateAndMovesNoSchedule() {
    FrameTimes times = run(new PlantedTime(0, 0), 0, 25 * MS, MS, MS, MS);
    assertArrayEquals(new long[] {0, 15 * MS, 6 * MS, 0}, times.latenessNanos());
    assertTrue(times.misses(0, 10 * MS));
    assertTrue(times.misses(1, 10 * MS), "16 ms after its scheduled start");
    assertFalse(times.misses(2, 10 * MS));
    assertTrue(times.misses(2, 7 * MS - 1));
    assertFalse(times.misses(2, 7 * MS), "in time to the nanosecond");
  }

  @Test
  void spinningStartsWhereSleepingEnds() {
    PlantedTime time = new PlantedTime(MS / 5, 1_000);
    FrameTimes times = run(time, MS, MS, MS);
    assertTrue(times.latenessNanos()[1] <= 2_000, "late by a look: " + times.latenessNanos()[1]);
    assertTrue(time.slept < 9 * MS && time.slept > 7 * MS, "the rest was spun: " + time.slept);
  }
}
