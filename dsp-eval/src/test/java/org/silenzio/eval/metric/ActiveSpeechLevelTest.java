package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActiveSpeechLevelTest {

  private static final int SECONDS = 60;

  /** Two seconds of ±0.1, two of silence, and so on. */
  private static float[] gated(int sampleRateHz) {
    float[] samples = new float[SECONDS * sampleRateHz];
    for (int i = 0; i < samples.length; i++) {
      if (i / (2 * sampleRateHz) % 2 == 0) {
        samples[i] = i % 2 == 0 ? 0.1f : -0.1f;
      }
    }
    return samples;
  }

  /**
   * Of every 4 s, the envelope 1 − (1 + u)·e^−u (u in units of 30 ms) is within 15.9 dB of the
   * level from 22 ms after the onset to 96 ms after the end, and then 200 ms count as well.
   */
  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000, 48_000})
  void gatedSignalIsActiveForItsTimeAndTheHangover(int sampleRateHz) {
    ActiveSpeechLevel level = ActiveSpeechLevel.of(gated(sampleRateHz), sampleRateHz);
    double activity = (2 - 0.022 + 0.096 + 0.2) / 4;
    assertEquals(activity, level.activity(), 0.003);
    assertEquals(-20 - 10 * Math.log10(activity / 0.5), level.levelDbfs(), 0.03);
    assertEquals(-23.0103, level.longTermDbfs(), 1e-3);
  }

  @Test
  void steadySignalIsAllActive() {
    float[] noise = Noise.white(1, 160_000, 0.05);
    ActiveSpeechLevel level = ActiveSpeechLevel.of(noise, 16_000);
    assertEquals(level.longTermDbfs(), level.levelDbfs(), 0.02);
    assertEquals(1, level.activity(), 0.004);
  }

  @Test
  void pausesAndGainDoNotChangeIt() {
    float[] speech = gated(16_000);
    double before = ActiveSpeechLevel.of(speech, 16_000).levelDbfs();
    float[] paused = Arrays.copyOf(speech, 2 * speech.length);
    assertEquals(before, ActiveSpeechLevel.of(paused, 16_000).levelDbfs(), 1e-3);
    // −12.04 dB is two thresholds down: all is the same there
    float[] quiet = Noise.scaled(speech, 0.25);
    assertEquals(before - 12.0412, ActiveSpeechLevel.of(quiet, 16_000).levelDbfs(), 1e-3);
  }

  @Test
  void silenceHasItsOutcomes() {
    ActiveSpeechLevel level = ActiveSpeechLevel.of(new float[1_000], 16_000);
    double infinity = Double.NEGATIVE_INFINITY;
    assertEquals(new ActiveSpeechLevel(infinity, 0, infinity), level);
    float[] click = new float[16_000];
    click[8_000] = 0.01f;
    assertEquals(infinity, ActiveSpeechLevel.of(click, 16_000).levelDbfs());
  }

  @Test
  void whatIsNoSignalIsRefused() {
    Refusals.refused(
        "samples has 0 samples, allowed: 1 or more",
        () -> ActiveSpeechLevel.of(new float[0], 16_000));
    Refusals.refused(
        "sampleRateHz is 200000, allowed: 8000 to 192000",
        () -> ActiveSpeechLevel.of(new float[1], 200_000));
  }
}
