package org.silenzio.echo;

import java.util.Arrays;

/**
 * The gain that takes the residual echo out: Wiener's, from an a-priori ratio directed by the last
 * decision (Ephraim and Malah 1984), smoothed over time and over neighbouring bins.
 */
final class SuppressionGain {

  /** How many times the residual echo counts, with nobody at the near end and with someone. */
  private static final float FACTOR_SILENT = 3f;

  private static final float FACTOR_TALKING = 0.7f;

  /** Share of the last decision over 8 ms. */
  private static final double DECISION_KEEP = 0.9;

  /** The lowest gain while somebody talks at the near end: −24 dB. */
  private static final float LEAST_GAIN = 0.06f;

  /** So much of it is left while nobody talks at the near end: −10 dB. */
  private static final float SILENT_DEPTH = 0.3f;

  /** Its square is far from the denormal numbers. */
  private static final float LEAST_WIENER = 1e-9f;

  /** What the gain keeps over 8 ms when it falls and when it rises. */
  private static final double CLOSING_KEEP = 0.5;

  private static final double OPENING_KEEP = 0.1;

  private final float leastGain;
  private final float decisionKeep = Steps.keep(DECISION_KEEP);
  private final float closingKeep = Steps.keep(CLOSING_KEEP);
  private final float openingKeep = Steps.keep(OPENING_KEEP);
  private final float[] decided;
  private final float[] smoothed;
  private final float[] gain;

  SuppressionGain(int bins) {
    this(bins, LEAST_GAIN);
  }

  /** The same with a lowest gain of its own. */
  SuppressionGain(int bins, float leastGain) {
    this.leastGain = leastGain;
    decided = new float[bins];
    smoothed = new float[bins];
    gain = new float[bins];
    reset();
  }

  /**
   * Takes one step.
   *
   * @param errorPower the error's power
   * @param residual the residual echo's power
   * @param presence of the near end, 0 to 1
   */
  void update(float[] errorPower, float[] residual, float presence) {
    float factor = FACTOR_SILENT * (1f - presence) + FACTOR_TALKING * presence;
    float least = leastGain * (SILENT_DEPTH + (1f - SILENT_DEPTH) * presence);
    int bins = gain.length;
    for (int k = 0; k < bins; k++) {
      float echo = factor * residual[k] + 1e-12f;
      float ratio =
          decisionKeep * (decided[k] / echo)
              + (1f - decisionKeep) * Math.max(errorPower[k] / echo - 1f, 0f);
      float wiener = Math.max(LEAST_WIENER, ratio / (1f + ratio));
      decided[k] = wiener * wiener * errorPower[k] + Floors.POWER;
      float target = Math.max(least, wiener);
      float keep = target < smoothed[k] ? closingKeep : openingKeep;
      smoothed[k] = keep * smoothed[k] + (1f - keep) * target;
    }
    for (int k = 0; k < bins; k++) {
      float below = smoothed[Math.max(0, k - 1)];
      float above = smoothed[Math.min(bins - 1, k + 1)];
      gain[k] = 0.25f * below + 0.5f * smoothed[k] + 0.25f * above;
    }
  }

  /** The gain per bin, 0 to 1. */
  float[] gain() {
    return gain;
  }

  void reset() {
    Arrays.fill(decided, 0f);
    Arrays.fill(smoothed, 1f);
    Arrays.fill(gain, 1f);
  }
}
