package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignmentTest {

  @Test
  void theWindowStaysWhileTheDirectPathLiesInItsFirstFrames() {
    Alignment alignment = new Alignment(50);
    for (int delay = 1; delay <= 4; delay++) {
      assertEquals(0, alignment.follow(delay));
    }
    assertEquals(7, alignment.follow(9));
    assertEquals(7, alignment.offset());
    for (int delay = 8; delay <= 11; delay++) {
      assertEquals(0, alignment.follow(delay));
    }
    assertEquals(-2, alignment.follow(7));
    assertEquals(5, alignment.offset());
    alignment.reset();
    assertEquals(0, alignment.offset());
  }

  @ParameterizedTest
  @CsvSource({"50, 50, 48", "30, 50, 30", "50, 0, 0", "50, 4, 0", "50, 5, 3"})
  void itGoesTwoFramesBeforeTheDirectPathWithinItsRange(int range, int delay, int offset) {
    Alignment alignment = new Alignment(range);
    alignment.follow(delay);
    assertEquals(offset, alignment.offset());
    assertEquals(0, alignment.follow(delay)); // one move is enough
  }

  @Test
  void theWindowMovesAlongWhenTheFarEndSlips() {
    Alignment alignment = new Alignment(50);
    assertEquals(1, alignment.slip(-1)); // nothing lies before the newest frame
    assertEquals(0, alignment.offset());
    assertEquals(0, alignment.slip(1));
    assertEquals(1, alignment.offset());
    assertEquals(0, alignment.slip(-1));
    alignment.follow(52);
    assertEquals(50, alignment.offset());
    assertEquals(-1, alignment.slip(1));
    assertEquals(50, alignment.offset());
  }
}
