package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FarEndLikenessTest {

  private static final int BINS = 321;
  private static final int TAPS = 20;
  private static final int RANGE = 50;
  private static final int STEPS = 300;

  private final Random random = new Random(4);
  private final float[] silence = new float[BINS];

  /** Bands of 100 Hz that rise and fall by 10 dB from step to step. */
  private float[][] sound() {
    float[][] power = new float[STEPS][BINS];
    for (float[] step : power) {
      for (int k = 0; k < BINS; k++) {
        step[k] = k % 4 == 2 || k == 0 ? (float) Math.pow(10, random.nextGaussian()) : step[k - 1];
      }
    }
    return power;
  }

  /** So much later, in its own colour, and at another level in each step. */
  private float[][] echoOf(float[][] far, int steps) {
    float[] colour = sound()[0];
    float[][] echo = new float[STEPS][BINS];
    for (int n = steps; n < STEPS; n++) {
      float gain = (float) Math.pow(10, 1.5 * random.nextGaussian());
      for (int k = 0; k < BINS; k++) {
        echo[n][k] = gain * colour[k] * far[n - steps][k];
      }
    }
    return echo;
  }

  private float shareAtTheEnd(float[][] far, int offset, float[][] capture, float[][] left) {
    FarEndLikeness likeness = new FarEndLikeness(BINS, TAPS, RANGE);
    for (int n = 0; n < STEPS; n++) {
      likeness.update(far[n], offset, capture[n], left[n], silence);
    }
    return likeness.share();
  }

  @Test
  void anEchoOfAnyGainIsLikeTheFarEnd() {
    float[][] far = sound();
    float[][] echo = echoOf(far, 37);
    assertEquals(1f, shareAtTheEnd(far, 30, echo, echo));
  }

  @Test
  void anotherSoundIsNot() {
    float[][] near = sound();
    assertEquals(0f, shareAtTheEnd(sound(), 30, near, near));
  }

  @Test
  void anEchoBeyondTheWindowIsNot() {
    float[][] far = sound();
    float[][] echo = echoOf(far, 37);
    assertEquals(0f, shareAtTheEnd(far, 0, echo, echo));
  }

  @Test
  void whatAFilterMostlyTookTeachesNothing() {
    float[][] far = sound();
    float[][] echo = echoOf(far, 37);
    float[][] left = new float[STEPS][BINS];
    for (int n = 0; n < STEPS; n++) {
      for (int k = 0; k < BINS; k++) {
        left[n][k] = 0.3f * echo[n][k];
      }
    }
    assertEquals(0f, shareAtTheEnd(far, 30, echo, left));
  }

  @Test
  void nothingIsLikeSilence() {
    FarEndLikeness likeness = new FarEndLikeness(BINS, TAPS, RANGE);
    float[][] far = sound();
    float[][] echo = echoOf(far, 3);
    for (int n = 0; n < STEPS; n++) {
      likeness.update(far[n], 0, echo[n], echo[n], silence);
    }
    assertTrue(likeness.share() > 0.9f);
    for (int n = 0; n < TAPS; n++) {
      likeness.update(silence, 0, echo[n], echo[n], silence);
    }
    assertEquals(0f, likeness.share());
  }

  /** Shapes in which an echo's and another sound's have nearly equal parts. */
  private float[][] blurred(float[][] echo) {
    float[][] others = sound();
    float[][] blurred = new float[STEPS][BINS];
    for (int n = 0; n < STEPS; n++) {
      for (int k = 0; k < BINS; k++) {
        blurred[n][k] = (float) (Math.pow(echo[n][k], 0.77) * Math.pow(others[n][k], 0.64));
      }
    }
    return blurred;
  }

  @Test
  void anEchoThatWasFoundOutNeedsLessLikeness() {
    FarEndLikeness likeness = new FarEndLikeness(BINS, TAPS, RANGE);
    float[][] far = sound();
    float[][] echo = echoOf(far, 3);
    float[][] blurred = blurred(echo);
    for (int n = 0; n < STEPS; n++) {
      likeness.update(far[n], 0, echo[n], echo[n], silence);
    }
    for (int n = 0; n < STEPS; n++) {
      likeness.update(far[n], 0, blurred[n], blurred[n], silence);
    }
    float share = likeness.share();
    assertTrue(share > 0.3f, "" + share);
    assertEquals(0f, shareAtTheEnd(far, 0, blurred, blurred)); // alone it proves nothing
  }

  @Test
  void aTalkerWhoJoinsIsBelievedSoon() {
    FarEndLikeness likeness = new FarEndLikeness(BINS, TAPS, RANGE);
    float[][] far = sound();
    float[][] echo = echoOf(far, 3);
    for (int n = 0; n < STEPS; n++) {
      likeness.update(far[n], 0, echo[n], echo[n], silence);
    }
    float[][] near = sound();
    int steps = 0;
    while (likeness.share() > 0f) {
      likeness.update(far[steps], 0, near[steps], near[steps], silence);
      steps++;
    }
    assertTrue(steps < 70, steps + " steps");
    likeness.reset();
    assertEquals(0f, likeness.share());
  }
}
