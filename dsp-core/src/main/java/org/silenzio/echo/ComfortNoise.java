package org.silenzio.echo;

import org.silenzio.transform.WindowPair;

/** Background noise of random phase where echo was taken out, so that no holes are heard. */
final class ComfortNoise {

  /**
   * Level against the learnt floor, which lies below the mean, with windows whose noise gain is ½:
   * within 2 dB of the noise, as ITU-T G.168 (test 9) asks for.
   */
  private static final double LEVEL = 2;

  private static final double LEVEL_NOISE_GAIN = 0.5;

  /** The capture's floor counts up to so many times the error's: more would be steady echo. */
  private static final float LARGEST_EXCESS = 8f;

  /** Holes in a rumble are not heard, and what fills them is no background that anyone misses. */
  private static final double FROM_HZ = 125;

  private static final int PHASES = 256;
  private static final int PHASE_SHIFT = 24;
  private static final int MULTIPLIER = 1_664_525; // Numerical Recipes' generator
  private static final int INCREMENT = 1_013_904_223;
  private static final int SEED = 1;

  private final float level;
  private final int from;
  private final float[] cosine = new float[PHASES];
  private final float[] sine = new float[PHASES];
  private final float[] amplitude;
  private int random = SEED;

  /**
   * Makes noise.
   *
   * @param bins up to 8 kHz
   * @param windows that the spectra are made with
   */
  ComfortNoise(int bins, WindowPair windows) {
    amplitude = new float[bins];
    from = (int) Math.round(FROM_HZ / (Steps.SAMPLE_RATE_HZ / 2.0) * (bins - 1));
    double noiseGain = Math.sqrt(windows.noiseGain());
    level = (float) (LEVEL * LEVEL_NOISE_GAIN / noiseGain);
    for (int i = 0; i < PHASES; i++) {
      cosine[i] = (float) Math.cos(2 * Math.PI * i / PHASES);
      sine[i] = (float) Math.sin(2 * Math.PI * i / PHASES);
    }
  }

  /**
   * Adds noise to a spectrum, from 125 Hz on.
   *
   * @param spectrum changed in place
   * @param gain what was applied to it
   * @param errorFloor the error's noise floor
   * @param captureFloor the capture's noise floor
   * @param presence of the near end, 0 to 1: its voice hides holes, so there is no noise beside it
   */
  void add(
      Spectrum spectrum, float[] gain, float[] errorFloor, float[] captureFloor, float presence) {
    float share = level * (1f - presence);
    for (int k = from; k < gain.length; k++) {
      float floor = Math.min(captureFloor[k], LARGEST_EXCESS * errorFloor[k]);
      amplitude[k] = share * (float) Math.sqrt(Math.max(0f, 1f - gain[k] * gain[k]) * floor);
    }
    int next = random;
    for (int k = from; k < gain.length; k++) {
      next = next * MULTIPLIER + INCREMENT;
      int phase = next >>> PHASE_SHIFT;
      spectrum.re[k] += amplitude[k] * cosine[phase];
      spectrum.im[k] += amplitude[k] * sine[phase];
    }
    random = next;
  }

  /** The same for a run of bins with one gain and one floor. */
  void add(Spectrum spectrum, int from, int to, float gain, float floor, float presence) {
    float amplitude =
        level * (1f - presence) * (float) Math.sqrt(Math.max(0f, 1f - gain * gain) * floor);
    for (int k = from; k < to; k++) {
      random = random * MULTIPLIER + INCREMENT;
      int phase = random >>> PHASE_SHIFT;
      spectrum.re[k] += amplitude * cosine[phase];
      spectrum.im[k] += amplitude * sine[phase];
    }
  }

  void reset() {
    random = SEED;
  }
}
