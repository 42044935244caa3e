package org.silenzio.eval.metric;

/** Which way a figure gets better. */
public enum FigureDirection {
  /** More is better, such as for a quality score. */
  HIGHER_IS_BETTER,
  /** Less is better, such as for noise that is left. */
  LOWER_IS_BETTER,
  /** Neither is better as such, for example a level. */
  NEITHER;

  /**
   * How much better the second value is than the first.
   *
   * @return above 0 if it is better, below 0 if it is worse, by the values' difference; 0 where
   *     neither way is better or both are the same; NaN if one of them is
   */
  public double gain(double from, double to) {
    if (from == to) {
      return 0; // also of two infinities, whose difference is no number
    }
    return switch (this) {
      case HIGHER_IS_BETTER -> to - from;
      case LOWER_IS_BETTER -> from - to;
      case NEITHER -> Double.isNaN(from) || Double.isNaN(to) ? Double.NaN : 0;
    };
  }
}
