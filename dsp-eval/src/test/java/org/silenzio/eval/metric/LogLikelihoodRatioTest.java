package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LogLikelihoodRatioTest {

  private static final int RATE_HZ = 16_000;
  private static final double POLE = 0.9;

  /** Noise of one pole, whose predictor is that pole. */
  private static float[] colored() {
    float[] noise = Noise.white(1, 4 * RATE_HZ, 0.1);
    for (int i = 1; i < noise.length; i++) {
      noise[i] += (float) (POLE * noise[i - 1]);
    }
    return noise;
  }

  @Test
  void gainDoesNotCount() {
    float[] clean = colored();
    float[] scaled = Noise.scaled(clean, 0.125);
    assertEquals(0, LogLikelihoodRatio.unlimited(clean, scaled, RATE_HZ), 1e-6);
  }

  /** A white signal's predictor leaves all: 1 / (1 − 0.9²) of what the right one leaves. */
  @Test
  void whiteOutputLosesThePredictionGain() {
    float[] clean = colored();
    float[] white = Noise.white(2, clean.length, 0.1);
    double gain = Math.log(1 / (1 - POLE * POLE));
    // short frames: some taps of the white predictor are not 0, and the worst frames do not count
    assertEquals(gain, LogLikelihoodRatio.unlimited(clean, white, RATE_HZ), 0.15);
  }

  @Test
  void theLimitHoldsFrames() {
    float[] white = Noise.white(1, RATE_HZ, 0.1);
    float[] low = white.clone();
    for (int pass = 0; pass < 4; pass++) {
      for (int i = 1; i < low.length; i++) {
        low[i] = 0.5f * low[i] + 0.5f * low[i - 1];
      }
    }
    double free = LogLikelihoodRatio.unlimited(low, white, RATE_HZ);
    assertTrue(free > 2, "" + free);
    assertEquals(2, LogLikelihoodRatio.limited(low, white, RATE_HZ), 0.2);
  }

  @Test
  void digitalSilenceOfTheReferenceDoesNotCount() {
    float[] clean = colored();
    float[] noisy = Noise.mix(clean, 0.3, Noise.white(2, clean.length, 0.1));
    double before = LogLikelihoodRatio.unlimited(clean, noisy, RATE_HZ);
    float[] paused = Arrays.copyOf(clean, 2 * clean.length);
    float[] noisyPause = Noise.white(3, paused.length, 0.1);
    System.arraycopy(noisy, 0, noisyPause, 0, noisy.length);
    assertEquals(before, LogLikelihoodRatio.unlimited(paused, noisyPause, RATE_HZ), 0.02);
  }

  @Test
  void digitalSilenceOfTheOutputCountsAsWhite() {
    float[] clean = colored();
    double muted = LogLikelihoodRatio.unlimited(clean, new float[clean.length], RATE_HZ);
    assertEquals(Math.log(1 / (1 - POLE * POLE)), muted, 0.15);
  }

  @Test
  void silenceHasItsOutcomes() {
    float[] clean = colored();
    float[] silence = new float[clean.length];
    assertEquals(Double.NaN, LogLikelihoodRatio.limited(silence, clean, RATE_HZ));
    double muted = LogLikelihoodRatio.limited(clean, silence, RATE_HZ);
    assertTrue(muted >= 0 && muted <= 2, "" + muted);
  }

  @Test
  void whatIsNoPairIsRefused() {
    Refusals.ofPair(LogLikelihoodRatio::limited);
    Refusals.ofPair(LogLikelihoodRatio::unlimited);
  }
}
