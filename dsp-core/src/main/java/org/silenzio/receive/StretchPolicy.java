package org.silenzio.receive;

/**
 * When sound is made shorter or longer, and how alike two places must be for that: the farther the
 * delay is from its target, the less. [audio]
 */
final class StretchPolicy {

  /** So much over the target the delay may be; what is removed is never more than is too much. */
  private static final double MAX_EXCESS_MS = 5;

  /** So far below it: packets of 2.5 ms leave up to 7.5 ms within a frame, and come in time. */
  private static final double MAX_DEFICIT_MS = 8;

  /** A voiced sound's likeness from one period to the next. */
  private static final double ALIKE = 0.9;

  /** Per ms beyond: at 50 ms too much a likeness of 0.45 serves, at 95 ms any. */
  private static final double PATIENCE_PER_EXCESS_MS = 0.01;

  /** Per ms beyond: at 20 ms too little any serves, for soon there is a gap. */
  private static final double PATIENCE_PER_DEFICIT_MS = 0.06;

  /** From here on haste is better than fluency: a third faster at the most, after a spike. */
  private static final double HASTY_EXCESS_MS = 40;

  /** Between two changes: at the most a fifth faster or slower. */
  private static final int CALM_FRAMES = 6;

  private static final int HASTY_FRAMES = 3;

  private static final double NANOS_PER_MS = 1e6;

  private int framesSince = CALM_FRAMES;
  private float leastSimilarity;

  /**
   * What is to be done.
   *
   * @param spareNanos how much later than the target packets may come, negative if they must come
   *     earlier
   * @param excessNanos how much may be taken out before that gets less than 0
   * @return −1 to shorten, 1 to lengthen, 0 for nothing
   */
  int wish(long spareNanos, long excessNanos) {
    framesSince = Math.min(framesSince + 1, CALM_FRAMES);
    double spareMs = spareNanos / NANOS_PER_MS;
    double excessMs = excessNanos / NANOS_PER_MS;
    if (framesSince < (excessMs > HASTY_EXCESS_MS ? HASTY_FRAMES : CALM_FRAMES)) {
      return 0;
    }
    if (spareMs < -MAX_DEFICIT_MS) {
      leastSimilarity = (float) (ALIKE + PATIENCE_PER_DEFICIT_MS * (spareMs + MAX_DEFICIT_MS));
      return 1;
    }
    if (spareMs >= 0 && excessMs > MAX_EXCESS_MS) {
      leastSimilarity = (float) (ALIKE - PATIENCE_PER_EXCESS_MS * (excessMs - MAX_EXCESS_MS));
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
