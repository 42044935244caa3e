package org.silenzio.eval.metric;

/**
 * What became of voiced speech: its pitch track beside that of the clean reference, in the usual
 * measures of pitch trackers. A gross error is a pitch more than 20 % off, as in A. de Cheveigné,
 * H. Kawahara: YIN, a fundamental frequency estimator for speech and music, Journal of the
 * Acoustical Society of America 111 (4), 2002.
 *
 * @param keptPercent the share of the reference's voiced frames that are still voiced; NaN where it
 *     has none
 * @param spuriousPercent the share of the reference's unvoiced frames that are voiced now; NaN
 *     where it has none
 * @param grossErrorPercent the share of gross errors among the frames that are voiced in both; NaN
 *     where there are none
 * @param fineErrorCents the mean deviation of the others, in hundredths of a semitone; NaN where
 *     there are none
 */
public record PitchFidelity(
    double keptPercent, double spuriousPercent, double grossErrorPercent, double fineErrorCents) {

  private static final double GROSS_ERROR = 0.2;
  private static final double CENTS_PER_OCTAVE = 1_200;

  /**
   * Compares two tracks.
   *
   * @param reference per frame the clean signal's pitch in Hz, 0 where it is unvoiced
   * @param degraded the other's, in time with it
   * @throws IllegalArgumentException if they differ in length, or a pitch is negative or not finite
   */
  public static PitchFidelity of(double[] reference, double[] degraded) {
    Inputs.checkTrack("reference", reference);
    Inputs.checkTrack("degraded", degraded);
    if (degraded.length != reference.length) {
      throw new IllegalArgumentException(
          "degraded has " + degraded.length + " frames, allowed: " + reference.length);
    }
    int voiced = 0;
    int kept = 0;
    int spurious = 0;
    int gross = 0;
    double cents = 0;
    for (int n = 0; n < reference.length; n++) {
      if (reference[n] == 0) {
        spurious += degraded[n] > 0 ? 1 : 0;
      } else {
        voiced++;
        if (degraded[n] > 0) {
          kept++;
          double ratio = degraded[n] / reference[n];
          if (Math.abs(ratio - 1) > GROSS_ERROR) {
            gross++;
          } else {
            cents += Math.abs(CENTS_PER_OCTAVE * Math.log(ratio) / Math.log(2));
          }
        }
      }
    }
    return new PitchFidelity(
        100.0 * kept / voiced,
        100.0 * spurious / (reference.length - voiced),
        100.0 * gross / kept,
        cents / (kept - gross));
  }
}
