package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NearEndDetectorTest {

  private static final int BINS = 321;
  private static final int FRAMES = 200;
  private static final float FLOOR = 1e-4f;

  private final NearEndDetector detector = new NearEndDetector(BINS, 50);
  private final Random random = new Random(1);
  private final float[] error = new float[BINS];
  private final float[] noise = new float[BINS];
  private final float[] residual = new float[BINS];

  /** Frames in which somebody seems to talk, of noise whose mean is so many times its floor. */
  private double meanPresence(double level, float echo) {
    Arrays.fill(noise, FLOOR);
    Arrays.fill(residual, echo);
    double sum = 0;
    for (int frame = 0; frame < FRAMES; frame++) {
      for (int k = 0; k < BINS; k++) {
        // a bin's power in noise is distributed exponentially
        error[k] = (float) (-Math.log(1 - random.nextDouble()) * level * FLOOR);
      }
      sum += detector.update(error, noise, residual);
    }
    return sum / FRAMES;
  }

  @Test
  void noiseAboutItsFloorIsNobody() {
    assertEquals(0, meanPresence(1.5, 0.3f * FLOOR), 0.01);
  }

  @Test
  void whatStandsFarAboveNoiseAndEchoIsSomebody() {
    assertTrue(meanPresence(20, FLOOR) > 0.95);
  }

  @Test
  void echoAsStrongAsWhatIsLeftIsNobody() {
    assertEquals(0, meanPresence(20, 20 * FLOOR), 0.01);
  }

  @Test
  void resetForgetsWhoTalked() {
    meanPresence(20, FLOOR);
    detector.reset();
    assertEquals(0f, detector.presence());
    assertEquals(0f, detector.likelihood());
  }
}
