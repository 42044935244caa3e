package org.silenzio.eval.report;

/**
 * How a chain is told from the others in curves and plots: seven colours that people with any
 * colour vision tell apart, then the same with other dashes.
 *
 * @param color 0 to {@value #COLORS} − 1, the page's style has the colours
 * @param dash 0 for a whole line, 1 and 2 for dashes
 */
record SeriesStyle(int color, int dash) {

  private static final int COLORS = 7;
  private static final int DASHES = 3;

  /** The style of the chain that comes so many-th. */
  static SeriesStyle of(int index) {
    return new SeriesStyle(index % COLORS, index / COLORS % DASHES);
  }

  /** The names of the style's classes. */
  String classes() {
    return "c" + color + " d" + dash;
  }
}
