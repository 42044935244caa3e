package org.silenzio.eval.report;

/**
 * What an echo canceller told of itself during a recording, every {@value #STEP_MS} ms from the
 * recording's beginning; NaN where it knew nothing yet.
 *
 * @param enhancementDb the fall from capture to output while the far end plays, in dB (ERLE)
 * @param linearEnhancementDb the same for its linear filter alone
 * @param delayMs how long after the far end its echo is heard
 * @param driftPpm how much faster the microphone's clock runs than the loudspeaker's
 */
@SuppressWarnings("ArrayRecordComponent") // carries curves, is never compared
public record CancelTrack(
    double[] enhancementDb, double[] linearEnhancementDb, double[] delayMs, double[] driftPpm) {

  /** From one moment to the next. */
  public static final int STEP_MS = 100;

  /** Checks that all curves have the same moments. */
  public CancelTrack {
    check("linearEnhancementDb", linearEnhancementDb, enhancementDb.length);
    check("delayMs", delayMs, enhancementDb.length);
    check("driftPpm", driftPpm, enhancementDb.length);
  }

  private static void check(String name, double[] curve, int moments) {
    if (curve.length != moments) {
      throw new IllegalArgumentException(
          name + " has " + curve.length + " moments, allowed: " + moments + ", as all have");
    }
  }

  int moments() {
    return enhancementDb.length;
  }
}
