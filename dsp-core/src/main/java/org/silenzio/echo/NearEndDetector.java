package org.silenzio.echo;

/** Whether someone talks at the near end, from how far the error exceeds the residual echo. */
final class NearEndDetector {

  /** Speech's strongest range. */
  private static final double FROM_HZ = 250;

  private static final double TO_HZ = 4_500;

  /** Noise counts so many times its floor: its power scatters far above that. */
  private static final float NOISE_COUNTS = 3f;

  /** What the ratio keeps over 8 ms. */
  private static final double RATIO_KEEP = 0.5;

  /** No single step counts for more than this ratio: 17 dB. */
  private static final float LARGEST_RATIO = 50f;

  /** The ratio in dB at which nobody talks, and the span up to certainty. */
  private static final double SILENT_DB = 3.5;

  private static final double SPAN_DB = 2;

  /** How fast the likelihood falls that is told others, a time constant. */
  private static final double LIKELY_MS = 22;

  private final float ratioKeep = Steps.keep(RATIO_KEEP);
  private final float likelyKeep = (float) Math.exp(-Steps.HOP_MS / LIKELY_MS);
  private final float presentKeep;
  private final int from;
  private final int to;
  private float ratio;
  private float likelihood;
  private float presence;

  /**
   * Makes one that has heard nobody.
   *
   * @param bins of the spectra up to 8 kHz
   * @param releaseMs how fast the presence falls, a time constant; it rises at once
   */
  NearEndDetector(int bins, double releaseMs) {
    presentKeep = (float) Math.exp(-Steps.HOP_MS / releaseMs);
    double binsPerHz = (bins - 1) / (Steps.SAMPLE_RATE_HZ / 2.0);
    from = (int) Math.ceil(FROM_HZ * binsPerHz);
    to = (int) Math.floor(TO_HZ * binsPerHz) + 1;
  }

  /** Takes one step and gives the near end's presence. */
  float update(float[] errorPower, float[] noise, float[] residual) {
    float error = 0f;
    float echo = Floors.POWER;
    for (int k = from; k < to; k++) {
      error += Math.max(errorPower[k] - NOISE_COUNTS * noise[k], 0f);
      echo += residual[k];
    }
    ratio = ratioKeep * ratio + (1f - ratioKeep) * Math.min(error / echo, LARGEST_RATIO);
    double db = 10 * Math.log10(ratio + Floors.POWER);
    float now = (float) Math.clamp((db - SILENT_DB) / SPAN_DB, 0.0, 1.0);
    likelihood = held(now, likelyKeep * likelihood);
    presence = held(now, presentKeep * presence);
    return presence;
  }

  private static float held(float now, float before) {
    float most = Math.max(now, before);
    return most < 1e-6f ? 0f : most; // no denormal numbers
  }

  /** How likely the last step held somebody at the near end, 0 to 1. */
  float likelihood() {
    return likelihood;
  }

  /** The near end's presence in the last step, 0 to 1: who has talked may go on. */
  float presence() {
    return presence;
  }

  void reset() {
    ratio = 0f;
    likelihood = 0f;
    presence = 0f;
  }
}
