package org.silenzio.receive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.audio.Decibels;
import org.silenzio.testing.Tones;

class TimeStretchTest {

  private static final float ALIKE = 0.9f;

  /** Where the sound to be stretched begins; before is its past. */
  private static int at(int rate) {
    return rate / 10;
  }

  private static float[] toned(double frequencyHz, int rate) {
    return Tones.sine(frequencyHz, 0.5, rate, rate / 2);
  }

  /** The largest second difference that a tone of amplitude 0.5 has: 0.5 (2 sin(πf/r))². */
  private static double bend(double frequencyHz, int rate) {
    return 0.5 * Math.pow(2 * Math.sin(Math.PI * frequencyHz / rate), 2);
  }

  private static double largestBend(float[] x, int from, int to) {
    double largest = 0;
    for (int i = from + 1; i < to - 1; i++) {
      largest = Math.max(largest, Math.abs(x[i - 1] - 2.0 * x[i] + x[i + 1]));
    }
    return largest;
  }

  /**
   * A sine stays one of its frequency: what is cut is whole periods but for half a sample, of which
   * the fade makes a slow turn of the phase.
   */
  @ParameterizedTest
  @CsvSource({
    "48000, 100",
    "48000, 441",
    "48000, 1234.5",
    "48000, 3000",
    "16000, 200",
    "16000, 1000",
    "8000, 250",
    "24000, 333"
  })
  void aSineStaysASineOfItsFrequency(int rate, double frequencyHz) {
    TimeStretch stretch = new TimeStretch(1, rate);
    double periodSamples = rate / frequencyHz;
    // the phase that half a sample stands for, as an amplitude beside the tone's own 0.5
    double phaseError = 0.5 * 2 * Math.PI * frequencyHz / rate / 2;
    for (int direction = -1; direction <= 1; direction += 2) {
      float[][] x = {toned(frequencyHz, rate)};
      int end = at(rate) + rate / 5;
      int changed =
          direction < 0
              ? stretch.shorten(x, at(rate), end, 1_000, ALIKE)
              : stretch.lengthen(x, at(rate), end, ALIKE);
      assertTrue(changed >= rate / 400 && changed <= rate / 80, "changed by " + changed);
      double periods = changed / periodSamples;
      assertEquals(Math.rint(periods) * periodSamples, changed, 0.51);
      int to = end + direction * changed;
      Tones.Fit fit = Tones.fit(x[0], 0, to, frequencyHz, rate);
      assertEquals(0.5, fit.amplitude(), 0.5 * phaseError + 1e-3);
      assertTrue(
          Math.sqrt(2 * fit.residualPower()) < phaseError + 1e-3,
          "beside the tone: " + Math.sqrt(2 * fit.residualPower()));
      assertTrue(largestBend(x[0], 0, to) < 1.1 * bend(frequencyHz, rate) + 1e-4);
    }
  }

  @Test
  void onlyTheFadeAndWhatIsBehindItChange() {
    TimeStretch stretch = new TimeStretch(2, 48_000);
    float[] tone = toned(200, 48_000);
    float[] other = toned(400, 48_000);
    float[][] x = {tone.clone(), other.clone()};
    int at = at(48_000);
    int end = at + 2_400;
    int removed = stretch.shorten(x, at, end, 1_000, ALIKE);
    assertEquals(0, removed % 240, "whole periods of both");
    assertTrue(removed > 0);
    for (int c = 0; c < 2; c++) {
      float[] was = c == 0 ? tone : other;
      assertArrayEquals(Arrays.copyOf(was, at), Arrays.copyOf(x[c], at));
      assertArrayEquals(
          Arrays.copyOfRange(was, at + 2 * removed, end),
          Arrays.copyOfRange(x[c], at + removed, end - removed));
    }
    x = new float[][] {tone.clone(), other.clone()};
    int inserted = stretch.lengthen(x, at, end, ALIKE);
    assertTrue(inserted > 0);
    for (int c = 0; c < 2; c++) {
      float[] was = c == 0 ? tone : other;
      assertArrayEquals(Arrays.copyOf(was, at), Arrays.copyOf(x[c], at));
      assertArrayEquals(
          Arrays.copyOfRange(was, at, end),
          Arrays.copyOfRange(x[c], at + inserted, end + inserted));
    }
  }

  @Test
  void noiseIsLeftAloneUntilItMustBeAndThenKeepsItsPower() {
    TimeStretch stretch = new TimeStretch(1, 48_000);
    Random random = new Random(1);
    double powerBefore = 0;
    double powerAfter = 0;
    for (int trial = 0; trial < 300; trial++) {
      float[] noise = new float[9_600];
      for (int i = 0; i < noise.length; i++) {
        noise[i] = (float) (0.1 * random.nextGaussian());
      }
      float[][] x = {noise.clone()};
      assertEquals(0, stretch.shorten(x, 4_800, 7_200, 1_000, ALIKE));
      assertEquals(0, stretch.lengthen(x, 4_800, 7_200, ALIKE));
      assertArrayEquals(noise, x[0]);
      int removed = stretch.shorten(x, 4_800, 7_200, 1_000, -1f);
      assertTrue(removed > 0);
      // the middle of the fade, where a straight one would lose half the power
      int middle = 4_800 + removed / 2;
      powerAfter += Tones.power(x[0], middle - 24, middle + 24);
      powerBefore += Tones.power(noise, 4_800, 7_200);
    }
    assertEquals(0, Decibels.fromPower(powerAfter / powerBefore), 0.5);
  }

  @Test
  void inAPauseAnyPlaceServes() {
    TimeStretch stretch = new TimeStretch(1, 16_000);
    Random random = new Random(2);
    float[][] x = new float[1][3_200];
    for (int i = 0; i < 3_200; i++) {
      x[0][i] = (float) (1e-3 * random.nextGaussian()); // −60 dBFS
    }
    assertTrue(stretch.shorten(x, 1_600, 2_400, 1_000, ALIKE) > 0);
    assertTrue(stretch.lengthen(x, 1_600, 2_400, ALIKE) > 0);
    assertTrue(
        stretch.shorten(new float[1][3_200], 1_600, 2_400, 1_000, ALIKE) > 0, "digital silence");
  }

  @Test
  void withTooLittleSoundNothingIsDone() {
    TimeStretch stretch = new TimeStretch(1, 48_000);
    float[][] x = {toned(400, 48_000)};
    assertEquals(0, stretch.shorten(x, 4_800, 4_800 + 239, 1_000, -1f));
    assertEquals(0, stretch.lengthen(x, 4_800, 4_800 + 119, -1f));
    // one period of the tone, twice, is enough
    assertEquals(120, stretch.shorten(x, 4_800, 4_800 + 241, 1_000, ALIKE));
  }
}
