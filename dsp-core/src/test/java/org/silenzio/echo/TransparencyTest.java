package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A filter that is made up: it foresees a share of the capture, and something else. */
class TransparencyTest {

  private static final int BINS = 321;
  private static final int FILTERED = 240;
  private static final int TAPS = 4;
  private static final int WINDOW = 640;
  private static final int LARGEST_DELAY = 50;
  private static final int DELAY = 10;

  private final Random random = new Random(1);
  private final FarSpectra far = new FarSpectra(BINS, TAPS, 0);
  private final DelayFinder finder = new DelayFinder(LARGEST_DELAY, WINDOW);
  private final Transparency transparency = new Transparency(BINS, FILTERED, TAPS);
  private final Spectrum[] played = new Spectrum[DELAY + 1];
  private final Spectrum capture = new Spectrum(BINS);
  private final Spectrum error = new Spectrum(BINS);
  private final float[] priorPower = new float[BINS];

  @BeforeEach
  void headphonesForLong() {
    for (int i = 0; i < played.length; i++) {
      played[i] = new Spectrum(BINS);
    }
    play(500, 0, 0.5);
    assertTrue(transparency.isTransparent());
  }

  /** Plays steps of noise and hears other noise. */
  private void play(int steps, double share, double other) {
    for (int i = 0; i < steps; i++) {
      fill(nextPlayed());
      fill(capture);
      hear(share, other);
    }
  }

  private Spectrum nextPlayed() {
    Spectrum oldest = played[DELAY];
    System.arraycopy(played, 0, played, 1, DELAY);
    played[0] = oldest;
    return oldest;
  }

  private void fill(Spectrum spectrum) {
    for (int k = 0; k < BINS; k++) {
      spectrum.re[k] = (float) random.nextGaussian();
      spectrum.im[k] = (float) random.nextGaussian();
    }
  }

  /** The filter foresees a share of the capture, and noise. */
  private void hear(double share, double other) {
    for (int k = 0; k < BINS; k++) {
      error.re[k] = (float) ((1 - share) * capture.re[k] + other * random.nextGaussian());
      error.im[k] = (float) ((1 - share) * capture.im[k] + other * random.nextGaussian());
      priorPower[k] = error.re[k] * error.re[k] + error.im[k] * error.im[k];
    }
    far.push(played[0]);
    far.refresh();
    transparency.update(far, capture, error, priorPower, finder, false);
  }

  @Test
  void whatIsForeseenEndsIt() {
    play(20, 0.5, 0.4);
    assertFalse(transparency.isTransparent());
  }

  @Test
  void anEstimateThatResemblesButTakesNothingOutDoesNot() {
    play(200, 2, 1.5);
    assertTrue(transparency.isTransparent());
  }

  /** The finder looks at an echo before anything is asked of it. */
  private void find(int steps) {
    for (int i = 0; i < steps; i++) {
      fill(nextPlayed());
      finder.push(played[0]);
      finder.compare(played[DELAY]);
    }
  }

  @Test
  void aDelayWithoutConfidenceDoesNot() {
    int steps = 0;
    while (finder.found() == DelayFinder.UNKNOWN) {
      find(1);
      assertNotEquals(500, ++steps);
    }
    assertEquals(DELAY, finder.found());
    play(20, 0, 0.5);
    assertTrue(transparency.isTransparent(), "confidence " + finder.confidence());
    find(10);
    play(1, 0, 0.5);
    assertFalse(transparency.isTransparent(), "confidence " + finder.confidence());
  }
}
