package org.silenzio.receive;

import java.util.Arrays;

/**
 * How often which delay occurred, the newer the more it counts. Every entry has the weight 1 − f,
 * all earlier ones are multiplied by f; at first f is smaller, so that a few entries already stand
 * for themselves. [audio]
 */
final class DelayHistogram {

  /** How finely delays are told apart. */
  static final int BUCKET_MS = 5;

  private final float[] shares;
  private final float forget;
  private int entries;

  /**
   * Makes a histogram that knows nothing.
   *
   * @param maxMs longer delays count as this long
   * @param forget f, 0 to 1
   */
  DelayHistogram(int maxMs, double forget) {
    shares = new float[maxMs / BUCKET_MS + 1];
    this.forget = (float) forget;
    reset();
  }

  /** Takes a delay in, in ms, 0 or more. */
  void add(double delayMs) {
    // the nth entry weighs 2/(n + 1): a mean over the recent half of so few
    float keep = Math.min(forget, 1f - 2f / (entries + 2));
    for (int b = 0; b < shares.length; b++) {
      shares[b] *= keep;
    }
    shares[Math.min((int) (delayMs / BUCKET_MS), shares.length - 1)] += 1f - keep;
    entries++;
  }

  /** The delay in ms that a share of all entries does not exceed: its bucket's upper edge. */
  int quantileMs(double share) {
    float sum = 0;
    for (float weight : shares) {
      sum += weight;
    }
    float below = 0;
    for (int b = 0; b < shares.length; b++) {
      below += shares[b];
      if (below >= share * sum) {
        return (b + 1) * BUCKET_MS;
      }
    }
    return shares.length * BUCKET_MS;
  }

  int entries() {
    return entries;
  }

  void reset() {
    Arrays.fill(shares, 0f);
    entries = 0;
  }
}
