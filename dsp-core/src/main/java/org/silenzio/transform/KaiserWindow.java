package org.silenzio.transform;

/**
 * The Kaiser window, whose one parameter trades main-lobe width for side-lobe level.
 *
 * <p>J. F. Kaiser, R. W. Schafer, "On the use of the I0-sinh window for spectrum analysis", IEEE
 * Trans. ASSP 28(1), 1980. Stateless. [any]
 */
final class KaiserWindow {

  private KaiserWindow() {}

  /**
   * The shape parameter for a low-pass filter's stop band.
   *
   * @param stopBandDb attenuation in dB, above 50
   * @return beta
   */
  static double beta(double stopBandDb) {
    return 0.1102 * (stopBandDb - 8.7);
  }

  /**
   * The window's value.
   *
   * @param position −1 (left edge) to 1 (right edge)
   * @param beta the shape parameter
   * @return the weight, 1 in the middle
   */
  static double value(double position, double beta) {
    double remaining = Math.max(0.0, 1.0 - position * position);
    return besselI0(beta * Math.sqrt(remaining)) / besselI0(beta);
  }

  /** The modified Bessel function of the first kind, order 0, by its power series. */
  static double besselI0(double x) {
    double halfSquared = x * x / 4.0;
    double term = 1.0;
    double sum = 1.0;
    for (int k = 1; term > sum * 1e-17; k++) {
      term *= halfSquared / ((double) k * k);
      sum += term;
    }
    return sum;
  }
}
