package org.silenzio.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SampleGuardTest {

  private final SampleGuard guard = new SampleGuard();

  @Test
  void silencesWhatIsNotFiniteAndHoldsTheAbsurd() {
    float[] samples = {
      0.5f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e30f, -1e30f, 16f, -1.5f
    };
    guard.mend(samples, 0, samples.length);
    assertArrayEquals(new float[] {0.5f, 0, 0, 0, 16f, -16f, 16f, -1.5f}, samples);
    assertEquals(3, guard.nonFiniteSamples());
    assertEquals(2, guard.limitedSamples());
  }

  @Test
  void leavesCleanSamplesAndWhatIsOutsideTheRangeAlone() {
    float[] samples = {Float.NaN, -0.0f, 1f, Float.MIN_VALUE, Float.NaN};
    guard.mend(samples, 1, 4);
    assertArrayEquals(new float[] {Float.NaN, -0.0f, 1f, Float.MIN_VALUE, Float.NaN}, samples);
    assertEquals(0, guard.nonFiniteSamples() + guard.limitedSamples());
  }
}
