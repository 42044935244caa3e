package org.silenzio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.silenzio.engine.QualityGovernor.Move;

/** When quality is to step, from figures alone. */
class QualityGovernorTest {

  private static final double BUDGET = 1_000;

  private final QualityGovernor governor = new QualityGovernor(BUDGET);

  /** Windows with a figure until something is wanted. */
  private int windowsUntil(Move wanted, double p99) {
    for (int n = 1; n <= 2_000; n++) {
      Move move = governor.judge(p99);
      if (move != Move.STAY) {
        assertEquals(wanted, move);
        return n;
      }
    }
    return Integer.MAX_VALUE;
  }

  @Test
  void onePassingDisturbanceChangesNothing() {
    for (int n = 0; n < 100; n++) {
      assertEquals(Move.STAY, governor.judge(n % 2 == 0 ? 1_500 : 800));
    }
  }

  @Test
  void twoBrokenWindowsInARowStepDown() {
    assertEquals(2, windowsUntil(Move.DOWN, 1_500));
    assertEquals(1, windowsUntil(Move.DOWN, 2_001));
  }

  @Test
  void betweenRoomAndBudgetNothingMoves() {
    assertEquals(Integer.MAX_VALUE, windowsUntil(Move.UP, 700));
  }

  @Test
  void anUpThatIsTakenBackDoublesTheWait() {
    assertEquals(15, windowsUntil(Move.UP, 300));
    governor.steppedUp();
    assertEquals(2, windowsUntil(Move.DOWN, 1_500));
    governor.steppedDown();
    assertEquals(30, windowsUntil(Move.UP, 300));
    governor.steppedUp();
    for (int n = 0; n < 40; n++) {
      assertEquals(Move.STAY, governor.judge(700)); // holds for more than a minute
    }
    assertEquals(2, windowsUntil(Move.DOWN, 1_500));
    governor.steppedDown();
    assertEquals(30, windowsUntil(Move.UP, 300), "that was no failure");
  }

  @Test
  void anUpWithoutRoomIsNotTriedAgainSoon() {
    assertTrue(governor.hasRoomFor(599));
    assertFalse(governor.hasRoomFor(601));
    assertEquals(15, windowsUntil(Move.UP, 300));
    governor.refusedUp();
    assertEquals(30, windowsUntil(Move.UP, 300));
  }
}
