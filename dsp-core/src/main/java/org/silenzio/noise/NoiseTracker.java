package org.silenzio.noise;

import java.util.Arrays;
import org.silenzio.kernel.Kernels;
import org.silenzio.kernel.LogKernel;

/**
 * The noise's power in each bin, also beneath speech: every step teaches, as far as the bin is
 * unlikely to hold speech (Gerkmann and Hendriks, "Unbiased MMSE-based noise power estimation with
 * low complexity and low tracking delay", IEEE TASLP 2012). Speech and noise are taken for equally
 * likely beforehand.
 *
 * <p>[audio] one caller at a time.
 */
final class NoiseTracker {

  /** How far speech lies above the noise where there is some: 15 dB, from the paper. */
  private static final double SPEECH_TO_NOISE = Math.pow(10, 1.5);

  /** The binary logarithm of the likelihood ratio, per power over the noise. */
  private static final float SLOPE =
      (float) (-SPEECH_TO_NOISE / (1 + SPEECH_TO_NOISE) / Math.log(2));

  private static final float ABSENCE = (float) (1 + SPEECH_TO_NOISE);

  /** What the noise and the likelihood's mean keep over a step; in 16 ms 0.8 and 0.9. */
  private static final float KEEP = WienerSuppressor.keep(0.8);

  private static final float LIKELIHOOD_KEEP = WienerSuppressor.keep(0.9);

  /** A bin that was held for speech this long may be noise that rose: from there on it teaches. */
  private static final float STUCK = 0.99f;

  /** The first steps are taken for noise, by their plain mean: 50 ms. */
  private static final int FIRST_STEPS = 10;

  /** Least power (unscaled spectra): about −115 dBFS, from where it can rise again. */
  private static final float LEAST_POWER = 1e-9f;

  private final LogKernel log = Kernels.log();
  private final float[] noise;
  private final float[] presence;
  private final float[] likelihood;
  private int steps;

  /**
   * Makes one that knows no noise yet.
   *
   * @param bins how many
   */
  NoiseTracker(int bins) {
    noise = new float[bins];
    presence = new float[bins];
    likelihood = new float[bins];
    reset();
  }

  /**
   * Takes a spectrum in.
   *
   * @param power its powers
   */
  void update(float[] power) {
    if (steps < FIRST_STEPS) {
      steps++;
      float share = 1f / steps;
      for (int k = 0; k < noise.length; k++) {
        noise[k] = Math.max(LEAST_POWER, noise[k] + share * (power[k] - noise[k]));
      }
      return;
    }
    for (int k = 0; k < noise.length; k++) {
      presence[k] = SLOPE * power[k] / noise[k];
    }
    log.exp2(presence, 0, presence.length);
    for (int k = 0; k < noise.length; k++) {
      float speech = 1f / (1f + ABSENCE * presence[k]);
      likelihood[k] = LIKELIHOOD_KEEP * likelihood[k] + (1f - LIKELIHOOD_KEEP) * speech;
      float held = likelihood[k] > STUCK ? Math.min(speech, STUCK) : speech;
      float heard = held * noise[k] + (1f - held) * power[k];
      noise[k] = Math.max(LEAST_POWER, KEEP * noise[k] + (1f - KEEP) * heard);
    }
  }

  /** The noise's power per bin. */
  float[] power() {
    return noise;
  }

  /** Forgets the noise. */
  void reset() {
    Arrays.fill(noise, 0f);
    Arrays.fill(likelihood, 0f);
    steps = 0;
  }
}
