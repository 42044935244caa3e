package org.silenzio.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkTest {

  private static final List<Tick> TICKS = List.of(new Tick(0.0, "0"), new Tick(6.0, "6"));

  @Test
  void rightwardsCountsFromTheLowEnd() {
    assertEquals(
        List.of(new Mark("25.00%", "0"), new Mark("100.00%", "6")),
        Mark.rightwards(TICKS, -2.0, 6.0));
  }

  @Test
  void upwardsCountsFromTheHighEnd() {
    assertEquals(
        List.of(new Mark("75.00%", "0"), new Mark("0.00%", "6")), Mark.upwards(TICKS, -2.0, 6.0));
  }
}
