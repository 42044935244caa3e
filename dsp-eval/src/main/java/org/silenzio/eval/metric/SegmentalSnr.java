package org.silenzio.eval.metric;

import org.silenzio.audio.Decibels;

/**
 * The segmental signal-to-noise ratio: the mean over frames of 30 ms of their ratio in dB, each
 * held between −10 and 35 dB.
 *
 * <p>J. H. L. Hansen, B. L. Pellom, "An effective quality evaluation protocol for speech
 * enhancement algorithms", ICSLP 1998, with the frames of Hu and Loizou, 2008. Checked against the
 * published program pysepm. Frames in which the reference is silent count −10 dB, even those that
 * are silent in both: that is how published figures were made, so compare only figures of the same
 * recording.
 */
public final class SegmentalSnr {

  static final double LEAST_DB = -10;
  static final double MOST_DB = 35;

  private SegmentalSnr() {}

  /**
   * The mean ratio of a pair that runs in time.
   *
   * @param reference the clean signal, 37.5 ms or more
   * @param degraded as many samples
   * @param sampleRateHz 8,000 to 192,000
   * @return dB from −10 to 35, NaN for a silent reference
   * @throws IllegalArgumentException if a signal is too short or not finite, lengths differ, or the
   *     rate is another
   */
  public static double db(float[] reference, float[] degraded, int sampleRateHz) {
    SpeechFrames frames = SpeechFrames.checked(reference, degraded, sampleRateHz);
    if (Signals.isSilent(reference)) {
      return Double.NaN;
    }
    int count = frames.count(reference);
    double[] clean = new double[frames.length()];
    double[] heard = new double[frames.length()];
    double sum = 0;
    for (int n = 0; n < count; n++) {
      frames.cut(reference, n, clean);
      frames.cut(degraded, n, heard);
      double noise = 0;
      for (int i = 0; i < clean.length; i++) {
        double error = clean[i] - heard[i];
        noise += error * error;
      }
      double ratio = Signals.energy(clean) / (noise + SpeechFrames.EPSILON);
      sum += Math.clamp(Decibels.fromPower(ratio), LEAST_DB, MOST_DB);
    }
    return sum / count;
  }
}
