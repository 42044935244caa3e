package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.testing.Tones;

class SiSdrTest {

  /** Whole periods of different tones are orthogonal and have no mean. */
  private static final float[] TONE = Tones.sine(400, 0.5, 16_000, 16_000);

  private static final float[] OTHER_TONE = Tones.sine(700, 0.5, 16_000, 16_000);

  @ParameterizedTest
  @ValueSource(doubles = {-10, 0, 13, 40})
  void orthogonalNoiseReadsAsItsRatio(double ratioDb) {
    float[] noisy = Noise.mix(TONE, Math.pow(10, -ratioDb / 20), OTHER_TONE);
    assertEquals(ratioDb, SiSdr.db(TONE, noisy), 1e-3);
  }

  @Test
  void neitherGainNorPolarityNorMeanCounts() {
    float[] noisy = Noise.mix(TONE, 0.1, OTHER_TONE);
    float[] treated = Noise.scaled(noisy, -0.25);
    for (int i = 0; i < treated.length; i++) {
      treated[i] += 0.125f;
    }
    assertEquals(20, SiSdr.db(TONE, treated), 1e-3);
  }

  @Test
  void scaledCopyIsPerfect() {
    assertEquals(Double.POSITIVE_INFINITY, SiSdr.db(TONE, Noise.scaled(TONE, 0.5)));
    assertTrue(SiSdr.db(TONE, Noise.scaled(TONE, 0.3)) > 140);
  }

  @Test
  void silenceHasItsOutcomes() {
    float[] silence = new float[TONE.length];
    assertEquals(Double.NaN, SiSdr.db(silence, TONE));
    assertEquals(Double.NaN, SiSdr.db(silence, silence));
    assertEquals(Double.NEGATIVE_INFINITY, SiSdr.db(TONE, silence));
  }

  @Test
  void whatIsNoPairIsRefused() {
    Refusals.ofPairAtAnyRate(SiSdr::db);
  }
}
