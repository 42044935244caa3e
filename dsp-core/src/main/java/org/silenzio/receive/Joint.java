package org.silenzio.receive;

/**
 * Joins sound to what was played before it, where they do not fit: the past is continued by its
 * last period and faded into the new. Where a codec has already made the joint smooth, nothing is
 * changed. [audio]
 */
final class Joint {

  /** 5 ms: short enough to leave the next sound alone, long enough for a low voice's flank. */
  private static final int FADES_PER_SECOND = 200;

  /** So many samples on each side tell how steep the sound is: 2.5 ms. */
  private static final int STEEPNESS_PER_SECOND = 400;

  /** A bend so much beyond the sound's own is a click. */
  private static final float BEND_RATIO = 1.5f;

  /** −80 dBFS: no bend so small is heard. */
  private static final float LEAST_BEND = 1e-4f;

  private final PeriodSearch search;
  private final int fadeSamples;
  private final int steepnessSamples;

  Joint(int channels, int sampleRateHz) {
    search = new PeriodSearch(channels, sampleRateHz);
    fadeSamples = sampleRateHz / FADES_PER_SECOND;
    steepnessSamples = sampleRateHz / STEEPNESS_PER_SECOND;
  }

  /** How much past {@link #smooth} looks at. */
  int pastSamples() {
    return search.maxPeriod() + fadeSamples;
  }

  /**
   * Smooths the joint at a place.
   *
   * @param x the channels, with {@link #pastSamples} before the place
   * @param at where the new sound begins
   * @param end behind its last sample
   */
  void smooth(float[][] x, int at, int end) {
    int length = Math.min(fadeSamples, end - at);
    if (length < 2 || !rough(x, at, end)) {
      return;
    }
    search.find(x, at - fadeSamples, fadeSamples, search.maxPeriod(), -1);
    int period = search.period();
    for (float[] channel : x) {
      float step = 2f * channel[at - 1] - channel[at - 2] - channel[at - period];
      for (int i = 0; i < length; i++) {
        float share = (i + 0.5f) / length;
        float rest = 1f - share;
        // a period is half the fade or longer: twice round is enough
        float past = channel[at - period + (i < period ? i : i - period)] + step * rest * rest;
        channel[at + i] = rest * past + share * channel[at + i];
      }
    }
  }

  private boolean rough(float[][] x, int at, int end) {
    for (float[] channel : x) {
      float usual = 0f;
      for (int i = at - steepnessSamples; i < at - 1; i++) {
        usual = Math.max(usual, bend(channel, i));
      }
      for (int i = at + 1; i < Math.min(at + steepnessSamples, end - 1); i++) {
        usual = Math.max(usual, bend(channel, i));
      }
      float here = Math.max(bend(channel, at - 1), bend(channel, at));
      if (here > BEND_RATIO * usual + LEAST_BEND) {
        return true;
      }
    }
    return false;
  }

  /** The second difference around a sample. */
  private static float bend(float[] x, int i) {
    return Math.abs(x[i - 1] - 2f * x[i] + x[i + 1]);
  }
}
