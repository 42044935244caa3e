package org.silenzio.eval.metric;

/**
 * The composite measures of enhanced speech, as predicted opinions from 1 to 5.
 *
 * <p>Y. Hu, P. C. Loizou, "Evaluation of objective quality measures for speech enhancement", IEEE
 * Trans. ASLP 16(1), 2008. Checked against the published program pysepm.
 *
 * @param signal CSIG: how undistorted the speech is
 * @param background CBAK: how unobtrusive the noise is
 * @param overall COVL: the whole
 */
public record Composite(double signal, double background, double overall) {

  /**
   * The measures of a pair that runs in time.
   *
   * @param reference the clean signal, 37.5 ms or more
   * @param degraded as many samples
   * @param sampleRateHz 8,000 to 192,000
   * @param pesq the pair's PESQ score, −0.5 to 5: the raw score of P.862 at 8 kHz, and by custom
   *     the MOS-LQO of P.862.2 at 16 kHz
   * @return the measures, NaN for a silent reference
   * @throws IllegalArgumentException if a signal is too short or not finite, lengths differ, or a
   *     number is out of range
   */
  public static Composite of(float[] reference, float[] degraded, int sampleRateHz, double pesq) {
    if (!(pesq >= -0.5 && pesq <= 5)) {
      throw new IllegalArgumentException("pesq is " + pesq + ", allowed: -0.5 to 5");
    }
    double ratio = LogLikelihoodRatio.unlimited(reference, degraded, sampleRateHz);
    double slope = WeightedSpectralSlope.distance(reference, degraded, sampleRateHz);
    double snr = SegmentalSnr.db(reference, degraded, sampleRateHz);
    return new Composite(
        opinion(3.093 - 1.029 * ratio + 0.603 * pesq - 0.009 * slope),
        opinion(1.634 + 0.478 * pesq - 0.007 * slope + 0.063 * snr),
        opinion(1.594 + 0.805 * pesq - 0.512 * ratio - 0.007 * slope));
  }

  private static double opinion(double value) {
    return Math.min(5, Math.max(1, value)); // keeps NaN
  }
}
