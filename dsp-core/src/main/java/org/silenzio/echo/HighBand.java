package org.silenzio.echo;

import java.util.Arrays;

/**
 * Takes the echo out of what lies above 8 kHz, where no filter is learnt: in bands of 1 kHz the far
 * end's power, weighted over its lags as the linear filter below is, says how the echo rises and
 * falls; how strong it is, is learnt as a low quantile of what the microphone heard. A gain and
 * comfort noise do the rest, as below 8 kHz.
 */
final class HighBand {

  /** Bins of a band: 1 kHz. */
  private static final int BAND_BINS = 40;

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
  private final int kept;
  private final float stepUp = Steps.move(STEP_UP);
  private final float stepDown = Steps.move(STEP_DOWN);
  private final float[] history;
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
   * @param firstBin the lowest bin above the filtered ones
   * @param endBin the bin behind the highest one, whole bands away
   * @param taps spectra of the far end that an echo may come from
   * @param range how many spectra back the newest of them may lie
   */
  HighBand(int firstBin, int endBin, int taps, int range) {
    this.firstBin = firstBin;
    this.taps = taps;
    kept = range + taps;
    bands = (endBin - firstBin) / BAND_BINS;
    history = new float[bands * kept];
    power = new float[bands];
    lags = new float[taps];
    quiet = new float[bands];
    residual = new float[bands];
    share = new float[bands];
    lessons = new int[bands];
    floor = new NoiseFloor(bands);
    suppressor = new SuppressionGain(bands, LEAST_GAIN);
    reset();
  }

  /** Takes the far end's newest spectrum in. */
  void push(Spectrum far) {
    System.arraycopy(history, 0, history, 1, history.length - 1);
    for (int b = 0; b < bands; b++) {
      history[b * kept] = meanPower(far, b);
    }
  }

  private float meanPower(Spectrum spectrum, int band) {
    int from = firstBin + band * BAND_BINS;
    float sum = 0f;
    for (int k = from; k < from + BAND_BINS; k++) {
      sum += spectrum.re[k] * spectrum.re[k] + spectrum.im[k] * spectrum.im[k];
    }
    return sum / BAND_BINS;
  }

  /**
   * Takes a step and finds the gains.
   *
   * @param capture what the microphone heard
   * @param lagPower the echo path's power at each of the far end's lags, as known below 8 kHz
   * @param offset the first of these lags
   * @param young share of the capture that counts as echo, while little is known
   * @param presence of the near end, 0 to 1
   */
  void update(Spectrum capture, float[] lagPower, int offset, float young, float presence) {
    for (int b = 0; b < bands; b++) {
      power[b] = meanPower(capture, b);
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
        echo += lags[t] * history[b * kept + offset + t];
      }
      float noise = floor.power()[b];
      if (echo > ABOVE_NOISE * noise && echo > LEAST_ECHO) {
        learn(b, Math.max(power[b] - noise, Floors.POWER) / echo);
      }
      residual[b] = (float) Math.exp(share[b]) * echo + young * power[b];
    }
    suppressor.update(power, residual, presence);
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
      int from = firstBin + b * BAND_BINS;
      ramp(spectrum, from, below, gain[b]);
      ramp(spectrum, from + BAND_BINS / 2, gain[b], above);
    }
  }

  private static void ramp(Spectrum spectrum, int from, float first, float last) {
    int bins = BAND_BINS / 2;
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
      int from = firstBin + b * BAND_BINS;
      noise.add(spectrum, from, from + BAND_BINS, suppressor.gain()[b], floor.power()[b], presence);
    }
  }

  void reset() {
    Arrays.fill(history, 0f);
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
