package org.silenzio.gain;

/**
 * The highest point of a signal at four times its rate, by filters the limiter knows nothing of.
 */
final class OversampledPeak {

  /** ITU-R BS.1770-4, annex 2: the first two phases; the others are these backwards. */
  private static final double[][] STANDARD = {
    {
      0.0017089843750, 0.0109863281250, -0.0196533203125, 0.0332031250000, -0.0594482421875,
      0.1373291015625, 0.9721679687500, -0.1022949218750, 0.0476074218750, -0.0266113281250,
      0.0148925781250, -0.0083007812500
    },
    {
      -0.0291748046875, 0.0292968750000, -0.0517578125000, 0.0891113281250, -0.1665039062500,
      0.4650878906250, 0.7797851562500, -0.2003173828125, 0.1015625000000, -0.0582275390625,
      0.0330810546875, -0.0189208984375
    }
  };

  private static final int LONG_HALF = 64;

  private OversampledPeak() {}

  /** By the standard's own filter of 12 taps a phase, and at the samples themselves. */
  static double byTheStandard(float[] signal) {
    double most = 0;
    for (int i = 0; i < signal.length; i++) {
      most = Math.max(most, Math.abs(signal[i]));
      for (double[] taps : STANDARD) {
        double forwards = 0;
        double backwards = 0;
        for (int t = 0; t < taps.length; t++) {
          int at = i - t;
          double x = at >= 0 ? signal[at] : 0;
          forwards += taps[t] * x;
          backwards += taps[taps.length - 1 - t] * x;
        }
        most = Math.max(most, Math.max(Math.abs(forwards), Math.abs(backwards)));
      }
    }
    return most;
  }

  /** By a sinc of 128 samples under a Hann window: close to what a converter makes of it. */
  static double byALongFilter(float[] signal) {
    double most = 0;
    for (int phase = 0; phase < 4; phase++) {
      double[] taps = new double[2 * LONG_HALF];
      for (int t = 0; t < taps.length; t++) {
        double distance = t - (LONG_HALF - 1) - phase / 4.0;
        double window = Math.pow(Math.cos(Math.PI * distance / (2 * LONG_HALF)), 2);
        taps[t] = distance == 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance) * window;
      }
      for (int i = 0; i + taps.length <= signal.length; i++) {
        double sum = 0;
        for (int t = 0; t < taps.length; t++) {
          sum += taps[t] * signal[i + t];
        }
        most = Math.max(most, Math.abs(sum));
      }
    }
    return most;
  }
}
