package org.silenzio.gain;

import java.util.Arrays;

/**
 * How high a signal rises between its samples: the largest of each sample and the three points that
 * follow it at four times the rate, found by a windowed sinc. ITU-R BS.1770-4, annex 2, asks for
 * such an interpolation and leaves the filter open.
 *
 * <p>Stateless but for scratch.
 */
final class TruePeak {

  /** Samples that a point between two depends on. */
  static final int TAPS = 16;

  /** Samples behind the newest, at which peaks are known. */
  static final int DELAY_SAMPLES = TAPS / 2;

  private static final int OVERSAMPLING = 4;

  private final float[][] phases = new float[OVERSAMPLING - 1][TAPS];
  private final float[] points;
  private final float gainBound;

  /** Makes one for runs of up to so many samples. */
  TruePeak(int maxRunSamples) {
    points = new float[maxRunSamples];
    double most = 1;
    for (int p = 0; p < phases.length; p++) {
      most = Math.max(most, design(phases[p], (p + 1.0) / OVERSAMPLING));
    }
    gainBound = (float) (most * (1 + 1e-5)); // above all rounding
  }

  /** Fills the taps of one place between two samples; returns the sum of their magnitudes. */
  private static double design(float[] taps, double place) {
    double[] exact = new double[TAPS];
    double sum = 0;
    for (int t = 0; t < TAPS; t++) {
      double distance = t - (DELAY_SAMPLES - 1) - place;
      double window = Math.cos(Math.PI * distance / (TAPS + 1)); // not quite 0 at its ends
      exact[t] = Math.sin(Math.PI * distance) / (Math.PI * distance) * window * window;
      sum += exact[t];
    }
    double magnitude = 0;
    for (int t = 0; t < TAPS; t++) {
      taps[t] = (float) (exact[t] / sum); // a constant passes unchanged
      magnitude += Math.abs(taps[t]);
    }
    return magnitude;
  }

  /** No point between samples is higher than this times the largest sample around. */
  float gainBound() {
    return gainBound;
  }

  /**
   * Raises {@code peaks[k]} to the peak at and behind the sample {@code from + k − DELAY_SAMPLES}.
   * Reads the samples from {@code from − TAPS + 1} on.
   */
  void raise(float[] samples, int from, int length, float[] peaks) {
    for (int k = 0; k < length; k++) {
      peaks[k] = Math.max(peaks[k], Math.abs(samples[from - DELAY_SAMPLES + k]));
    }
    for (float[] taps : phases) {
      Arrays.fill(points, 0, length, 0f);
      for (int t = 0; t < TAPS; t++) {
        addScaled(samples, from - TAPS + 1 + t, taps[t], length);
      }
      for (int k = 0; k < length; k++) {
        peaks[k] = Math.max(peaks[k], Math.abs(points[k]));
      }
    }
  }

  /** A loop that the compiler makes vectors of, since nothing in it is added in another order. */
  private void addScaled(float[] samples, int from, float factor, int length) {
    for (int k = 0; k < length; k++) {
      points[k] += factor * samples[from + k];
    }
  }
}
