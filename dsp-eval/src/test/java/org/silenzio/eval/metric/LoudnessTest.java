package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.Tones;

class LoudnessTest {

  private static final int RATE_HZ = 48_000;

  /** A tone of 1 kHz in stretches of so many seconds at so many dBFS of its peaks. */
  private static float[] tone(double... secondsAndDbfs) {
    double seconds = 0;
    for (int i = 0; i < secondsAndDbfs.length; i += 2) {
      seconds += secondsAndDbfs[i];
    }
    float[] tone = Tones.sine(1_000, 1, RATE_HZ, (int) Math.round(seconds * RATE_HZ));
    int at = 0;
    for (int i = 0; i < secondsAndDbfs.length; i += 2) {
      double factor = Math.pow(10, secondsAndDbfs[i + 1] / 20);
      int end = at + (int) Math.round(secondsAndDbfs[i] * RATE_HZ);
      for (; at < end; at++) {
        tone[at] *= (float) factor;
      }
    }
    return tone;
  }

  private static double stereoLufs(double... secondsAndDbfs) {
    float[] channel = tone(secondsAndDbfs);
    return Loudness.integratedLufs(new float[][] {channel, channel}, RATE_HZ);
  }

  /** BS.1770-4: a sine of 997 Hz at full scale in one channel reads −3.01 LKFS. */
  @ParameterizedTest
  @CsvSource({"48000, 0.005", "44100, 0.005", "96000, 0.005", "16000, 0.005", "8000, 0.005"})
  void calibrationToneReadsAsTheStandardSays(int sampleRateHz, double tolerance) {
    float[] tone = Tones.sine(997, 1, sampleRateHz, 5 * sampleRateHz);
    assertEquals(-3.01, Loudness.integratedLufs(tone, sampleRateHz), tolerance);
    float[][] right = {new float[tone.length], tone};
    assertEquals(-3.01, Loudness.integratedLufs(right, sampleRateHz), tolerance);
  }

  /** EBU Tech 3341, cases 1 to 6; it allows 0.1 LU. */
  @Test
  void testSignalsOfTheEbuReadAsTheyShould() {
    assertEquals(-23, stereoLufs(20, -23), 0.02);
    assertEquals(-33, stereoLufs(20, -33), 0.02);
    assertEquals(-23, stereoLufs(10, -36, 60, -23, 10, -36), 0.05);
    assertEquals(-23, stereoLufs(10, -72, 10, -36, 60, -23, 10, -36, 10, -72), 0.05);
    assertEquals(-23, stereoLufs(20, -26, 20.1, -20, 20, -26), 0.05);
    float[] front = tone(20, -28);
    float[] center = tone(20, -24);
    float[] back = tone(20, -30);
    float[][] surround = {front, front, center, back, back};
    assertEquals(-23, Loudness.integratedLufs(surround, RATE_HZ), 0.02);
  }

  /** By pyloudnorm with the filters of BS.1770's table. */
  @Test
  void speechReadsAsPublished() {
    float[] clean = Recordings.load(Recordings.CLEAN_48K);
    float[] noisy = Recordings.load(Recordings.NOISY_48K);
    assertEquals(-24.7996, Loudness.integratedLufs(clean, RATE_HZ), 0.01);
    assertEquals(-23.2207, Loudness.integratedLufs(noisy, RATE_HZ), 0.01);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 19_000})
  void weightingIsTheSameAtTwiceTheRate(int frequencyHz) {
    float[] low = Tones.sine(frequencyHz, 0.1, RATE_HZ, 2 * RATE_HZ);
    float[] high = Tones.sine(frequencyHz, 0.1, 2 * RATE_HZ, 4 * RATE_HZ);
    assertEquals(
        Loudness.integratedLufs(low, RATE_HZ), Loudness.integratedLufs(high, 2 * RATE_HZ), 0.1);
  }

  @Test
  void silenceHasItsOutcomes() {
    assertEquals(Double.NEGATIVE_INFINITY, Loudness.integratedLufs(new float[RATE_HZ], RATE_HZ));
    assertEquals(Double.NEGATIVE_INFINITY, Loudness.integratedLufs(tone(1, -80), RATE_HZ));
  }

  @Test
  void whatIsNoProgrammeIsRefused() {
    Refusals.refused(
        "channels[0] has 19199 samples, allowed: 19200 or more",
        () -> Loudness.integratedLufs(new float[19_199], RATE_HZ));
    Refusals.refused(
        "channels are 6, allowed: 1 to 5",
        () -> Loudness.integratedLufs(new float[6][RATE_HZ], RATE_HZ));
    Refusals.refused(
        "channels[1] has 24000 samples, allowed: as many as channels[0], which has 48000",
        () ->
            Loudness.integratedLufs(
                new float[][] {new float[RATE_HZ], new float[RATE_HZ / 2]}, RATE_HZ));
  }
}
