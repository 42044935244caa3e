package org.silenzio.eval.metric;

import java.util.Arrays;
import org.silenzio.audio.Decibels;

/**
 * The weighted spectral slope distance: how the steps from one critical band to the next differ,
 * those near peaks weighing most, in frames of 30 ms, the worst twentieth left out.
 *
 * <p>D. H. Klatt, "Prediction of perceived phonetic distance from critical-band spectra: a first
 * step", ICASSP 1982, as in Hu and Loizou, 2008. Checked against the published program pysepm.
 */
public final class WeightedSpectralSlope {

  /**
   * Klatt's constants for the distance from the spectrum's peak and from the nearest one, in dB.
   */
  private static final double GLOBAL_PEAK_DB = 20;

  private static final double LOCAL_PEAK_DB = 1;
  private static final double FLOOR_DB = -100;

  private WeightedSpectralSlope() {}

  /**
   * The mean distance of a pair that runs in time.
   *
   * @param reference the clean signal, 37.5 ms or more
   * @param degraded as many samples
   * @param sampleRateHz 8,000 to 192,000; only what is below 4 kHz counts
   * @return 0 (alike) or more, NaN for a silent reference
   * @throws IllegalArgumentException if a signal is too short or not finite, lengths differ, or the
   *     rate is another
   */
  public static double distance(float[] reference, float[] degraded, int sampleRateHz) {
    SpeechFrames frames = SpeechFrames.checked(reference, degraded, sampleRateHz);
    if (Signals.isSilent(reference)) {
      return Double.NaN;
    }
    CriticalBands bands = new CriticalBands(frames, sampleRateHz);
    double[] clean = new double[CriticalBands.BANDS];
    double[] heard = new double[CriticalBands.BANDS];
    double[] distances = new double[frames.count(reference)];
    for (int n = 0; n < distances.length; n++) {
      levels(bands, frames, reference, n, clean);
      levels(bands, frames, degraded, n, heard);
      distances[n] = frameDistance(clean, heard);
    }
    return SpeechFrames.meanOfBest(distances);
  }

  private static void levels(
      CriticalBands bands, SpeechFrames frames, float[] samples, int n, double[] levels) {
    bands.powers(frames, samples, n, levels);
    for (int b = 0; b < levels.length; b++) {
      levels[b] = Math.max(FLOOR_DB, Decibels.fromPower(levels[b]));
    }
  }

  private static double frameDistance(double[] clean, double[] heard) {
    double[] cleanWeights = weights(clean);
    double[] heardWeights = weights(heard);
    double sum = 0;
    double weights = 0;
    for (int b = 0; b < cleanWeights.length; b++) {
      double difference = (clean[b + 1] - clean[b]) - (heard[b + 1] - heard[b]);
      double weight = (cleanWeights[b] + heardWeights[b]) / 2;
      sum += weight * difference * difference;
      weights += weight;
    }
    return sum / weights;
  }

  private static double[] weights(double[] levels) {
    double[] weights = new double[levels.length - 1];
    double peak = Arrays.stream(levels).max().orElseThrow();
    for (int b = 0; b < weights.length; b++) {
      weights[b] =
          GLOBAL_PEAK_DB
              / (GLOBAL_PEAK_DB + peak - levels[b])
              * LOCAL_PEAK_DB
              / (LOCAL_PEAK_DB + nearestPeak(levels, b) - levels[b]);
    }
    return weights;
  }

  /** Uphill the published programs stop one band short of the peak; figures depend on it. */
  private static double nearestPeak(double[] levels, int band) {
    int b = band;
    if (levels[b + 1] > levels[b]) {
      while (b < levels.length - 1 && levels[b + 1] > levels[b]) {
        b++;
      }
      return levels[b - 1];
    }
    while (b >= 0 && levels[b + 1] <= levels[b]) {
      b--;
    }
    return levels[b + 1];
  }
}
