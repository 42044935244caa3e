package org.silenzio.echo;

import java.util.Arrays;

/**
 * Finds a change of the echo path: a shorter filter that forgets fast runs beside the main one, and
 * when it foresees the capture far better in many bins for long enough, the main one is wrong.
 * Double talk disturbs both alike.
 */
final class PathChange {

  /** Share of its knowledge that the shadow keeps over 8 ms. */
  private static final double SHADOW_KEEP = 0.99;

  /** Share of its observation noise that the shadow keeps over 8 ms. */
  private static final double SHADOW_NOISE_KEEP = 0.9;

  /** Share of both errors' powers that is kept over 8 ms. */
  private static final double ERROR_KEEP = 0.95;

  /** The capture's power from which a bin has a say (unscaled spectra). */
  private static final float AUDIBLE_POWER = 1e-4f;

  /** So many times the shadow's error must the main filter's be: 6 dB. */
  private static final float WORSE = 4f;

  /** So many bins must have a say, of 257 over 8 kHz. */
  private static final int LEAST_BINS = 30;

  /** The share of them that must find the main filter worse. */
  private static final float SHARE = 0.4f;

  /** So many votes more for a change than against it: 120 ms. */
  private static final int VOTES = 12;

  /** No further change is looked for so long after one: 480 ms. */
  private static final int HOLD_FRAMES = 48;

  private final KalmanBins shadow;
  private final Spectrum ignored;
  private final float errorKeep = Steps.keep(ERROR_KEEP);
  private final float[] mainError;
  private final float[] shadowError;
  private final int bins;
  private int votes;
  private int hold;

  PathChange(int bins, int taps) {
    this.bins = bins;
    shadow = new KalmanBins(bins, taps, Steps.keep(SHADOW_KEEP), Steps.keep(SHADOW_NOISE_KEEP));
    ignored = new Spectrum(bins);
    mainError = new float[bins];
    shadowError = new float[bins];
  }

  /**
   * Takes one step.
   *
   * @param far the far end's spectra
   * @param capture what the microphone heard
   * @param mainPrior per bin the power of what the main filter did not foresee
   * @return whether the main filter should start anew
   */
  boolean step(FarSpectra far, Spectrum capture, float[] mainPrior) {
    shadow.step(far, capture, ignored);
    float[] shadowPrior = shadow.priorPower();
    int audible = 0;
    int worse = 0;
    for (int k = 0; k < bins; k++) {
      mainError[k] = errorKeep * mainError[k] + (1f - errorKeep) * mainPrior[k] + Floors.POWER;
      shadowError[k] =
          errorKeep * shadowError[k] + (1f - errorKeep) * shadowPrior[k] + Floors.POWER;
      float power = capture.re[k] * capture.re[k] + capture.im[k] * capture.im[k];
      if (power > AUDIBLE_POWER) {
        audible++;
        worse += mainError[k] > WORSE * shadowError[k] ? 1 : 0;
      }
    }
    if (hold > 0) {
      hold--;
      return false;
    }
    boolean change = audible >= LEAST_BINS && worse > SHARE * audible;
    votes = Math.max(0, votes + (change ? 1 : -1));
    if (votes < VOTES) {
      return false;
    }
    votes = 0;
    hold = HOLD_FRAMES;
    return true;
  }

  /** The window over the far end has moved, see {@link KalmanBins#shift}. */
  void shift(int frames) {
    shadow.shift(frames);
  }

  void reset() {
    shadow.reset();
    Arrays.fill(mainError, 0f);
    Arrays.fill(shadowError, 0f);
    votes = 0;
    hold = 0;
  }
}
