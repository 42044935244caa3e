package org.silenzio.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.silenzio.audio.Decibels;

class NoiseTrackerTest {

  private static final int BINS = 257;
  private static final int STEPS_PER_SECOND = 200;

  private final Random random = new Random(5);
  private final NoiseTracker tracker = new NoiseTracker(BINS);

  @Test
  void theNoiseIsFoundBeneathSpeechThatComesAndGoes() {
    for (int n = 0; n < 10 * STEPS_PER_SECOND; n++) {
      boolean speech = n > STEPS_PER_SECOND && n % 100 < 50;
      tracker.update(spectrum(1, speech ? 300 : 0));
    }
    assertEquals(0, meanDb(), 1.5);
  }

  @Test
  void noiseThatRisesBy20DbIsFollowedWithinFourSeconds() {
    for (int n = 0; n < 2 * STEPS_PER_SECOND; n++) {
      tracker.update(spectrum(1, 0));
    }
    assertEquals(0, meanDb(), 1);
    for (int n = 0; n < 4 * STEPS_PER_SECOND; n++) {
      tracker.update(spectrum(100, 0));
    }
    assertEquals(20, meanDb(), 1.5);
  }

  @Test
  void noiseThatFallsBy20DbIsFollowedWithinASecond() {
    for (int n = 0; n < 2 * STEPS_PER_SECOND; n++) {
      tracker.update(spectrum(100, 0));
    }
    for (int n = 0; n < STEPS_PER_SECOND; n++) {
      tracker.update(spectrum(1, 0));
    }
    assertEquals(0, meanDb(), 1.5);
  }

  /** Powers of circular Gaussian noise, and of such speech in every other bin. */
  private float[] spectrum(double noise, double speech) {
    float[] power = new float[BINS];
    for (int k = 0; k < BINS; k++) {
      double mean = noise + (k % 2 == 0 ? speech : 0);
      power[k] = (float) (-mean * Math.log(1 - random.nextDouble()));
    }
    return power;
  }

  private double meanDb() {
    double sum = 0;
    for (float power : tracker.power()) {
      sum += power;
    }
    return Decibels.fromPower(sum / BINS);
  }
}
