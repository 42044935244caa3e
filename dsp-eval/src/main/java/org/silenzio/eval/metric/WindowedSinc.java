package org.silenzio.eval.metric;

/**
 * The Kaiser-windowed sinc, an interpolator; the same bits on every machine. Immutable.
 *
 * <p>J. F. Kaiser, R. W. Schafer, "On the use of the I0-sinh window for spectrum analysis", IEEE
 * Trans. ASSP 28(1), 1980.
 */
public final class WindowedSinc {

  private final double beta;
  private final double halfLength;
  private final double scale;

  /**
   * Makes an interpolator.
   *
   * @param stopBandDb attenuation beyond its transition, above 50
   * @param halfLength from the middle to where the window ends
   */
  public WindowedSinc(double stopBandDb, double halfLength) {
    this.beta = 0.1102 * (stopBandDb - 8.7);
    this.halfLength = halfLength;
    this.scale = 1 / besselI0(beta);
  }

  /** The windowed sin(πbx) / (πbx), b being the band's edge as a fraction of Nyquist's. */
  public double value(double x, double band) {
    double position = x / halfLength;
    double inside = 1 - position * position;
    if (inside < 0) {
      return 0;
    }
    double angle = Math.PI * band * x;
    double sinc = angle == 0 ? 1 : StrictMath.sin(angle) / angle;
    return sinc * scale * besselI0(beta * Math.sqrt(inside));
  }

  /** The modified Bessel function of the first kind, order 0, by its power series. */
  private static double besselI0(double x) {
    double quarterSquare = x * x / 4;
    double term = 1;
    double sum = 1;
    for (int k = 1; term > sum * 1e-17; k++) {
      term *= quarterSquare / ((double) k * k);
      sum += term;
    }
    return sum;
  }
}
