package org.silenzio.receive;

/**
 * Makes sound shorter or longer by one or a few periods of it, so that its pitch stays: what lies a
 * period apart is faded into each other over that period (after W. Verhelst and M. Roelands, WSOLA,
 * ICASSP 1993). Where the two are unlike, the fade keeps the power of unlike sounds, so noise does
 * not dip. [audio]
 */
final class TimeStretch {

  /** −55 dBFS: in a pause any two places are alike enough. */
  private static final float QUIET_POWER = 3e-6f;

  private final PeriodSearch search;

  TimeStretch(int channels, int sampleRateHz) {
    search = new PeriodSearch(channels, sampleRateHz);
  }

  /** How much sound {@link #shorten} works on: with less it takes shorter periods or none. */
  int shorteningSamples() {
    return search.maxPeriod() + Math.max(search.window(), search.maxPeriod());
  }

  /** How much past {@link #lengthen} looks at. */
  int pastSamples() {
    return search.maxPeriod();
  }

  /** The most that one call removes or inserts. */
  int largestSamples() {
    return search.maxPeriod();
  }

  /**
   * Takes a piece out behind a place; what is behind moves forward.
   *
   * @param x the channels
   * @param at where the sound begins
   * @param end behind its last sample
   * @param most the most to take out
   * @param leastSimilarity the correlation of both places, below which nothing is done unless it is
   *     quiet
   * @return the samples removed; 0 if nothing was done
   */
  int shorten(float[][] x, int at, int end, int most, float leastSimilarity) {
    int longest = Math.min(Math.min(search.maxPeriod(), most), (end - at) / 2);
    if (longest < search.minPeriod()) {
      return 0;
    }
    search.find(x, at, Math.min(search.window(), end - at - longest), longest, 1);
    if (!alike(leastSimilarity)) {
      return 0;
    }
    int period = search.period();
    for (float[] channel : x) {
      fade(channel, at, at + period, at, period);
      System.arraycopy(channel, at + 2 * period, channel, at + period, end - at - 2 * period);
    }
    return period;
  }

  /**
   * Puts a piece in at a place; what is behind moves back, into room the caller has.
   *
   * @param x the channels, with {@link #pastSamples} before the place
   * @param at where the sound begins
   * @param end behind its last sample
   * @param leastSimilarity as for {@link #shorten}
   * @return the samples inserted; 0 if nothing was done
   */
  int lengthen(float[][] x, int at, int end, float leastSimilarity) {
    int longest = Math.min(search.maxPeriod(), end - at);
    if (longest < search.minPeriod()) {
      return 0;
    }
    search.find(x, at, Math.min(search.window(), end - at), longest, -1);
    if (!alike(leastSimilarity)) {
      return 0;
    }
    int period = search.period();
    for (float[] channel : x) {
      System.arraycopy(channel, at, channel, at + period, end - at);
      // from what was to come into the period before it, which leads up to it once more
      fade(channel, at + period, at - period, at, period);
    }
    return period;
  }

  private boolean alike(float leastSimilarity) {
    return search.similarity() >= leastSimilarity || search.power() < QUIET_POWER;
  }

  private void fade(float[] x, int from, int to, int into, int length) {
    float alikeness = Math.clamp(search.similarity(), 0f, 1f);
    for (int i = 0; i < length; i++) {
      float share = (i + 0.5f) / length;
      float rest = 1f - share;
      float power = share * share + rest * rest + 2f * share * rest * alikeness;
      x[into + i] = (rest * x[from + i] + share * x[to + i]) / (float) Math.sqrt(power);
    }
  }
}
