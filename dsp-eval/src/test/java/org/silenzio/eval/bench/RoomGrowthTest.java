package org.silenzio.eval.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoomGrowthTest {

  private static RoomLoad load(int members, double factor) {
    return new RoomLoad(members, "hiss", 9, 1, factor, 0, 0, 6, 300, 2_500, 0);
  }

  @Test
  void aLineIsFoundWithItsEnd() {
    RoomGrowth growth = RoomGrowth.of(List.of(load(10, 0.20), load(50, 0.36), load(100, 0.56)));
    assertEquals(0.004, growth.perMember(), 1e-12);
    assertEquals(0.16, growth.ofTheRest(), 1e-12);
    assertEquals(0, growth.worstResidual(), 1e-12);
    assertEquals(209, growth.largestRoom(), 1);
  }

  @Test
  void whatIsOffTheLineIsTold() {
    // least squares through (0, 1), (1, 0.5), (2, 1): level at 5/6
    RoomGrowth growth = RoomGrowth.of(List.of(load(1, 1), load(2, 0.5), load(3, 1)));
    assertEquals(0, growth.perMember(), 1e-12);
    assertEquals((5 / 6.0 - 0.5) / 0.5, growth.worstResidual(), 1e-12);
  }

  @Test
  void oneRoomIsNoLine() {
    assertThrows(
        IllegalArgumentException.class, () -> RoomGrowth.of(List.of(load(10, 0.1), load(10, 0.2))));
  }
}
