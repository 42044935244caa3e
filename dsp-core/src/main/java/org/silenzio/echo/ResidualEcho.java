package org.silenzio.echo;

import java.util.Arrays;

/**
 * The power of the echo that the linear filter leaves: a share of the echo estimate, learnt per
 * Bark band as a low quantile of what was left so far, for what lies beyond the filter (tails, bent
 * loudspeakers), and the filter's own uncertainty. While the path is still young, a share of the
 * capture.
 */
final class ResidualEcho {

  /** What the echo estimate's power keeps over 8 ms: a tail of 60 dB in 216 ms. */
  private static final double TAIL_KEEP = 0.6;

  /** What the error's power keeps over 8 ms. */
  private static final double ERROR_KEEP = 0.6;

  /** The quantile's step up and down in 8 ms, natural logarithm of a power: settles at 25 %. */
  private static final double STEP_UP = 0.0075;

  private static final double STEP_DOWN = 0.0225;

  /** Leakage at the start, as a power: −10 dB. */
  private static final float FIRST_LEAKAGE = 0.101f;

  /** −39 dB. */
  private static final float LEAST_LEAKAGE = 1.234e-4f;

  /** 13 dB. */
  private static final float LARGEST_LEAKAGE = 20.1f;

  /**
   * So many times itself a leakage counts beside itself, up to −10 dB: where much is left, as
   * behind a device that gates, it scatters more above its quantile.
   */
  private static final float SCATTER = 12f;

  private static final float MOST_SCATTERING = 0.1f;

  /** The echo estimate teaches where it exceeds the noise so many times. */
  private static final float ABOVE_NOISE = 2f;

  /** The least echo estimate that teaches (unscaled spectra): about −104 dBFS. */
  private static final float LEAST_ECHO = 1e-8f;

  /** Share of the capture that counts as echo while the path is young. */
  private static final float YOUNG_SHARE = 0.5f;

  /** How fast that share falls, in steps with a far end: 60 of 8 ms. */
  private static final float YOUNG_STEPS = (float) (60 / Steps.STRETCH);

  /** Mean power per bin from which the far end talks (unscaled spectra): about −64 dBFS. */
  private static final float FAR_END_POWER = 1e-4f;

  private final BarkBands bands;
  private final float tailKeep = Steps.keep(TAIL_KEEP);
  private final float errorKeep = Steps.keep(ERROR_KEEP);
  private final float rise = (float) Math.exp(Steps.move(STEP_UP));
  private final float fall = (float) Math.exp(-Steps.move(STEP_DOWN));
  private final float[] echo;
  private final float[] error;
  private final float[] leakage;
  private final float[] residual;
  private float young;
  private int age;

  ResidualEcho(int bins) {
    bands = new BarkBands(bins);
    echo = new float[bins];
    error = new float[bins];
    leakage = new float[bands.count()];
    residual = new float[bins];
    reset();
  }

  /**
   * Takes one step.
   *
   * @param echoPower the echo estimate's power
   * @param errorPower the error's power
   * @param capturePower the capture's power
   * @param noise the noise floor's power
   * @param uncertainty the filter's uncertainty, as a power
   * @param farEndPower the far end's mean power over the bins
   */
  void update(
      float[] echoPower,
      float[] errorPower,
      float[] capturePower,
      float[] noise,
      float[] uncertainty,
      float farEndPower) {
    young = 0f;
    if (farEndPower > FAR_END_POWER) {
      young = YOUNG_SHARE * (float) Math.exp(-age / YOUNG_STEPS);
      age = Math.min(age + 1, 1_000_000);
    }
    for (int band = 0; band < bands.count(); band++) {
      int from = bands.start(band);
      int to = bands.start(band + 1);
      float echoSum = 0f;
      float leftSum = 0f;
      float noiseSum = 0f;
      for (int k = from; k < to; k++) {
        echo[k] = Math.max(echoPower[k], tailKeep * echo[k]) + Floors.POWER;
        error[k] = errorKeep * error[k] + (1f - errorKeep) * errorPower[k] + Floors.POWER;
        echoSum += echo[k];
        leftSum += Math.max(error[k] - noise[k], 0f);
        noiseSum += noise[k];
      }
      if (echoSum > ABOVE_NOISE * noiseSum && echoSum > LEAST_ECHO * (to - from)) {
        boolean more = leftSum > leakage[band] * echoSum;
        float next = leakage[band] * (more ? rise : fall);
        leakage[band] = Math.clamp(next, LEAST_LEAKAGE, LARGEST_LEAKAGE);
      }
      float share = leakage[band] * (1f + SCATTER * Math.min(leakage[band], MOST_SCATTERING));
      for (int k = from; k < to; k++) {
        residual[k] = share * echo[k] + uncertainty[k] + young * capturePower[k];
      }
    }
  }

  /**
   * Lets no less than a share of what is left count as echo.
   *
   * @param share 0 to 1
   * @param errorPower the error's power
   */
  void atLeast(float share, float[] errorPower) {
    if (share > 0f) {
      for (int k = 0; k < residual.length; k++) {
        residual[k] = Math.max(residual[k], share * errorPower[k]);
      }
    }
  }

  /** The residual echo's power per bin. */
  float[] power() {
    return residual;
  }

  /** Share of the capture that counted as echo in the last step, for the path is young. */
  float young() {
    return young;
  }

  void reset() {
    Arrays.fill(echo, 0f);
    Arrays.fill(error, 0f);
    Arrays.fill(residual, 0f);
    Arrays.fill(leakage, FIRST_LEAKAGE);
    young = 0f;
    age = 0;
  }
}
