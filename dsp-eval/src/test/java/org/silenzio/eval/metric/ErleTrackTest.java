package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErleTrackTest {

  private static final int RATE_HZ = 16_000;
  private static final int FRAMES = 1_200;
  private static final float[] ECHO = Noise.white(1, FRAMES * RATE_HZ / 100, 0.1);

  private static boolean[] counted(int from, int to) {
    boolean[] mask = new boolean[FRAMES];
    Arrays.fill(mask, from, to, true);
    return mask;
  }

  /** An output that is attenuated by so many dB from each of some seconds on. */
  private static float[] attenuated(double... secondsAndDb) {
    float[] output = ECHO.clone();
    for (int step = 0; step < secondsAndDb.length; step += 2) {
      double factor = Math.pow(10, -secondsAndDb[step + 1] / 20);
      for (int i = (int) (secondsAndDb[step] * RATE_HZ); i < output.length; i++) {
        output[i] = (float) (factor * ECHO[i]);
      }
    }
    return output;
  }

  private static ErleTrack track(boolean[] counted, double... secondsAndDb) {
    return ErleTrack.of(ECHO, attenuated(secondsAndDb), counted, RATE_HZ);
  }

  @Test
  void scaledCopyReadsAsItsAttenuation() {
    ErleTrack track = track(counted(0, FRAMES), 0, 23.5);
    double[] db = track.db();
    assertEquals(FRAMES, db.length);
    for (double value : db) {
      assertEquals(23.5, value, 1e-3);
    }
    assertEquals(23.5, track.overallDb(), 1e-3);
    assertEquals(23.5, track.afterDb(1), 1e-3);
    assertEquals(0, track.convergenceSeconds(20));
    assertEquals(Double.POSITIVE_INFINITY, track.convergenceSeconds(25));
  }

  @Test
  void figuresAreThoseOfTheirSecond() {
    ErleTrack track = track(counted(100, FRAMES), 2, 10, 4, 20, 11, 30);
    // counted from where the far end begins, after one second
    assertEquals(0, track.afterDb(0), 1e-3);
    assertEquals(10, track.afterDb(1), 1e-3);
    assertEquals(20, track.afterDb(3), 1e-3);
    assertEquals(30, track.afterDb(10), 1e-3);
    assertEquals(Double.NaN, track.afterDb(11));
  }

  @Test
  void convergenceIsWhereTheTargetIsReachedForGood() {
    // 25 dB for 0.4 s only, then lost, then for good
    ErleTrack track = track(counted(100, FRAMES), 2, 25, 2.4, 5, 5, 25);
    assertEquals(4.0, track.convergenceSeconds(20), 1e-9);
    assertEquals(1.0, track.convergenceSeconds(4.9), 0.1);
    assertEquals(0.0, track.convergenceSeconds(-1), 1e-9);
  }

  @Test
  void reconvergenceCountsFromTheMoment() {
    ErleTrack track = track(counted(0, FRAMES), 1, 25, 6, 3, 7.5, 25);
    assertEquals(1.0, track.convergenceSeconds(20), 1e-9);
    assertEquals(1.5, track.reconvergenceSeconds(6, 20), 1e-9);
    assertEquals(0.0, track.reconvergenceSeconds(8, 20), 1e-9);
  }

  @Test
  void reconvergenceWaitsForTheFarEnd() {
    boolean[] counted = counted(0, 500);
    Arrays.fill(counted, 700, FRAMES, true);
    ErleTrack track = track(counted, 0, 25, 5.5, 3, 7.5, 25);
    assertEquals(0.5, track.reconvergenceSeconds(5.5, 20), 1e-9);
  }

  @Test
  void whatIsReachedTooLateIsNotProven() {
    ErleTrack track = track(counted(0, FRAMES), 11.6, 25);
    assertEquals(Double.POSITIVE_INFINITY, track.convergenceSeconds(20));
  }

  @Test
  void framesThatDoNotCountDoNotCount() {
    float[] output = attenuated(0, 20);
    Arrays.fill(output, 6 * RATE_HZ, output.length, 0.9f); // near-end speech
    ErleTrack track = ErleTrack.of(ECHO, output, counted(0, 600), RATE_HZ);
    assertEquals(20, track.overallDb(), 1e-3);
    assertEquals(20, track.db()[599], 1e-3);
    assertEquals(Double.NaN, track.db()[600]);
    assertEquals(0, track.convergenceSeconds(19));
  }

  @Test
  void silenceHasItsOutcomes() {
    float[] silence = new float[ECHO.length];
    ErleTrack muted = ErleTrack.of(ECHO, silence, counted(0, FRAMES), RATE_HZ);
    assertEquals(Double.POSITIVE_INFINITY, muted.overallDb());
    assertEquals(0, muted.convergenceSeconds(100));
    ErleTrack nothing = ErleTrack.of(silence, silence, counted(0, FRAMES), RATE_HZ);
    assertEquals(Double.NaN, nothing.overallDb());
    assertEquals(Double.POSITIVE_INFINITY, nothing.convergenceSeconds(1));
    ErleTrack uncounted = ErleTrack.of(ECHO, ECHO, new boolean[FRAMES], RATE_HZ);
    assertEquals(Double.NaN, uncounted.overallDb());
    assertEquals(Double.NaN, uncounted.afterDb(1));
    assertEquals(Double.NaN, uncounted.convergenceSeconds(1));
    assertTrue(Arrays.stream(uncounted.db()).allMatch(Double::isNaN));
  }

  @Test
  void whatCannotBeFollowedIsRefused() {
    Refusals.refused(
        "farEndOnly has 7 frames, allowed: 1200, as the signals have",
        () -> ErleTrack.of(ECHO, ECHO, new boolean[7], RATE_HZ));
    Refusals.refused(
        "output has 160 samples, allowed: as many as microphone, which has 192000",
        () -> ErleTrack.of(ECHO, new float[160], new boolean[FRAMES], RATE_HZ));
    ErleTrack track = track(counted(0, FRAMES), 0, 20);
    Refusals.refused("seconds is -1.0, allowed: 0 or more", () -> track.afterDb(-1));
    Refusals.refused(
        "momentSeconds is NaN, allowed: 0 or more",
        () -> track.reconvergenceSeconds(Double.NaN, 20));
  }
}
