package org.silenzio.echo;

import java.util.Arrays;

/**
 * Takes the echo out of what lies above 8 kHz, where no filter is learnt: in bands of 1 kHz the far
 * end's power, weighted over its lags as the linear filter below is, says how the echo rises and
 * falls; how strong it is, is learnt as a low quantile of what the microphone heard. A gain and
 * comfort noise do the rest, as below 8 kHz.
 */
final class HighBand {

  /** The lowest gain: −40 dB, for no filter has taken anything out before. */
  private static final float LEAST_GAIN = 0.01f;

  /** The share's step up and down in 8 ms, natural logarithm of a power: settles at 25 %. */
  private static final double STEP_UP = 0.0075;

  private static final double STEP_DOWN = 0.0225;

  /** How much larger the steps are at first, and how many lessons long: 1 s. */
  private static final float FIRST_STEPS_FACTOR = 10f;

  private static final int FIRST_LESSONS = 100;

  /** Natural logarithm of a power: between −50 dB and 20 dB of the echo path below 8 kHz. */
  private static final float LEAST_SHARE = -11.5f;

  private static final float LARGEST_SHARE = 4.6f;

  /** The echo teaches where it would exceed the noise so many times. */
  private static final float ABOVE_NOISE = 2f;

  /** The least echo that teaches (unscaled spectra): about −104 dBFS. */
  private static final float LEAST_ECHO = 1e-8f;

  /** Echo of more than this share of the capture must not pass for noise: −6 dB. */
  private static final float ECHO_IN_NOISE = 0.25f;

  /**
   * What a lag's power keeps over a step while the filter says less: it falls by 4 dB a second, for
   * a filter that begins anew is no sign that the echo is gone.
   */
  private static final float LAG_KEEP = 0.99f;

  private final int firstBin;
  private final int bands;
  private final int taps;
  private final HighFarEnd far;
  private final float stepUp = Steps.move(STEP_UP);
  private final float stepDown = Steps.move(STEP_DOWN);
  private final float[] power;
  private final float[] lags;
  private final float[] quiet;
  private final float[] residual;
  private final float[] share;
  private final int[] lessons;
  private final NoiseFloor floor;
  private final SuppressionGain suppressor;

  /**
   * Makes one that knows nothing.
   *
   * @param far the far end above the filtered bins
   * @param firstBin the lowest of its bins
   * @param taps spectra of the far end that an echo may come from
   */
  HighBand(HighFarEnd far, int firstBin, int taps) {
    this.far = far;
    this.firstBin = firstBin;
    this.taps = taps;
    bands = far.bands();
    power = new float[bands];
    lags = new float[taps];
    quiet = new float[bands];
    residual = new float[bands];
    share = new float[bands];
    lessons = new int[bands];
    floor = new NoiseFloor(bands);
    suppressor = new SuppressionGain(bands, LEAST_GAIN, LEAST_GAIN);
    reset();
  }

  /**
   * Takes a step and finds the gains.
   *
   * @param capture what the microphone heard
   * @param lagPower the echo path's power at each of the far end's lags, as known below 8 kHz
   * @param offset the first of these lags
   * @param taken share of the capture that counts as echo whatever else is known
   * @param presence of the near end, 0 to 1
   */
  void update(Spectrum capture, float[] lagPower, int offset, float taken, float presence) {
    for (int b = 0; b < bands; b++) {
      power[b] = far.meanPower(capture, b);
      boolean echoed = residual[b] > ECHO_IN_NOISE * power[b];
      quiet[b] = echoed ? Math.min(power[b], floor.power()[b]) : power[b];
    }
    floor.update(quiet);
    for (int t = 0; t < taps; t++) {
      lags[t] = Math.max(lagPower[t], LAG_KEEP * lags[t]) + Floors.POWER;
    }
    for (int b = 0; b < bands; b++) {
      float echo = Floors.POWER;
      for (int t = 0; t < taps; t++) {
        echo += lags[t] * far.power(b, offset + t);
      }
      float noise = floor.power()[b];
      if (echo > ABOVE_NOISE * noise && echo > LEAST_ECHO) {
        learn(b, Math.max(power[b] - noise, Floors.POWER) / echo);
      }
      residual[b] = (float) Math.exp(share[b]) * echo + taken * power[b];
    }
    suppressor.update(power, residual, presence, 0f);
  }

  private void learn(int band, float heard) {
    float factor = lessons[band] < FIRST_LESSONS ? FIRST_STEPS_FACTOR : 1f;
    lessons[band] = Math.min(lessons[band] + 1, FIRST_LESSONS);
    float step = factor * (Math.log(heard) > share[band] ? stepUp : -stepDown);
    share[band] = Math.clamp(share[band] + step, LEAST_SHARE, LARGEST_SHARE);
  }

  /** Applies the gains; between the bands' middles they run straight. */
  void apply(Spectrum spectrum) {
    float[] gain = suppressor.gain();
    for (int b = 0; b < bands; b++) {
      float below = 0.5f * (gain[Math.max(0, b - 1)] + gain[b]);
      float above = 0.5f * (gain[b] + gain[Math.min(bands - 1, b + 1)]);
      int from = firstBin + b * HighFarEnd.BAND_BINS;
      ramp(spectrum, from, below, gain[b]);
      ramp(spectrum, from + HighFarEnd.BAND_BINS / 2, gain[b], above);
    }
  }

  private static void ramp(Spectrum spectrum, int from, float first, float last) {
    int bins = HighFarEnd.BAND_BINS / 2;
    float step = (last - first) / bins;
    for (int i = 0; i < bins; i++) {
      float gain = first + step * (i + 0.5f);
      spectrum.re[from + i] *= gain;
      spectrum.im[from + i] *= gain;
    }
  }

  /** Adds noise where the gains took something out. */
  void addNoise(ComfortNoise noise, Spectrum spectrum, float presence) {
    for (int b = 0; b < bands; b++) {
      int from = firstBin + b * HighFarEnd.BAND_BINS;
      noise.add(
          spectrum,
          from,
          from + HighFarEnd.BAND_BINS,
          suppressor.gain()[b],
          floor.power()[b],
          presence);
    }
  }

  void reset() {
    Arrays.fill(power, 0f);
    Arrays.fill(lags, 0f);
    Arrays.fill(quiet, 0f);
    Arrays.fill(residual, 0f);
    Arrays.fill(share, 0f);
    Arrays.fill(lessons, 0);
    floor.reset();
    suppressor.reset();
  }
}
