package org.silenzio.eval.metric.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

/** Counts and starts are those of the published script. */
class DnsmosSegmentsTest {

  private static final int SECOND = 16_000;

  @Test
  void aShortRecordingIsDoubledUntilItFillsASegment() {
    float[] samples = new float[4 * SECOND];
    samples[1] = 0.5f;
    float[] filled = DnsmosSegments.filled(samples);
    assertEquals(16 * SECOND, filled.length);
    for (int copy = 0; copy < 4; copy++) {
      assertEquals(0.5f, filled[copy * 4 * SECOND + 1]);
    }
    float[] enough = new float[DnsmosSegments.LENGTH];
    assertSame(enough, DnsmosSegments.filled(enough));
  }

  @Test
  void aSegmentStartsEverySecondOfWholeSeconds() {
    assertArrayEquals(new int[] {0}, DnsmosSegments.starts(DnsmosSegments.LENGTH));
    assertArrayEquals(new int[] {0}, DnsmosSegments.starts(11 * SECOND - 1));
    assertArrayEquals(new int[] {0, SECOND}, DnsmosSegments.starts(11 * SECOND));
    assertEquals(6, DnsmosSegments.starts(15 * SECOND).length);
  }

  @Test
  void segmentsThatTheScriptRoundsShortAreSkipped() {
    assertEquals(7, DnsmosSegments.starts(16 * SECOND).length);
    assertEquals(7, DnsmosSegments.starts(17 * SECOND).length); // not the one at 7 s
    int[] minute = DnsmosSegments.starts(60 * SECOND);
    assertEquals(51 - 17, minute.length);
    assertEquals(6 * SECOND, minute[6]);
    assertEquals(24 * SECOND, minute[7]);
    assertEquals(50 * SECOND, minute[minute.length - 1]);
  }
}
