package org.silenzio.eval.scenario;

/** A recursive filter of order 2 in double precision, for whole signals. Immutable. */
final class Biquad {

  private final double b0;
  private final double b1;
  private final double b2;
  private final double a1;
  private final double a2;

  private Biquad(double b0, double b1, double b2, double a1, double a2) {
    this.b0 = b0;
    this.b1 = b1;
    this.b2 = b2;
    this.a1 = a1;
    this.a2 = a2;
  }

  /** By the bilinear transform, 3 dB down at the edge. */
  static Biquad butterworthHighPass(double edgeHz, int sampleRateHz) {
    double k = StrictMath.tan(StrictMath.PI * edgeHz / sampleRateHz);
    double scale = 1 / (1 + StrictMath.sqrt(2) * k + k * k);
    return new Biquad(
        scale,
        -2 * scale,
        scale,
        2 * (k * k - 1) * scale,
        (1 - StrictMath.sqrt(2) * k + k * k) * scale);
  }

  /** Filters from rest, in place. */
  void filter(double[] samples) {
    double first = 0;
    double second = 0;
    for (int n = 0; n < samples.length; n++) {
      double in = samples[n];
      double out = b0 * in + first;
      first = b1 * in - a1 * out + second;
      second = b2 * in - a2 * out;
      samples[n] = out;
    }
  }
}
