package org.silenzio.eval.tarsos;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.silenzio.eval.metric.PitchFidelity;

/** Against tones whose pitch is known. */
class PitchTrackTest {

  private static final int RATE_HZ = 16_000;
  private static final int SECONDS = 2;
  private static final double FLOOR_DBFS = -60;
  private static final int HARMONICS = 8;

  /** The middle of what a frame looks at, for slow glides its mean. */
  private static final double FRAME_CENTER_SECONDS = 0.025;

  /** A buzz whose harmonics fall by 6 dB per octave. */
  private static float[] voice(DoubleUnaryOperator pitchHzAtSeconds) {
    float[] samples = new float[SECONDS * RATE_HZ];
    double phase = 0;
    for (int i = 0; i < samples.length; i++) {
      phase += 2 * Math.PI * pitchHzAtSeconds.applyAsDouble((double) i / RATE_HZ) / RATE_HZ;
      for (int h = 1; h <= HARMONICS; h++) {
        samples[i] += (float) (0.1 / h * Math.sin(h * phase));
      }
    }
    return samples;
  }

  private static double glide(double seconds) {
    return 90 + 60 * seconds;
  }

  @Test
  void followsAGlide() {
    double[] track = PitchTrack.of(voice(PitchTrackTest::glide), RATE_HZ, FLOOR_DBFS);
    assertEquals((SECONDS * 1_000 - 50) / 10 + 1, track.length);
    for (int n = 0; n < track.length; n++) {
      double truth = glide(n / 100.0 + FRAME_CENTER_SECONDS);
      assertEquals(1, track[n] / truth, 0.01, "frame " + n + ": " + track[n] + " for " + truth);
    }
  }

  @Test
  void worksAtOtherRates() {
    float[] low = new float[8_000];
    for (int i = 0; i < low.length; i++) {
      low[i] = (float) (0.1 * Math.sin(2 * Math.PI * 123 * i / 8_000));
    }
    for (double hz : PitchTrack.of(low, 8_000, FLOOR_DBFS)) {
      assertEquals(123, hz, 0.5);
    }
  }

  @Test
  void noiseSilenceAndWhatIsNoVoiceHaveNoPitch() {
    float[] noise = new float[SECONDS * RATE_HZ];
    Random random = new Random(1);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (0.1 * random.nextGaussian());
    }
    double[] none = new double[196];
    assertArrayEquals(none, PitchTrack.of(noise, RATE_HZ, FLOOR_DBFS));
    assertArrayEquals(none, PitchTrack.of(new float[noise.length], RATE_HZ, FLOOR_DBFS));
    assertArrayEquals(none, PitchTrack.of(voice(t -> 50), RATE_HZ, FLOOR_DBFS), "mains hum");
    assertArrayEquals(none, PitchTrack.of(voice(t -> 900), RATE_HZ, FLOOR_DBFS), "a whistle");
    assertEquals(0, PitchTrack.of(new float[799], RATE_HZ, FLOOR_DBFS).length);
  }

  @Test
  void whatIsBelowTheFloorHasNoPitch() {
    float[] voice = voice(t -> 120);
    // the power of the harmonics: 0.1² / 2 · Σ 1 / h²
    double levelDbfs = 10 * Math.log10(0.005 * 1.5274);
    assertTrue(PitchTrack.of(voice, RATE_HZ, levelDbfs - 1)[7] > 0);
    assertArrayEquals(new double[196], PitchTrack.of(voice, RATE_HZ, levelDbfs + 1));
  }

  @Test
  void anOctaveUpIsAllGrossErrorsAndAQuarterToneIsNone() {
    double[] reference = PitchTrack.of(voice(PitchTrackTest::glide), RATE_HZ, FLOOR_DBFS);
    PitchFidelity octave =
        PitchFidelity.of(reference, PitchTrack.of(voice(t -> 2 * glide(t)), RATE_HZ, FLOOR_DBFS));
    assertEquals(100, octave.keptPercent());
    assertEquals(100, octave.grossErrorPercent());
    double quarterTone = Math.pow(2, 50 / 1_200.0);
    PitchFidelity shifted =
        PitchFidelity.of(
            reference, PitchTrack.of(voice(t -> quarterTone * glide(t)), RATE_HZ, FLOOR_DBFS));
    assertEquals(0, shifted.grossErrorPercent());
    assertEquals(50, shifted.fineErrorCents(), 2);
  }

  @Test
  void unusualRatesAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> PitchTrack.of(new float[800], 7_999, FLOOR_DBFS));
  }
}
