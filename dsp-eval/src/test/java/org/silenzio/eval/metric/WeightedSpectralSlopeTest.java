package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WeightedSpectralSlopeTest {

  private static final int RATE_HZ = 16_000;
  private static final float[] CLEAN = Noise.white(1, RATE_HZ, 0.1);

  @Test
  void gainDoesNotCount() {
    float[] scaled = Noise.scaled(CLEAN, 0.125);
    assertEquals(0, WeightedSpectralSlope.distance(CLEAN, scaled, RATE_HZ), 1e-6);
  }

  @Test
  void moreNoiseIsFarther() {
    float[] noise = Noise.white(2, RATE_HZ, 0.1);
    double near = WeightedSpectralSlope.distance(CLEAN, Noise.mix(CLEAN, 0.1, noise), RATE_HZ);
    double far = WeightedSpectralSlope.distance(CLEAN, noise, RATE_HZ);
    assertTrue(near > 0.1 && far > 5 * near, near + " " + far);
  }

  @Test
  void silenceHasItsOutcomes() {
    float[] silence = new float[RATE_HZ];
    assertEquals(Double.NaN, WeightedSpectralSlope.distance(silence, CLEAN, RATE_HZ));
    assertTrue(Double.isFinite(WeightedSpectralSlope.distance(CLEAN, silence, RATE_HZ)));
  }

  @Test
  void whatIsNoPairIsRefused() {
    Refusals.ofPair(WeightedSpectralSlope::distance);
  }
}
