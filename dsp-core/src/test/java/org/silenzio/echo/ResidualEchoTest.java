package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.audio.Decibels;

class ResidualEchoTest {

  private static final int BINS = 321;
  private static final int STEPS = 4_000;
  private static final float ECHO = 1f;

  private final ResidualEcho residual = new ResidualEcho(BINS);
  private final Random random = new Random(5);
  private final float[] echo = new float[BINS];
  private final float[] error = new float[BINS];
  private final float[] capture = new float[BINS];
  private final float[] silence = new float[BINS];

  private void step(float left, float farEndPower) {
    Arrays.fill(echo, ECHO);
    Arrays.fill(error, left);
    Arrays.fill(capture, ECHO + left);
    residual.update(echo, error, capture, silence, silence, farEndPower);
  }

  private static float power(double db) {
    return (float) Math.pow(10, db / 10);
  }

  /** What counts as echo in the end, in dB below the echo estimate. */
  private double shareDb() {
    return Decibels.fromPower(residual.power()[BINS / 2] / ECHO);
  }

  @ParameterizedTest
  @CsvSource({"-30, 0.05", "-20, 0.5", "-10, 3.4", "0, 3.4"})
  void steadyLeftoversCountAsTheyAreAndLargeOnesMore(double leftDb, double moreDb) {
    for (int n = 0; n < STEPS; n++) {
      step(power(leftDb), 0f);
    }
    assertEquals(leftDb + moreDb, shareDb(), 0.2);
  }

  @Test
  void aTalkerInHalfOfTheTimeTeachesLittle() {
    float left = power(-30);
    for (int n = 0; n < STEPS; n++) {
      boolean talks = n / 50 % 2 == 1;
      step(talks ? 100 * ECHO : left, 0f);
    }
    for (int n = 0; n < 20; n++) {
      step(left, 0f);
    }
    assertTrue(shareDb() < -24, shareDb() + " dB"); // the mean would be +17
  }

  @Test
  void whatScattersCountsByItsLowerQuarter() {
    float[] lefts = new float[STEPS];
    for (int n = 0; n < STEPS; n++) {
      lefts[n] = power(-40 + 20 * random.nextDouble());
      for (int again = 0; again < 8; again++) {
        step(lefts[n], 0f); // long enough for the error's own smoothing
      }
    }
    Arrays.sort(lefts);
    assertEquals(Decibels.fromPower(lefts[STEPS / 4]), shareDb(), 2);
  }

  @Test
  void aYoungPathCountsHalfOfTheCaptureWhileTheFarEndTalks() {
    step(0f, 0f);
    assertEquals(0f, residual.young());
    step(0f, 1f);
    assertEquals(0.5f, residual.young());
    for (int n = 0; n < 500; n++) {
      step(0f, 1f);
    }
    assertEquals(0f, residual.young(), 1e-4f);
    residual.reset();
    step(0f, 1f);
    assertEquals(0.5f, residual.young());
  }

  @Test
  void theFiltersUncertaintyIsEcho() {
    float[] uncertainty = new float[BINS];
    Arrays.fill(uncertainty, 3f);
    residual.update(silence, silence, silence, silence, uncertainty, 0f);
    assertEquals(3f, residual.power()[BINS / 2], 1e-6f);
  }

  @Test
  void noLessThanAShareOfWhatIsLeft() {
    step(0.8f, 0f);
    float before = residual.power()[3];
    residual.atLeast(0f, error);
    assertEquals(before, residual.power()[3]);
    residual.atLeast(0.5f, error);
    assertEquals(0.4f, residual.power()[3], 1e-6f);
  }
}
