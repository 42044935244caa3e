package org.silenzio.eval.metric;

import org.silenzio.audio.Decibels;

/**
 * The frequency-weighted segmental signal-to-noise ratio: per frame of 30 ms the mean over 25
 * critical bands of the magnitudes' ratio in dB, weighted by the reference's magnitude to the power
 * of 0.2 and held between −10 and 35 dB.
 *
 * <p>Y. Hu, P. C. Loizou, "Evaluation of objective quality measures for speech enhancement", IEEE
 * Trans. ASLP 16(1), 2008. Checked against the published program pysepm. Spectra are normalised
 * frame by frame, so that gain does not count.
 */
public final class FrequencyWeightedSegmentalSnr {

  private static final double GAMMA = 0.2;

  private FrequencyWeightedSegmentalSnr() {}

  /**
   * The mean ratio of a pair that runs in time.
   *
   * @param reference the clean signal, 37.5 ms or more
   * @param degraded as many samples
   * @param sampleRateHz 8,000 to 192,000; only what is below 4 kHz counts
   * @return dB from −10 to 35, NaN for a silent reference
   * @throws IllegalArgumentException if a signal is too short or not finite, lengths differ, or the
   *     rate is another
   */
  public static double db(float[] reference, float[] degraded, int sampleRateHz) {
    SpeechFrames frames = SpeechFrames.checked(reference, degraded, sampleRateHz);
    if (Signals.isSilent(reference)) {
      return Double.NaN;
    }
    CriticalBands bands = new CriticalBands(frames, sampleRateHz);
    double[] clean = new double[CriticalBands.BANDS];
    double[] heard = new double[CriticalBands.BANDS];
    int count = frames.count(reference);
    double sum = 0;
    for (int n = 0; n < count; n++) {
      bands.shares(frames, reference, n, clean);
      bands.shares(frames, degraded, n, heard);
      sum += Math.clamp(frameDb(clean, heard), SegmentalSnr.LEAST_DB, SegmentalSnr.MOST_DB);
    }
    return sum / count;
  }

  private static double frameDb(double[] clean, double[] heard) {
    double weighted = 0;
    double weights = 0;
    for (int b = 0; b < clean.length; b++) {
      double error = clean[b] - heard[b];
      double noise = Math.max(SpeechFrames.EPSILON, error * error);
      double weight = Math.pow(clean[b], GAMMA);
      weighted += weight * Decibels.fromPower(clean[b] * clean[b] / noise);
      weights += weight;
    }
    return weighted / weights;
  }
}
