package org.silenzio.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class JitterBufferTest {

  private static final int RATE = 48_000;

  /** Never zero, never twice the same within a second, and smooth. */
  private static float ramp(long position) {
    return (position % RATE + 1) / (float) (2 * RATE);
  }

  private static void assertRun(float[] heard, int at, long position, int samples) {
    for (int i = 0; i < samples; i++) {
      assertEquals(ramp(position + i), heard[at + i], "sample " + i + " of " + samples);
    }
  }

  /** Where the signal begins. */
  private static int start(float[] heard) {
    int at = 0;
    while (at < heard.length && heard[at] == 0f) {
      at++;
    }
    return at;
  }

  @Test
  void steadyPacketsArePlayedAsTheyAreAfterTheStartingDelay() {
    try (Line line = new Line(RATE, JitterBufferTest::ramp, JitterConfig.defaults())) {
      Talker talker = new Talker(line);
      for (int n = 0; n < 40; n++) {
        talker.send(20 * n);
      }
      line.run(800);
      float[] heard = line.heard();
      assertEquals(RATE * 40 / 1_000, start(heard));
      // the joint of silence and ramp is faded over 5 ms
      assertRun(heard, start(heard) + 240, 240, heard.length - start(heard) - 240);
      JitterStatistics statistics = line.statistics();
      assertEquals(0, statistics.concealedSamples());
      assertTrue(statistics.currentDelayMs() > 35, "" + statistics);
    }
  }
}
