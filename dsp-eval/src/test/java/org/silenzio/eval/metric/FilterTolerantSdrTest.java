package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.Tones;

class FilterTolerantSdrTest {

  private static final int RATE_HZ = 16_000;
  private static final float[] CLEAN = Noise.white(1, 5 * RATE_HZ, 0.1);

  private static float[] filtered(float[] samples, float[] taps) {
    float[] out = new float[samples.length];
    for (int i = 0; i < out.length; i++) {
      double sum = 0;
      for (int j = 0; j < Math.min(taps.length, i + 1); j++) {
        sum += (double) taps[j] * samples[i - j];
      }
      out[i] = (float) sum;
    }
    return out;
  }

  @Test
  void filterOfTwentyTapsCostsNothing() {
    float[] filtered = filtered(CLEAN, Noise.white(2, 20, 0.3));
    double db = FilterTolerantSdr.db(CLEAN, filtered, RATE_HZ);
    assertTrue(db > 80, "" + db);
    assertTrue(SiSdr.db(CLEAN, filtered) < 10);
  }

  @Test
  void filterOfTwentyTapsCostsSpeechNothing() {
    float[] speech = Recordings.load(Recordings.CLEAN_48K);
    float[] filtered = filtered(speech, Noise.white(2, 20, 0.3));
    double db = FilterTolerantSdr.db(speech, filtered, 48_000);
    assertTrue(db > 80, "" + db);
  }

  @ParameterizedTest
  @ValueSource(ints = {-60, 0, 200, 440})
  void delayWithinTheSpanCostsNothing(int samples) {
    float[] delayed = Noise.delayed(CLEAN, samples);
    double db = FilterTolerantSdr.db(CLEAN, delayed, RATE_HZ);
    assertTrue(db > 75, "" + db);
  }

  @ParameterizedTest
  @ValueSource(ints = {-70, 455})
  void delayBeyondTheSpanCostsAll(int samples) {
    assertTrue(FilterTolerantSdr.db(CLEAN, Noise.delayed(CLEAN, samples), RATE_HZ) < -15);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 20})
  void noiseReadsAsItsRatio(double ratioDb) {
    float[] noise = Noise.white(3, CLEAN.length, 0.1);
    float[] noisy =
        Noise.mix(
            filtered(CLEAN, new float[] {0, 0, 0.6f, 0, 0, -0.8f}),
            Math.pow(10, -ratioDb / 20),
            noise);
    // 512 taps explain 512 of 80,000 parts of the noise
    assertEquals(ratioDb, FilterTolerantSdr.db(CLEAN, noisy, RATE_HZ), 0.15);
  }

  /** A tone leaves the filter free in all other bands. */
  @Test
  void toneInNoiseReadsAsItsRatio() {
    float[] tone = Tones.sine(500, 0.1 * Math.sqrt(2), RATE_HZ, CLEAN.length);
    float[] noisy = Noise.mix(tone, 0.1, CLEAN);
    assertEquals(20, FilterTolerantSdr.db(tone, noisy, RATE_HZ), 0.15);
  }

  @Test
  void silenceHasItsOutcomes() {
    float[] silence = new float[CLEAN.length];
    assertEquals(Double.NaN, FilterTolerantSdr.db(silence, CLEAN, RATE_HZ));
    assertEquals(Double.NEGATIVE_INFINITY, FilterTolerantSdr.db(CLEAN, silence, RATE_HZ));
  }

  @Test
  void whatIsNoPairIsRefused() {
    Refusals.ofPair(FilterTolerantSdr::db);
  }
}
