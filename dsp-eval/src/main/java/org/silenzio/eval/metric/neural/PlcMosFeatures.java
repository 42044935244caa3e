package org.silenzio.eval.metric.neural;

/**
 * What PLCMOS looks at: the logarithm of the power in 257 bins, frames of 512 samples every 256
 * under a Hamming window, the first one half before the recording, the last one filled with zeros.
 * Keeps nothing between calls: many threads may share it.
 */
final class PlcMosFeatures {

  private static final int FRAME = 512;
  private static final int HOP = 256;
  private static final double SCALE = 1.0 / 20;
  private static final double LN_PER_DB = Math.log(10) / 10;

  /** Where the spectrum is zero: this far below the least power that is not. */
  private static final double ZERO_BELOW_LEAST_DB = 120;

  private static final double ALL_ZERO_DB = -80;

  private final PowerSpectrum spectrum = new PowerSpectrum(periodicHamming());

  private static double[] periodicHamming() {
    double[] window = new double[FRAME];
    for (int n = 0; n < FRAME; n++) {
      window[n] = 0.54 - 0.46 * Math.cos(2 * Math.PI * n / FRAME);
    }
    return window;
  }

  int bins() {
    return spectrum.bins();
  }

  /** How many frames some samples give. */
  int frames(int samples) {
    return (samples + HOP - 1) / HOP + 1;
  }

  /** One row of {@link #bins()} values for each of the {@link #frames(int)}. [any] */
  float[] of(float[] samples) {
    int frames = frames(samples.length);
    int bins = bins();
    double[] power = new double[bins];
    double[] log = new double[frames * bins];
    double least = Double.POSITIVE_INFINITY;
    for (int f = 0; f < frames; f++) {
      spectrum.of(samples, (f - 1) * HOP, power);
      for (int k = 0; k < bins; k++) {
        double value = Math.log(power[k]);
        log[f * bins + k] = value;
        least = power[k] > 0 ? Math.min(least, value) : least;
      }
    }
    double floor =
        Double.isInfinite(least)
            ? ALL_ZERO_DB * LN_PER_DB
            : least - ZERO_BELOW_LEAST_DB * LN_PER_DB;
    float[] features = new float[log.length];
    for (int i = 0; i < log.length; i++) {
      features[i] = (float) (Math.max(log[i], floor) * SCALE);
    }
    return features;
  }
}
