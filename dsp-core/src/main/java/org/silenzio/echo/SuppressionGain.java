package org.silenzio.echo;

import java.util.Arrays;

/**
 * The gain that takes the residual echo out: Wiener's, from an a-priori ratio directed by the last
 * decision (Ephraim and Malah 1984), smoothed over time and over neighbouring bins.
 */
final class SuppressionGain {

  /** How many times the residual echo counts, with nobody at the near end and with someone. */
  private static final float FACTOR_SILENT = 2f;

  private static final float FACTOR_TALKING = 1.5f;

  /**
   * The lowest gain for what is known for echo by its shape: −64 dB. No filter has taken anything
   * out of it before.
   */
  private static final float ALIKE_GAIN = 6e-4f;

  /** Share of the last decision over 8 ms. */
  private static final double DECISION_KEEP = 0.9;

  /** Its square is far from the denormal numbers. */
  private static final float LEAST_WIENER = 1e-9f;

  /** What the gain keeps over 8 ms when it falls and when it rises. */
  private static final double CLOSING_KEEP = 0.5;

  private static final double OPENING_KEEP = 0.1;

  private final float talkingGain;
  private final float silentGain;
  private final float decisionKeep = Steps.keep(DECISION_KEEP);
  private final float closingKeep = Steps.keep(CLOSING_KEEP);
  private final float openingKeep = Steps.keep(OPENING_KEEP);
  private final float[] decided;
  private final float[] smoothed;
  private final float[] gain;

  /**
   * Makes one that lets all pass.
   *
   * @param bins how many gains
   * @param talkingGain the lowest gain while somebody talks at the near end
   * @param silentGain the same while nobody does
   */
  SuppressionGain(int bins, float talkingGain, float silentGain) {
    this.talkingGain = talkingGain;
    this.silentGain = silentGain;
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
   * @param alike how much of the error counts as echo for its likeness to the far end, 0 to 1
   */
  void update(float[] errorPower, float[] residual, float presence, float alike) {
    float factor = FACTOR_SILENT * (1f - presence) + FACTOR_TALKING * presence;
    float silent = silentGain * (1f - alike) + ALIKE_GAIN * alike;
    float least = silent + (talkingGain - silent) * presence;
    int bins = gain.length;
    for (int k = 0; k < bins; k++) {
      float echo = factor * residual[k] + 1e-12f;
      float ratio =
          decisionKeep * (decided[k] / echo)
              + (1f - decisionKeep) * Math.max(errorPower[k] / echo - 1f, 0f);
      float wiener = Math.max(LEAST_WIENER, ratio / (1f + ratio));
      decided[k] = wiener * wiener * errorPower[k] + Floors.POWER;
      float target = Math.max(least, wiener);
      // closing keeps more, so the larger mix is the right one: no branch, and vectors serve
      float closing = closingKeep * smoothed[k] + (1f - closingKeep) * target;
      float opening = openingKeep * smoothed[k] + (1f - openingKeep) * target;
      smoothed[k] = Math.max(closing, opening);
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
