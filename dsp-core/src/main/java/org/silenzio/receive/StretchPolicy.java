package org.silenzio.receive;

/**
 * When sound is made shorter or longer, and how alike two places must be for that: the farther the
 * delay is from its target, the less. Between two limits the delay is left alone, as in WebRTC's
 * NetEQ: to follow every move of the target would cost more in sound than it gains in time. What
 * stays too much within the limits goes at leisure. [audio]
 */
final class StretchPolicy {

  /** So much over the target the delay may be; what is removed is never more than is too much. */
  private static final double MAX_EXCESS_MS = 25;

  /** And so much in the long run. */
  private static final double LEISURELY_EXCESS_MS = 5;

  /** So far below it: packets of 2.5 ms leave up to 7.5 ms within a frame, and come in time. */
  private static final double LEAST_MAX_DEFICIT_MS = 8;

  /** Of the target, where that is more: NetEQ's lower limit. */
  private static final double MAX_DEFICIT_SHARE = 0.25;

  /** A voiced sound's likeness from one period to the next. */
  private static final double ALIKE = 0.9;

  /** Per ms beyond: at 70 ms too much a likeness of 0.45 serves, at 115 ms any. */
  private static final double PATIENCE_PER_EXCESS_MS = 0.01;

  /** Per ms beyond: at 15 ms beyond any serves, for soon there is a gap. */
  private static final double PATIENCE_PER_DEFICIT_MS = 0.06;

  /** From here on haste is better than fluency: a third faster at the most, after a spike. */
  private static final double HASTY_EXCESS_MS = 40;

  /** Between two changes: at the most a fifth faster or slower. */
  private static final int CALM_FRAMES = 6;

  private static final int HASTY_FRAMES = 3;

  /** 5 s. */
  private static final int LEISURELY_FRAMES = 500;

  private static final double NANOS_PER_MS = 1e6;

  private int framesSince = CALM_FRAMES;
  private float leastSimilarity;

  /**
   * What is to be done.
   *
   * @param spareNanos how much later than the target packets may come, negative if they must come
   *     earlier
   * @param excessNanos how much may be taken out before that gets less than 0
   * @param targetNanos the target
   * @return −1 to shorten, 1 to lengthen, 0 for nothing
   */
  int wish(long spareNanos, long excessNanos, long targetNanos) {
    framesSince = Math.min(framesSince + 1, LEISURELY_FRAMES);
    double spareMs = spareNanos / NANOS_PER_MS;
    double excessMs = excessNanos / NANOS_PER_MS;
    if (framesSince < (excessMs > HASTY_EXCESS_MS ? HASTY_FRAMES : CALM_FRAMES)) {
      return 0;
    }
    double maxDeficitMs =
        Math.max(LEAST_MAX_DEFICIT_MS, MAX_DEFICIT_SHARE * targetNanos / NANOS_PER_MS);
    if (spareMs < -maxDeficitMs) {
      leastSimilarity = (float) (ALIKE + PATIENCE_PER_DEFICIT_MS * (spareMs + maxDeficitMs));
      return 1;
    }
    boolean idle = framesSince == LEISURELY_FRAMES;
    if (spareMs >= 0 && excessMs > (idle ? LEISURELY_EXCESS_MS : MAX_EXCESS_MS)) {
      double beyondMs = Math.max(0, excessMs - MAX_EXCESS_MS);
      leastSimilarity = (float) (ALIKE - PATIENCE_PER_EXCESS_MS * beyondMs);
      return -1;
    }
    return 0;
  }

  /** The least correlation for what was wished for. */
  float leastSimilarity() {
    return leastSimilarity;
  }

  /** Notes that it was done. */
  void done() {
    framesSince = 0;
  }
}
