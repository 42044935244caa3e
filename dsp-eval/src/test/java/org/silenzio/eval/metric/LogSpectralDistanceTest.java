package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogSpectralDistanceTest {

  private static final int RATE_HZ = 16_000;
  private static final float[] CLEAN = Noise.white(1, RATE_HZ, 0.1);

  @ParameterizedTest
  @ValueSource(doubles = {-12, 0, 6})
  void gainReadsAsItsMagnitude(double gainDb) {
    float[] scaled = Noise.scaled(CLEAN, Math.pow(10, gainDb / 20));
    assertEquals(Math.abs(gainDb), LogSpectralDistance.db(CLEAN, scaled, RATE_HZ), 1e-3);
  }

  /** The level of a Gaussian bin varies by 5.57 dB; two of them differ by √2 of that. */
  @Test
  void independentNoiseReadsAsItsSpread() {
    float[] other = Noise.white(2, RATE_HZ, 0.1);
    assertEquals(7.88, LogSpectralDistance.db(CLEAN, other, RATE_HZ), 0.15);
  }

  @Test
  void silenceHasItsOutcomes() {
    float[] silence = new float[RATE_HZ];
    assertEquals(Double.NaN, LogSpectralDistance.db(silence, CLEAN, RATE_HZ));
    // white noise of −20 dBFS over 256 bins, 1.76 dB of it the window's: about −42 dBFS each
    assertEquals(57, LogSpectralDistance.db(CLEAN, silence, RATE_HZ), 2);
  }

  @Test
  void whatIsNoPairIsRefused() {
    Refusals.ofPair(LogSpectralDistance::db);
  }
}
