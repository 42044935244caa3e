package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PausesTest {

  private static final int RATE_HZ = 16_000;

  /** One second of silence, one of speech, two of silence. */
  private static float[] reference() {
    float[] clean = new float[4 * RATE_HZ];
    Arrays.fill(clean, RATE_HZ, 2 * RATE_HZ, 0.5f);
    return clean;
  }

  @Test
  void pausesKeepTheirDistanceFromSpeech() {
    Pauses pauses = Pauses.ofReference(reference(), RATE_HZ);
    // 50 ms before the speech and 200 ms after it do not count
    assertEquals(3.0 - 0.25, pauses.seconds(), 1e-9);
  }

  @Test
  void theLevelIsThatOfThePausesAlone() {
    float[] noisy = new float[4 * RATE_HZ];
    Arrays.fill(noisy, 0.01f);
    Arrays.fill(noisy, (int) (0.95 * RATE_HZ), (int) (2.2 * RATE_HZ), 0.9f);
    Pauses pauses = Pauses.ofReference(reference(), RATE_HZ);
    assertEquals(-40.0, pauses.levelDbfs(noisy), 1e-4);
    assertEquals(Double.NEGATIVE_INFINITY, pauses.levelDbfs(new float[4 * RATE_HZ]));
  }

  @Test
  void quietRoomToneBelowTheRangeIsAPause() {
    float[] clean = reference();
    Arrays.fill(clean, 0, RATE_HZ, 0.5f * 0.009f); // 41 dB down
    assertEquals(2.75, Pauses.ofReference(clean, RATE_HZ).seconds(), 1e-9);
    Arrays.fill(clean, 0, RATE_HZ, 0.5f * 0.011f); // 39 dB down
    assertEquals(1.8, Pauses.ofReference(clean, RATE_HZ).seconds(), 1e-9);
  }

  @Test
  void speechWithoutAPauseHasNoLevel() {
    float[] clean = new float[RATE_HZ];
    Arrays.fill(clean, 0.5f);
    assertTrue(Double.isNaN(Pauses.ofReference(clean, RATE_HZ).levelDbfs(clean)));
  }

  @Test
  void withoutAReferenceTheQuietestTenthCounts() {
    float[] noisy = new float[10 * RATE_HZ];
    Arrays.fill(noisy, 0.5f);
    Arrays.fill(noisy, 3 * RATE_HZ, 5 * RATE_HZ, 0.001f);
    Pauses pauses = Pauses.quietest(noisy, RATE_HZ);
    assertEquals(2.0, pauses.seconds(), 1e-9);
    assertEquals(-60.0, pauses.levelDbfs(noisy), 1e-3);
  }
}
