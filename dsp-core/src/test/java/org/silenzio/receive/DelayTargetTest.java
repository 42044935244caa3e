package org.silenzio.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DelayTargetTest {

  private static final long MS = 1_000_000L;

  private final DelayTarget target = new DelayTarget(JitterConfig.defaults());
  private long nowMs;

  /** Packets of 20 ms for so long; in every so-many-th of them one is slow. */
  private void run(int seconds, int slowEveryMs, int slowMs) {
    for (int ms = 0; ms < 1_000 * seconds; ms += 20) {
      boolean slow = slowEveryMs > 0 && ms % slowEveryMs == 0;
      target.add((slow ? slowMs : 2) * MS, nowMs * MS);
      nowMs += 20;
    }
  }

  @Test
  void anEvenNetworkIsPlayedAtTheFloor() {
    run(5, 0, 0);
    assertEquals(20, target.ms());
  }

  /** Each half second: in half of all quarters, and a fifth may be too late. */
  @Test
  void whatIsSlowOftenIsWaitedForHoweverSlow() {
    run(20, 500, 200);
    assertTrue(target.ms() >= 200 && target.ms() <= 205, target.ms() + " ms");
  }

  /** Each four seconds: in a sixteenth of all quarters. */
  @Test
  void whatIsSlowNowAndThenIsWaitedForUpToSixtyMs() {
    run(60, 4_000, 300);
    assertTrue(target.ms() > 55 && target.ms() <= 60, target.ms() + " ms");
    target.reset();
    run(60, 4_000, 50);
    assertTrue(target.ms() > 40 && target.ms() <= 45, "a tenth less than 50: " + target.ms());
  }

  @Test
  void cautionIsHalvedEachMinute() {
    run(10, 0, 0);
    target.add(300 * MS, nowMs * MS);
    run(60, 0, 0);
    assertEquals(30, target.ms(), 1);
    run(40, 0, 0);
    assertEquals(20, target.ms());
  }
}
