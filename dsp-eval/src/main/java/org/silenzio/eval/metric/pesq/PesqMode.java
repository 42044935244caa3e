package org.silenzio.eval.metric.pesq;

/** How one listens, and how the model's raw score maps to the scale of listening tests. */
enum PesqMode {
  /** By a telephone handset; P.862.1. */
  NARROW_BAND(1.4945, 4.6607),
  /** By headphones; P.862.2. */
  WIDE_BAND(1.3669, 3.8224);

  private static final double LOWEST = 0.999;
  private static final double RANGE = 4;

  private final double slope;
  private final double offset;

  PesqMode(double slope, double offset) {
    this.slope = slope;
    this.offset = offset;
  }

  /** From the raw score, 4.5 at most, to MOS-LQO. */
  double listeningQuality(double raw) {
    return LOWEST + RANGE / (1 + Math.exp(offset - slope * raw));
  }
}
