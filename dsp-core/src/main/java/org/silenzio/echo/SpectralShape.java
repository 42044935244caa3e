package org.silenzio.echo;

import java.util.Arrays;
import org.silenzio.kernel.Kernels;
import org.silenzio.kernel.LogKernel;

/**
 * Spectra as shapes: the level per band, without the mean over the bands and without what is usual
 * in each band. Neither a volume nor a loudspeaker's or a room's colour is left in it, so the
 * shapes of a sound and of its echo are alike; those of two talkers are not.
 */
final class SpectralShape {

  /** Bands of 100 Hz from 250 to 7,450 Hz: fine enough for the harmonics of high voices. */
  static final int BANDS = 72;

  private static final int FIRST_BIN = 10;
  private static final int BAND_BINS = 4;
  private static final int LAST_BIN = FIRST_BIN + BANDS * BAND_BINS;

  /** Added to a band's power before its logarithm (unscaled spectra): about −84 dBFS. */
  private static final float LEAST_POWER = 1e-6f;

  /** How fast the usual levels are learnt: over a second of sound. */
  private static final float STEP = 0.01f;

  private final LogKernel log = Kernels.log();
  private final float[] usual = new float[BANDS];
  private int lessons;

  /** The mean power per bin of a spectrum, within the bands. */
  static float meanPower(float[] power) {
    return Spectrum.mean(power, FIRST_BIN, LAST_BIN);
  }

  /**
   * Finds a spectrum's shape.
   *
   * @param power the power per bin
   * @param loud whether it is loud enough to teach what is usual
   * @param shape where the shape goes
   * @param at its first band there
   */
  void find(float[] power, boolean loud, float[] shape, int at) {
    for (int b = 0; b < BANDS; b++) {
      int k = FIRST_BIN + b * BAND_BINS;
      float sum = power[k] + power[k + 1] + power[k + 2] + power[k + 3];
      shape[at + b] = sum / BAND_BINS + LEAST_POWER;
    }
    log.log2(shape, at, BANDS);
    float mean = 0f;
    for (int b = 0; b < BANDS; b++) {
      mean += shape[at + b];
    }
    mean /= BANDS;
    float step = loud ? Math.max(STEP, 1f / (lessons + 1)) : 0f;
    lessons += loud && lessons < 1 / STEP ? 1 : 0;
    for (int b = 0; b < BANDS; b++) {
      float level = shape[at + b] - mean;
      usual[b] += step * (level - usual[b]);
      shape[at + b] = level - usual[b];
    }
  }

  void reset() {
    Arrays.fill(usual, 0f);
    lessons = 0;
  }
}
