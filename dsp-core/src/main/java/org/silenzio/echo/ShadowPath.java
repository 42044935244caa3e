package org.silenzio.echo;

import java.util.Arrays;

/**
 * A second, shorter filter beside the main one, which forgets a hundred times faster. The main one
 * is the better the longer the path stands and lets the near talker alone; this one follows a
 * device in somebody's hand. Whichever foresaw more of a band in the last tenth of a second serves
 * it: what a filter foresees, it cannot have learnt from the near talker of the same moment.
 *
 * <p>When it foresees far more in many bins for long enough, the path has changed for good, and the
 * main filter takes over what this one knows. Double talk disturbs both alike.
 */
final class ShadowPath {

  /** Share of its knowledge that the shadow keeps over 8 ms. */
  private static final double SHADOW_KEEP = 0.996;

  /** Share of its observation noise that the shadow keeps over 8 ms. */
  private static final double SHADOW_NOISE_KEEP = 0.9;

  /** Share of both errors' powers that is kept over 8 ms. */
  private static final double ERROR_KEEP = 0.9;

  /**
   * The shadow serves a band as well as the main filter from so many times less error on: 1.5 dB.
   */
  private static final float BETTER = 1.4f;

  /** The capture's power from which a bin has a say (unscaled spectra). */
  private static final float AUDIBLE_POWER = 1e-4f;

  /** So many times the shadow's error must the main filter's be: 6 dB. */
  private static final float WORSE = 4f;

  /**
   * And of the capture so much: −20 dB. A filter that serves so well need not begin anew, however
   * much better a faster one does without any noise to disturb it.
   */
  private static final float MISSED_SHARE = 0.01f;

  /** So many bins must have a say, of 257 over 8 kHz. */
  private static final int LEAST_BINS = 30;

  /** The share of them that must find the main filter worse. */
  private static final float SHARE = 0.4f;

  /** So many votes more for a change than against it: 120 ms. */
  private static final int VOTES = 12;

  /** No further change is looked for so long after one: 480 ms. */
  private static final int HOLD_FRAMES = 48;

  private final KalmanBins shadow;
  private final Spectrum error;
  private final BarkBands bands;
  private final float errorKeep = Steps.keep(ERROR_KEEP);
  private final float[] mainError;
  private final float[] shadowError;
  private final float[] heard;
  private final int bins;
  private final int voters;
  private int votes;
  private int hold;

  /**
   * Makes a shadow that knows nothing.
   *
   * @param preset which filters it has
   * @param fullBins so many of the lowest bins' main filters learn as fast as the shadow's at
   *     first; the others cannot, and that they are worse proves nothing
   */
  ShadowPath(EchoPreset preset, int fullBins) {
    bins = preset.shadowBins();
    voters = Math.min(bins, fullBins);
    shadow =
        new KalmanBins(
            bins, preset.shadowTaps(), Steps.keep(SHADOW_KEEP), Steps.keep(SHADOW_NOISE_KEEP));
    error = new Spectrum(bins);
    bands = new BarkBands(bins);
    mainError = new float[bins];
    shadowError = new float[bins];
    heard = new float[bins];
  }

  /**
   * Takes one step.
   *
   * @param far the far end's spectra
   * @param capture what the microphone heard
   * @param learning whether the capture is fit to learn from
   * @param mainPrior per bin the power of what the main filter did not foresee
   */
  void step(FarSpectra far, Spectrum capture, boolean learning, float[] mainPrior) {
    shadow.step(far, capture, learning, error);
    float[] shadowPrior = shadow.priorPower();
    for (int k = 0; k < bins; k++) {
      mainError[k] = errorKeep * mainError[k] + (1f - errorKeep) * mainPrior[k] + Floors.POWER;
      shadowError[k] =
          errorKeep * shadowError[k] + (1f - errorKeep) * shadowPrior[k] + Floors.POWER;
      float power = capture.re[k] * capture.re[k] + capture.im[k] * capture.im[k];
      heard[k] = errorKeep * heard[k] + (1f - errorKeep) * power + Floors.POWER;
    }
  }

  /**
   * Lets the shadow serve where it foresees more.
   *
   * @param mainError what the main filter leaves; changed in place
   * @param uncertainty the main filter's, as a power; changed in place
   */
  void serve(Spectrum mainError, float[] uncertainty) {
    float[] shadowUncertainty = shadow.uncertainty();
    for (int band = 0; band < bands.count(); band++) {
      float share = share(band);
      for (int k = bands.start(band); k < bands.start(band + 1); k++) {
        mainError.re[k] += share * (error.re[k] - mainError.re[k]);
        mainError.im[k] += share * (error.im[k] - mainError.im[k]);
        uncertainty[k] += share * (shadowUncertainty[k] - uncertainty[k]);
      }
    }
  }

  /** How much of a band the shadow serves: nearly all or nothing, without a step between. */
  private float share(int band) {
    float main = 0f;
    float own = 0f;
    for (int k = bands.start(band); k < bands.start(band + 1); k++) {
      main += mainError[k];
      own += shadowError[k];
    }
    double ratio = main / (BETTER * (double) own);
    double square = ratio * ratio;
    double eighth = square * square * square * square;
    return eighth > 1e9 ? 1f : (float) (eighth / (1 + eighth));
  }

  /**
   * Whether the path has changed for good.
   *
   * @param capture what the microphone heard
   */
  boolean findsChange(Spectrum capture) {
    int audible = 0;
    int worse = 0;
    float missed = 0f;
    float most = 0f;
    for (int k = 0; k < bins; k++) {
      float power = capture.re[k] * capture.re[k] + capture.im[k] * capture.im[k];
      if (power > AUDIBLE_POWER) {
        audible++;
        if (k < voters && mainError[k] > WORSE * shadowError[k]) {
          worse++;
          missed += mainError[k];
          most += heard[k];
        }
      }
    }
    if (hold > 0) {
      hold--;
      return false;
    }
    boolean many = audible >= LEAST_BINS && worse > SHARE * audible;
    boolean change = many && missed > MISSED_SHARE * most;
    votes = Math.max(0, votes + (change ? 1 : -1));
    if (votes < VOTES) {
      return false;
    }
    votes = 0;
    hold = HOLD_FRAMES;
    return true;
  }

  /** What it leaves. */
  Spectrum error() {
    return error;
  }

  /** What the shadow has learnt. */
  KalmanBins filter() {
    return shadow;
  }

  /** The window over the far end has moved, see {@link KalmanBins#shift}. */
  void shift(int frames) {
    shadow.shift(frames);
  }

  void reset() {
    shadow.reset();
    Arrays.fill(mainError, 0f);
    Arrays.fill(shadowError, 0f);
    Arrays.fill(heard, 0f);
    votes = 0;
    hold = 0;
  }
}
