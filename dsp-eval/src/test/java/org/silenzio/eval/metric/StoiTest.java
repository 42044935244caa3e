package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.Tones;

class StoiTest {

  private static final int RATE_HZ = 48_000;
  private static final float[] CLEAN = Recordings.load(Recordings.CLEAN_48K);

  @Test
  void copyIsPerfectAtAnyGain() {
    float[] scaled = Noise.scaled(CLEAN, 0.01);
    assertEquals(1, Stoi.classic(CLEAN, scaled, RATE_HZ), 1e-6);
    assertEquals(1, Stoi.extended(CLEAN, scaled, RATE_HZ), 1e-6);
  }

  @Test
  void moreNoiseIsLessIntelligible() {
    float[] noise = Noise.white(1, CLEAN.length, 0.05);
    double quiet = Stoi.classic(CLEAN, Noise.mix(CLEAN, 0.1, noise), RATE_HZ);
    double loud = Stoi.classic(CLEAN, Noise.mix(CLEAN, 1, noise), RATE_HZ);
    assertTrue(1 > quiet && quiet > loud + 0.1, quiet + " " + loud);
    quiet = Stoi.extended(CLEAN, Noise.mix(CLEAN, 0.1, noise), RATE_HZ);
    loud = Stoi.extended(CLEAN, Noise.mix(CLEAN, 1, noise), RATE_HZ);
    assertTrue(1 > quiet && quiet > loud + 0.1, quiet + " " + loud);
  }

  @Test
  void noiseInPausesDoesNotCount() {
    float[] paused = Arrays.copyOf(CLEAN, CLEAN.length + RATE_HZ);
    float[] noisy = paused.clone();
    System.arraycopy(
        Noise.white(1, RATE_HZ / 2, 0.3), 0, noisy, CLEAN.length + RATE_HZ / 4, RATE_HZ / 2);
    assertEquals(1, Stoi.classic(paused, noisy, RATE_HZ), 1e-6);
  }

  @Test
  void unrelatedNoiseSaysNothing() {
    float[] noise = Noise.white(1, CLEAN.length, 0.1);
    assertEquals(0, Stoi.extended(CLEAN, noise, RATE_HZ), 0.1);
    double classic = Stoi.classic(CLEAN, noise, RATE_HZ);
    assertTrue(classic < 0.5, "" + classic);
  }

  @Test
  void silenceHasItsOutcomes() {
    float[] silence = new float[CLEAN.length];
    assertEquals(Double.NaN, Stoi.classic(silence, CLEAN, RATE_HZ));
    assertEquals(Double.NaN, Stoi.extended(silence, silence, RATE_HZ));
    assertEquals(0, Stoi.classic(CLEAN, silence, RATE_HZ), 1e-6);
    assertEquals(0, Stoi.extended(CLEAN, silence, RATE_HZ), 1e-6);
  }

  @Test
  void tooLittleSpeechHasNoScore() {
    float[] word = new float[2 * RATE_HZ];
    System.arraycopy(Noise.white(1, RATE_HZ / 5, 0.1), 0, word, RATE_HZ, RATE_HZ / 5);
    assertEquals(Double.NaN, Stoi.classic(word, word, RATE_HZ));
  }

  @Test
  void whatIsNoPairIsRefused() {
    Refusals.ofPair(Stoi::classic);
    Refusals.ofPair(Stoi::extended);
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 10_000, 16_000, 44_100, 48_000})
  void toneIsTheSameToneAtTenKilohertz(int sampleRateHz) {
    double[] tone =
        StoiResampler.resampled(Tones.sine(1_000, 0.5, sampleRateHz, sampleRateHz), sampleRateHz);
    float[] expected = Tones.sine(1_000, 0.5, 10_000, 10_000);
    assertEquals(expected.length, tone.length);
    for (int i = 1_000; i < 9_000; i++) {
      assertEquals(expected[i], tone[i], 1e-3);
    }
  }
}
