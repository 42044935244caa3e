package org.silenzio.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StretchPolicyTest {

  private static final long MS = 1_000_000L;

  private final StretchPolicy policy = new StretchPolicy();

  private int wish(int spareMs, int targetMs) {
    return policy.wish(spareMs * MS, Math.max(0, spareMs) * MS, targetMs * MS);
  }

  /** How many frames after a stretch the next one is wished for; −1 if in ten seconds none. */
  private int framesUntil(int wished, int spareMs, int targetMs) {
    policy.done();
    for (int n = 1; n <= 1_000; n++) {
      if (wish(spareMs, targetMs) == wished) {
        return n;
      }
    }
    return -1;
  }

  @Test
  void betweenTheLimitsTheDelayIsLeftAlone() {
    for (int n = 0; n < 200; n++) {
      assertEquals(0, wish(20, 40));
      assertEquals(0, wish(-9, 40));
    }
  }

  @Test
  void theFartherAwayTheSoonerAndTheLessAlike() {
    assertEquals(-1, framesUntil(-1, 4, 40), "never");
    assertEquals(500, framesUntil(-1, 20, 40));
    assertEquals(0.9, policy.leastSimilarity(), 1e-6);
    assertEquals(6, framesUntil(-1, 35, 40));
    assertEquals(0.8, policy.leastSimilarity(), 1e-6);
    assertEquals(3, framesUntil(-1, 75, 40));
    assertEquals(0.4, policy.leastSimilarity(), 1e-6);
  }

  @Test
  void theLowerLimitIsAQuarterOfTheTargetButAFewMsAtLeast() {
    assertEquals(6, framesUntil(1, -9, 20));
    float little = policy.leastSimilarity();
    assertEquals(-1, framesUntil(1, -20, 100), "never");
    assertEquals(6, framesUntil(1, -30, 100));
    assertTrue(policy.leastSimilarity() < little, "there is less time left");
  }
}
