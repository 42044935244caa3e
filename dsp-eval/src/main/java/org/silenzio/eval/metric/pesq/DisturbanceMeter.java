package org.silenzio.eval.metric.pesq;

/** How much two frames differ to the ear. */
final class DisturbanceMeter {

  private static final double LOUDNESS_SCALE = 0.1866055; // to Sone
  private static final double ZWICKER_POWER = 0.23;
  private static final double LOW_BANDS_BARK = 4; // below them, loudness grows faster
  private static final double MASKED_SHARE = 0.25;
  private static final double ASYMMETRY_OFFSET = 50;
  private static final double ASYMMETRY_POWER = 1.2;
  private static final double LEAST_ASYMMETRY = 3;
  private static final double MOST_ASYMMETRY = 12;

  private final BarkScale scale;
  private final double[] exponent;
  private final double[] loudnessAtThreshold;

  /**
   * The disturbance of a frame.
   *
   * @param symmetric what was added or lost
   * @param asymmetric what was added: it is heard apart from the speech, and disturbs more
   */
  record Disturbance(double symmetric, double asymmetric) {}

  DisturbanceMeter(BarkScale scale) {
    this.scale = scale;
    exponent = new double[scale.bands()];
    loudnessAtThreshold = new double[scale.bands()];
    for (int b = 0; b < exponent.length; b++) {
      double centre = scale.centreBark(b);
      double steeper = centre < LOW_BANDS_BARK ? Math.min(2, 6 / (centre + 2)) : 1;
      exponent[b] = ZWICKER_POWER * Math.pow(steeper, 0.15);
      loudnessAtThreshold[b] = LOUDNESS_SCALE * Math.pow(scale.threshold(b) / 0.5, exponent[b]);
    }
  }

  /** Compares the powers of a frame's bands. */
  Disturbance between(double[] reference, double[] degraded) {
    double totalBark = 0;
    double squares = 0;
    double added = 0;
    for (int b = 1; b < scale.bands(); b++) { // the lowest band does not count
      double width = scale.widthBark(b);
      double heard =
          Math.abs(unmasked(loudness(b, degraded[b]), loudness(b, reference[b]))) * width;
      totalBark += width;
      squares += heard * heard;
      added += heard * asymmetry(reference[b], degraded[b]);
    }
    return new Disturbance(Math.sqrt(squares / totalBark) * totalBark, added);
  }

  /** In Sone per Bark. */
  private double loudness(int band, double power) {
    double threshold = scale.threshold(band);
    return power > threshold
        ? loudnessAtThreshold[band] * (Math.pow(0.5 + 0.5 * power / threshold, exponent[band]) - 1)
        : 0;
  }

  /** The difference of two loudnesses, less what the quieter of them masks. */
  private static double unmasked(double degraded, double reference) {
    double difference = degraded - reference;
    double masked = MASKED_SHARE * Math.min(degraded, reference);
    return Math.copySign(Math.max(0, Math.abs(difference) - masked), difference);
  }

  private static double asymmetry(double reference, double degraded) {
    double ratio = (degraded + ASYMMETRY_OFFSET) / (reference + ASYMMETRY_OFFSET);
    double factor = Math.pow(ratio, ASYMMETRY_POWER);
    return factor < LEAST_ASYMMETRY ? 0 : Math.min(factor, MOST_ASYMMETRY);
  }
}
