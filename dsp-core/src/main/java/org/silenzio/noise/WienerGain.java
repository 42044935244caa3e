package org.silenzio.noise;

import java.util.Arrays;
import org.silenzio.kernel.Kernels;
import org.silenzio.kernel.LogKernel;

/**
 * The gain that brings the logarithm of speech's amplitude nearest to the truth (Ephraim and Malah,
 * "Speech enhancement using a minimum mean-square error log-spectral amplitude estimator", IEEE
 * TASSP 1985): Wiener's, lifted where that is doubtful. The ratio of speech to noise is directed by
 * the last decision, which keeps what remains of the noise from twittering.
 *
 * <p>[audio] one caller at a time.
 */
final class WienerGain {

  /** Share of the last decision, over 16 ms. */
  private static final float DECISION_KEEP = WienerSuppressor.keep(0.85);

  /** The lowest ratio of speech to noise, as powers: −20 dB. */
  private static final float LEAST_RATIO = 0.01f;

  /** The lowest gain, as amplitude: −24 dB, so that what remains of the noise sounds like it. */
  private static final float LEAST_GAIN = 0.063f;

  /** Beyond these the exponential integral no longer matters. */
  private static final float LEAST_ARGUMENT = 1e-4f;

  private static final float LARGEST_ARGUMENT = 80f;

  // the exponential integral: Abramowitz and Stegun 5.1.53 below 1, 5.1.56 from 1 on
  private static final float S0 = -0.5772157f;
  private static final float S1 = 0.99999195f;
  private static final float S2 = -0.24991055f;
  private static final float S3 = 0.05519968f;
  private static final float S4 = -0.00976004f;
  private static final float S5 = 0.00107857f;
  private static final float N0 = 0.250621f;
  private static final float N1 = 2.334733f;
  private static final float D0 = 1.681534f;
  private static final float D1 = 3.330657f;

  private static final float LN_2 = (float) Math.log(2);
  private static final float LOG2_E = (float) (1 / Math.log(2));

  /** Keeps the decision from falling into denormal numbers. */
  private static final float TINY = 1e-20f;

  /** Where speech is strongest: 200 Hz to 4 kHz, in bins. */
  private static final int SPEECH_FROM = 6;

  private static final int SPEECH_TO = 128;

  /** The ratio over that band at which speech is unlikely, and the span to certainty, in dB. */
  private static final double UNLIKELY_DB = -9;

  private static final double SPAN_DB = 9;

  private final LogKernel log = Kernels.log();
  private final float[] decided;
  private final float[] ratio;
  private final float[] argument;
  private final float[] decay;
  private final float[] gain;
  private float speechProbability;

  /**
   * Makes one that has decided nothing yet.
   *
   * @param bins how many
   */
  WienerGain(int bins) {
    decided = new float[bins];
    ratio = new float[bins];
    argument = new float[bins];
    decay = new float[bins];
    gain = new float[bins];
  }

  /**
   * Takes a step.
   *
   * @param power the spectrum's powers
   * @param noise the noise's, above 0
   */
  void update(float[] power, float[] noise) {
    for (int k = 0; k < gain.length; k++) {
      float above = power[k] / noise[k];
      float now = Math.max(0f, above - 1f);
      float mixed = DECISION_KEEP * (decided[k] / noise[k]) + (1f - DECISION_KEEP) * now;
      ratio[k] = Math.max(LEAST_RATIO, mixed);
      float wiener = ratio[k] / (1f + ratio[k]);
      argument[k] = Math.max(LEAST_ARGUMENT, Math.min(LARGEST_ARGUMENT, wiener * above));
    }
    integrate();
    for (int k = 0; k < gain.length; k++) {
      // gain holds e to half the exponential integral
      float wiener = ratio[k] / (1f + ratio[k]);
      gain[k] = Math.max(LEAST_GAIN, Math.min(1f, wiener * gain[k]));
      decided[k] = gain[k] * gain[k] * power[k] + TINY;
    }
    judge();
  }

  private void integrate() {
    int bins = gain.length;
    for (int k = 0; k < bins; k++) {
      gain[k] = argument[k];
      decay[k] = -LOG2_E * argument[k];
    }
    log.log2(gain, 0, bins);
    log.exp2(decay, 0, bins);
    for (int k = 0; k < bins; k++) {
      float v = argument[k];
      float small = ((((S5 * v + S4) * v + S3) * v + S2) * v + S1) * v + S0 - LN_2 * gain[k];
      float large = decay[k] / v * (((v + N1) * v + N0) / ((v + D1) * v + D0));
      gain[k] = 0.5f * LOG2_E * (v < 1f ? small : large);
    }
    log.exp2(gain, 0, bins);
  }

  private void judge() {
    float sum = 0f;
    for (int k = SPEECH_FROM; k < SPEECH_TO; k++) {
      sum += ratio[k];
    }
    double db = 10 * Math.log10(sum / (SPEECH_TO - SPEECH_FROM));
    speechProbability = (float) Math.clamp((db - UNLIKELY_DB) / SPAN_DB, 0.0, 1.0);
  }

  /** Applies the gains to a spectrum. */
  void apply(float[] re, float[] im) {
    for (int k = 0; k < gain.length; k++) {
      re[k] *= gain[k];
      im[k] *= gain[k];
    }
  }

  /** The gain per bin, 0 to 1. */
  float[] gain() {
    return gain;
  }

  /** How likely the last step held speech, 0 to 1. */
  float speechProbability() {
    return speechProbability;
  }

  /** Forgets what was decided. */
  void reset() {
    Arrays.fill(decided, 0f);
    speechProbability = 0f;
  }
}
