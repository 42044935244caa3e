package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.testing.Recordings;
import org.silenzio.transform.Resampler;

class TimeAlignmentTest {

  private static final int RATE_HZ = 16_000;
  private static final float[] CLEAN = Noise.bandLimited(1, 2 * RATE_HZ, 0);

  private static float[] inside(float[] samples) {
    return Arrays.copyOfRange(samples, 2_000, samples.length - 2_000);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.25, 0.5, -0.37, 1.9, -12.5, 480.25, -799.6, 1500.1})
  void delayIsFoundToAFractionOfASample(double delay) {
    float[] late = Noise.bandLimited(1, CLEAN.length, delay);
    assertEquals(delay, TimeAlignment.delaySamples(CLEAN, late, RATE_HZ, 100), 0.005);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 0.5, -12.37, 480.25, -799.6})
  void delayIsTakenOut(double delay) {
    float[] late = Noise.bandLimited(1, CLEAN.length, delay);
    float[] back = TimeAlignment.shiftedBack(late, delay, CLEAN.length);
    assertTrue(SiSdr.db(inside(CLEAN), inside(back)) > 90);
    float[] aligned = TimeAlignment.aligned(CLEAN, late, RATE_HZ, 100);
    assertTrue(SiSdr.db(inside(CLEAN), inside(aligned)) > 50);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 480, -480})
  void delayedScaledSpeechIsPerfectAfterAlignment(int delay) {
    float[] speech = Recordings.load(Recordings.CLEAN_48K);
    float[] late = Noise.scaled(Noise.delayed(speech, delay), 0.3);
    assertEquals(delay, TimeAlignment.delaySamples(speech, late, 48_000, 50));
    float[] aligned = TimeAlignment.aligned(speech, late, 48_000, 50);
    assertTrue(SiSdr.db(speech, aligned) > 100);
    assertEquals(1, Stoi.classic(speech, aligned, 48_000), 1e-4);
  }

  @Test
  void noiseHardlyMovesTheEstimate() {
    float[] noisy = Recordings.load(Recordings.NOISY_48K);
    float[] clean = Recordings.load(Recordings.CLEAN_48K);
    assertEquals(
        960, TimeAlignment.delaySamples(clean, Noise.delayed(noisy, 960), 48_000, 100), 0.5);
  }

  /** There and back takes 64 samples of the lower rate each way. */
  @Test
  void latencyOfAResamplerIsFoundAndTakenOut() {
    float[] speech = Recordings.load(Recordings.CLEAN_48K);
    Resampler down = new Resampler(48_000, 32_000, 1);
    float[] low = new float[down.outputSamples(speech.length)];
    down.process(new float[][] {speech}, 0, speech.length, new float[][] {low}, 0);
    Resampler up = new Resampler(32_000, 48_000, 1);
    float[] late = new float[up.outputSamples(low.length)];
    up.process(new float[][] {low}, 0, low.length, new float[][] {late}, 0);
    late = Arrays.copyOf(late, speech.length);
    assertEquals(192, TimeAlignment.delaySamples(speech, late, 48_000, 50), 0.005);
    float[] aligned = TimeAlignment.aligned(speech, late, 48_000, 50);
    assertEquals(speech.length, aligned.length);
    assertTrue(SiSdr.db(speech, late) < 5);
    assertTrue(SiSdr.db(speech, aligned) > 25);
  }

  @Test
  void meansDoNotCount() {
    float[] late = Noise.delayed(CLEAN, 100);
    for (int i = 0; i < late.length; i++) {
      late[i] += 0.5f;
    }
    assertEquals(100, TimeAlignment.delaySamples(CLEAN, late, RATE_HZ, 20), 0.01);
  }

  @Test
  void delayBeyondTheRangeIsNotFound() {
    float[] late = Noise.delayed(CLEAN, 400);
    assertTrue(TimeAlignment.delaySamples(CLEAN, late, RATE_HZ, 20) < 322);
  }

  @Test
  void wholeShiftsCopyAndFillWithZeros() {
    float[] samples = {1, 2, 3, 4};
    assertArrayEquals(new float[] {3, 4, 0}, TimeAlignment.shiftedBack(samples, 2, 3));
    assertArrayEquals(new float[] {0, 1, 2, 3, 4, 0}, TimeAlignment.shiftedBack(samples, -1, 6));
    assertArrayEquals(new float[2], TimeAlignment.shiftedBack(samples, 1e9, 2));
    assertArrayEquals(new float[2], TimeAlignment.shiftedBack(samples, -1e9, 2));
  }

  @Test
  void silenceHasItsOutcomes() {
    float[] silence = new float[CLEAN.length];
    assertEquals(Double.NaN, TimeAlignment.delaySamples(CLEAN, silence, RATE_HZ, 10));
    assertEquals(Double.NaN, TimeAlignment.delaySamples(silence, CLEAN, RATE_HZ, 10));
    assertArrayEquals(CLEAN, TimeAlignment.aligned(silence, CLEAN, RATE_HZ, 10));
  }

  @Test
  void whatCannotBeAlignedIsRefused() {
    Refusals.refused(
        "sampleRateHz is 0, allowed: 8000 to 192000",
        () -> TimeAlignment.delaySamples(CLEAN, CLEAN, 0, 10));
    Refusals.refused(
        "degraded has 0 samples, allowed: 1 or more",
        () -> TimeAlignment.delaySamples(CLEAN, new float[0], RATE_HZ, 10));
    Refusals.refused(
        "maxDelayMs is -1.0, allowed: 0 to 10000",
        () -> TimeAlignment.delaySamples(CLEAN, CLEAN, RATE_HZ, -1));
    Refusals.refused(
        "delaySamples is NaN, allowed: -1e9 to 1e9",
        () -> TimeAlignment.shiftedBack(CLEAN, Double.NaN, 3));
    Refusals.refused(
        "samples is -1, allowed: 0 or more", () -> TimeAlignment.shiftedBack(CLEAN, 0, -1));
  }
}
