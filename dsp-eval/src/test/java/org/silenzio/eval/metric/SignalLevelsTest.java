package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.silenzio.testing.Tones;

class SignalLevelsTest {

  private static final int RATE_HZ = 16_000;

  @Test
  void levelsOfATone() {
    float[] tone = Tones.sine(1_000, 0.5, RATE_HZ, RATE_HZ);
    for (int i = 0; i < tone.length; i++) {
      tone[i] += 0.25f;
    }
    SignalLevels levels = SignalLevels.of(tone, RATE_HZ);
    assertEquals(-2.4988, levels.peakDbfs(), 1e-3);
    assertEquals(10 * Math.log10(0.125 + 0.0625), levels.rmsDbfs(), 1e-3);
    assertEquals(0.25, levels.dcOffset(), 1e-6);
    assertEquals(0, levels.clippedShare());
  }

  @Test
  void clippedIsWhatReachesFullScaleOfSixteenBits() {
    float[] samples = new float[200];
    samples[3] = 1f;
    samples[5] = -1.5f;
    samples[7] = 32_767f / 32_768f;
    samples[9] = 32_766f / 32_768f;
    assertEquals(3 / 200.0, SignalLevels.of(samples, RATE_HZ).clippedShare());
  }

  @Test
  void noiseFloorIsThatOfThePauses() {
    float[] clean = new float[4 * RATE_HZ];
    Arrays.fill(clean, RATE_HZ, 2 * RATE_HZ, 0.5f);
    float[] noisy = Noise.mix(clean, 1, Noise.white(1, clean.length, 0.001));
    assertEquals(-60, SignalLevels.of(noisy, clean, RATE_HZ).noiseFloorDbfs(), 0.1);
    // the quietest tenth is a little quieter than the rest
    assertEquals(-60, SignalLevels.of(noisy, RATE_HZ).noiseFloorDbfs(), 2);
  }

  @Test
  void silenceHasItsOutcomes() {
    double infinity = Double.NEGATIVE_INFINITY;
    assertEquals(
        new SignalLevels(infinity, infinity, 0, 0, infinity),
        SignalLevels.of(new float[RATE_HZ], RATE_HZ));
  }

  @Test
  void whatIsNoSignalIsRefused() {
    Refusals.refused(
        "samples has 159 samples, allowed: 160 or more",
        () -> SignalLevels.of(new float[159], RATE_HZ));
    Refusals.refused(
        "reference has 200 samples, allowed: as many as samples, which has 300",
        () -> SignalLevels.of(new float[300], new float[200], RATE_HZ));
  }
}
