package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FrequencyWeightedSegmentalSnrTest {

  private static final int RATE_HZ = 16_000;
  private static final float[] CLEAN = Noise.white(1, RATE_HZ, 0.1);

  private static double db(float[] degraded) {
    return FrequencyWeightedSegmentalSnr.db(CLEAN, degraded, RATE_HZ);
  }

  @Test
  void gainDoesNotCount() {
    assertEquals(35, db(Noise.scaled(CLEAN, 0.125)), 1e-9);
  }

  @Test
  void lessNoiseReadsHigher() {
    float[] noise = Noise.white(2, RATE_HZ, 0.1);
    double loud = db(Noise.mix(CLEAN, 0.3, noise));
    double quiet = db(Noise.mix(CLEAN, 0.03, noise));
    assertTrue(quiet > loud + 10, quiet + " " + loud);
  }

  @Test
  void silenceHasItsOutcomes() {
    float[] silence = new float[RATE_HZ];
    assertEquals(Double.NaN, FrequencyWeightedSegmentalSnr.db(silence, CLEAN, RATE_HZ));
    double heard = db(silence);
    assertTrue(heard >= -10 && heard < 10, "" + heard);
  }

  @Test
  void whatIsNoPairIsRefused() {
    Refusals.ofPair(FrequencyWeightedSegmentalSnr::db);
  }
}
