package org.silenzio.echo;

/** Whether someone talks at the near end, from how far the error exceeds the residual echo. */
final class NearEndDetector {

  /** Speech's strongest range. */
  private static final double FROM_HZ = 250;

  private static final double TO_HZ = 4_500;

  /** What the ratio keeps over 8 ms. */
  private static final double RATIO_KEEP = 0.5;

  /** No single step counts for more than this ratio: 17 dB. */
  private static final float LARGEST_RATIO = 50f;

  /** The ratio in dB at which nobody talks, and the span up to certainty. */
  private static final double SILENT_DB = 3;

  private static final double SPAN_DB = 2;

  /** What the presence keeps over 8 ms as it falls; it rises at once. */
  private static final double RELEASE_KEEP = 0.7;

  private final float ratioKeep = Steps.keep(RATIO_KEEP);
  private final float releaseKeep = Steps.keep(RELEASE_KEEP);
  private final int from;
  private final int to;
  private float ratio;
  private float presence;

  NearEndDetector(int bins) {
    double binsPerHz = (bins - 1) / (Steps.SAMPLE_RATE_HZ / 2.0);
    from = (int) Math.ceil(FROM_HZ * binsPerHz);
    to = (int) Math.floor(TO_HZ * binsPerHz) + 1;
  }

  /** Takes one step and gives the near end's presence. */
  float update(float[] errorPower, float[] noise, float[] residual) {
    float error = 0f;
    float echo = Floors.POWER;
    for (int k = from; k < to; k++) {
      error += Math.max(errorPower[k] - noise[k], 0f);
      echo += residual[k];
    }
    ratio = ratioKeep * ratio + (1f - ratioKeep) * Math.min(error / echo, LARGEST_RATIO);
    double db = 10 * Math.log10(ratio + Floors.POWER);
    float now = (float) Math.clamp((db - SILENT_DB) / SPAN_DB, 0.0, 1.0);
    presence = Math.max(now, releaseKeep * presence);
    presence = presence < 1e-6f ? 0f : presence;
    return presence;
  }

  /** The near end's presence in the last step, 0 to 1. */
  float presence() {
    return presence;
  }

  void reset() {
    ratio = 0f;
    presence = 0f;
  }
}
