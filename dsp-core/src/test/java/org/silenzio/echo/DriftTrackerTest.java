package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.testing.Allocation;

class DriftTrackerTest {

  private static final int WINDOW = 640;
  private static final int BINS = WINDOW / 2 + 1;
  private static final int TAPS = 4;
  private static final int FRAMES_PER_SECOND = 100;

  private final Random random = new Random(1);
  private final FarSpectra far = new FarSpectra(BINS, TAPS, 0);
  private final KalmanBins filter =
      new KalmanBins(BINS, TAPS, Steps.keep(0.9995), Steps.keep(0.95));
  private final DriftTracker tracker = new DriftTracker(TAPS, BINS, WINDOW);
  private final Spectrum capture = new Spectrum(BINS);
  private final Spectrum error = new Spectrum(BINS);
  private Spectrum before = new Spectrum(BINS);
  private Spectrum now = new Spectrum(BINS);
  private double delaySamples;
  private double most;

  /** One frame of noise, whose echo comes with the last frame and some samples later. */
  private void play(double farLevel, double echo, double near) {
    play(farLevel, echo, near, 0);
  }

  private void play(double farLevel, double echo, double near, double settlingPpm) {
    Spectrum last = before;
    before = now;
    now = last;
    for (int k = 0; k < BINS; k++) {
      now.re[k] = (float) (farLevel * random.nextGaussian());
      now.im[k] = (float) (farLevel * random.nextGaussian());
      double angle = -2 * Math.PI * k * delaySamples / WINDOW;
      double cos = echo * Math.cos(angle);
      double sin = echo * Math.sin(angle);
      capture.re[k] =
          (float) (before.re[k] * cos - before.im[k] * sin + near * random.nextGaussian());
      capture.im[k] =
          (float) (before.re[k] * sin + before.im[k] * cos + near * random.nextGaussian());
    }
    far.push(now);
    far.refresh();
    filter.step(far, capture, true, error);
    tracker.step(filter, settlingPpm);
  }

  /** As the canceller does: the far end is read as much later as the drift is known. */
  private void call(double seconds, double driftPpm, double farLevel, double echo, double near) {
    most = 0;
    for (int frame = 0; frame < seconds * FRAMES_PER_SECOND; frame++) {
      play(farLevel, echo, near);
      delaySamples += Steps.HOP_SAMPLES * (driftPpm - tracker.followedPpm()) * 1e-6;
      most = Math.max(most, Math.abs(tracker.driftPpm() - driftPpm));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {50, -50, 100, -100, 300, -300})
  void aDriftIsFoundAndKept(double ppm) {
    call(8, ppm, 1, 0.3, 0.01);
    assertEquals(ppm, tracker.driftPpm(), 0.1 * Math.abs(ppm));
    call(10, ppm, 1, 0.3, 0.01);
    call(10, ppm, 1, 0.3, 0.01);
    assertTrue(most < 3, "" + most);
  }

  /** The window is moved as by a drift of 20 ppm, and the echo comes ever earlier in it. */
  @Test
  void aWindowThatSettlesIsNoDrift() {
    for (int frame = 0; frame < 20 * FRAMES_PER_SECOND; frame++) {
      play(1, 0.3, 0.01, 20);
      delaySamples -= Steps.HOP_SAMPLES * 20e-6;
      most = Math.max(most, Math.abs(tracker.driftPpm()));
    }
    assertTrue(most < 5, "" + most);
  }

  /**
   * A drift that the far end is read by from the first second on would take seconds to take back.
   */
  @Test
  void aMoveAtTheBeginningIsNotFollowedAndForgotten() {
    double moved = 0;
    for (int frame = 0; frame < 8 * FRAMES_PER_SECOND; frame++) {
      play(1, 0.3, 0.01);
      delaySamples += frame < FRAMES_PER_SECOND / 4 ? Steps.HOP_SAMPLES * 80e-6 : 0;
      moved = Math.max(moved, tracker.driftPpm());
      assertEquals(0, tracker.followedPpm());
    }
    assertTrue(moved > 12, "" + moved);
    assertEquals(0, tracker.driftPpm(), 4);
  }

  @Test
  void clocksThatRunAlikeAreLeftAlone() {
    call(30, 0, 1, 0.3, 0.1);
    assertTrue(most < 5, "" + most);
  }

  @Test
  void withoutEchoThereIsNothingToTell() {
    call(30, 0, 1, 0, 0.3);
    // what the filters then learn is chance, and turns by chance
    assertTrue(most < 20, "" + most);
    assertEquals(0, tracker.driftPpm(), 15);
  }

  @Test
  void doubleTalkSilenceAndANewPathDoNotCarryItAway() {
    call(20, 100, 1, 0.3, 0.01);
    call(20, 100, 1, 0.3, 0.6);
    assertTrue(most < 10, "" + most);
    call(20, 100, 0, 0.3, 0.6);
    assertTrue(most < 10, "" + most);
    call(10, 100, 1, -0.2, 0.01);
    assertTrue(most < 10, "" + most);
    filter.relearn();
    delaySamples += 20;
    call(10, 100, 1, 0.3, 0.01);
    assertTrue(most < 25, "" + most);
    call(5, 100, 1, 0.3, 0.01);
    assertTrue(most < 10, "" + most);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void noClockIsThatFarOff(int sign) {
    call(6, 0, 1, 0.3, 0.01);
    for (int frame = 0; frame < 3_000; frame++) {
      play(1, 0.3, 0.01);
      delaySamples += sign * 0.05; // and nothing reads it later
      assertTrue(Math.abs(tracker.driftPpm()) <= 500);
    }
    assertEquals(sign * 500, tracker.driftPpm());
  }

  @Test
  void whatWasMovedIsNotCompared() {
    call(6, 0, 1, 0.3, 0.01);
    double ppm = tracker.driftPpm();
    // all weights turn as if the echo had come two samples later, but it was a move
    delaySamples += 2;
    for (int frame = 0; frame < 100; frame++) {
      play(1, 0.3, 0.01);
      tracker.skip();
    }
    assertEquals(ppm, tracker.driftPpm());
  }

  @Test
  void resetIsTheStateOfTheBeginning() {
    call(6, 100, 1, 0.3, 0.01);
    assertTrue(tracker.driftPpm() > 50);
    assertEquals(tracker.driftPpm(), tracker.followedPpm());
    tracker.reset();
    assertEquals(0, tracker.driftPpm());
    assertEquals(0, tracker.followedPpm());
  }

  @Test
  void doesNotAllocate() {
    call(2, 100, 1, 0.3, 0.01);
    assertEquals(0, Allocation.bytes(500, 100, () -> tracker.step(filter, 0)));
  }
}
