package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Random;
import org.junit.jupiter.api.Test;

class JumpTrialTest {

  private static final int BINS = 20;

  private final Random random = new Random(3);
  private final FarSpectra far = new FarSpectra(BINS, 8, 16);
  private final KalmanBins filter = new KalmanBins(BINS, 8, 0.9995f, 0.95f);
  private final Spectrum[] past = new Spectrum[32];
  private final Spectrum capture = new Spectrum(BINS);
  private int frame;

  private void play(int delay) {
    Spectrum now = new Spectrum(BINS);
    for (int k = 0; k < BINS; k++) {
      now.re[k] = (float) random.nextGaussian();
      now.im[k] = (float) random.nextGaussian();
    }
    past[frame % past.length] = now;
    far.push(now);
    far.refresh();
    Spectrum echo = past[Math.max(0, frame - delay) % past.length];
    for (int k = 0; k < BINS; k++) {
      capture.re[k] = 0.5f * echo.re[k];
      capture.im[k] = 0.5f * echo.im[k];
    }
    frame++;
  }

  /** Plays on after a jump from one delay to another, and counts the steps with a verdict. */
  private int verdicts(int before, int after, int suspected) {
    for (int n = 0; n < 200; n++) {
      play(before);
      filter.step(far, capture, true, new Spectrum(BINS));
    }
    JumpTrial trial = new JumpTrial();
    int count = 0;
    for (int n = 0; n < 20; n++) {
      play(after);
      count += trial.step(suspected, filter, far, capture) ? 1 : 0;
    }
    return count;
  }

  @Test
  void theTrueJumpServesAfterAFewSteps() {
    assertEquals(13, verdicts(2, 9, 7));
  }

  @Test
  void towardsEarlierFramesToo() {
    far.moveTo(10);
    assertEquals(13, verdicts(12, 6, -6));
  }

  @Test
  void anotherJumpDoesNotServe() {
    assertEquals(0, verdicts(2, 9, 6));
  }

  @Test
  void noJumpIsBetterThanNone() {
    assertEquals(0, verdicts(2, 2, 7));
  }

  @Test
  void noSuspicionEndsTheTrial() {
    for (int n = 0; n < 200; n++) {
      play(2);
      filter.step(far, capture, true, new Spectrum(BINS));
    }
    JumpTrial trial = new JumpTrial();
    for (int n = 0; n < 30; n++) {
      play(9);
      // never long enough at a stretch
      assertFalse(trial.step(n % 7 == 6 ? 0 : 7, filter, far, capture));
    }
  }

  @Test
  void framesThatWereNotKeptProveNothing() {
    far.moveTo(10);
    assertEquals(0, verdicts(12, 1, -11)); // before the newest
    assertEquals(0, verdicts(12, 19, 7)); // beyond the oldest
  }
}
