package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SegmentalSnrTest {

  private static final int RATE_HZ = 16_000;
  private static final float[] CLEAN = Noise.white(1, RATE_HZ, 0.1);

  private static double scaledCopyDb(double factor) {
    return SegmentalSnr.db(CLEAN, Noise.scaled(CLEAN, factor), RATE_HZ);
  }

  @Test
  void scaledCopyReadsAsWhatIsMissing() {
    assertEquals(20, scaledCopyDb(0.9), 1e-3);
    assertEquals(6.0206, scaledCopyDb(1.5), 1e-3);
  }

  @Test
  void framesAreHeldInRange() {
    assertEquals(35, scaledCopyDb(1));
    assertEquals(-10, scaledCopyDb(-10));
  }

  @Test
  void framesCountAlike() {
    float[] degraded = Noise.scaled(CLEAN, 0.9);
    System.arraycopy(CLEAN, 0, degraded, 0, RATE_HZ / 2);
    // one half reads 35 dB, the other 20, however loud they are; 4 of 129 frames see both
    assertEquals(27.5, SegmentalSnr.db(CLEAN, degraded, RATE_HZ), 0.2);
    for (int i = 0; i < RATE_HZ / 2; i++) {
      degraded[i] *= 0.01f;
    }
    float[] clean = CLEAN.clone();
    System.arraycopy(degraded, 0, clean, 0, RATE_HZ / 2);
    assertEquals(27.5, SegmentalSnr.db(clean, degraded, RATE_HZ), 0.2);
  }

  @Test
  void silenceHasItsOutcomes() {
    float[] silence = new float[RATE_HZ];
    assertEquals(Double.NaN, SegmentalSnr.db(silence, CLEAN, RATE_HZ));
    assertEquals(0, SegmentalSnr.db(CLEAN, silence, RATE_HZ), 1e-6);
  }

  @Test
  void whatIsNoPairIsRefused() {
    Refusals.ofPair(SegmentalSnr::db);
  }
}
