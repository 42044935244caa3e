package org.silenzio.eval.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.silenzio.eval.metric.FigureKind;

/**
 * How a figure is spread over recordings, one row per chain: each recording a dot, the middle half
 * a box, the median a line.
 *
 * @param column the figure
 * @param rows the chains
 * @param height the rows' height in pixels
 * @param marks the ticks of the axis
 */
record StripPlot(FigureTable.Column column, List<Row> rows, int height, List<Mark> marks) {

  private static final int ROW_PIXELS = 22;
  private static final int MEDIAN_PIXELS = 14;
  private static final int MAX_TICKS = 5;

  /** Drawing units along the axis. */
  private static final int UNITS = 1_000;

  /** Room on both sides, as a share of the values' span. */
  private static final double MARGIN = 0.04;

  /**
   * A chain.
   *
   * @param label its name, and how many recordings have no number to draw
   * @param style its colour
   * @param y the row's middle
   * @param boxX where the middle half begins
   * @param boxWidth how wide it is
   * @param median where the median lies
   * @param dots the recordings, SVG path data
   */
  record Row(
      String label,
      SeriesStyle style,
      int y,
      String boxX,
      String boxWidth,
      String median,
      String dots) {
    /** The box's upper edge. */
    int boxY() {
      return y - ROW_PIXELS / 4;
    }

    /** The median's upper end. */
    int top() {
      return y - MEDIAN_PIXELS / 2;
    }

    /** The median's lower end. */
    int bottom() {
      return y + MEDIAN_PIXELS / 2;
    }
  }

  /**
   * Draws a figure.
   *
   * @param values per chain the recordings' values, at least one of them finite
   */
  static StripPlot of(FigureKind kind, Map<String, double[]> values, ChainOrder order) {
    double[] all = values.values().stream().flatMapToDouble(Arrays::stream).toArray();
    double least = Arrays.stream(all).filter(Double::isFinite).min().orElseThrow();
    double most = Arrays.stream(all).filter(Double::isFinite).max().orElseThrow();
    // values that are all the same still need an axis
    double margin = Math.max(MARGIN * (most - least), Math.pow(10, -kind.decimals()));
    double min = least - margin;
    double max = most + margin;
    List<Row> rows = new ArrayList<>();
    values.forEach(
        (chain, series) -> {
          int y = ROW_PIXELS * rows.size() + ROW_PIXELS / 2;
          rows.add(row(chain, series, order.style(chain), y, min, max));
        });
    return new StripPlot(
        FigureTable.Column.of(kind),
        rows,
        ROW_PIXELS * rows.size(),
        Mark.rightwards(Ticks.within(min, max, MAX_TICKS), min, max));
  }

  private static Row row(
      String chain, double[] series, SeriesStyle style, int y, double min, double max) {
    double[] sorted = Arrays.stream(series).filter(Double::isFinite).sorted().toArray();
    int left = series.length - sorted.length;
    String label = left == 0 ? chain : chain + " (" + left + " not finite)";
    if (sorted.length == 0) {
      return new Row(label, style, y, "0%", "0%", "", "");
    }
    double low = (quantile(sorted, 0.25) - min) / (max - min);
    double high = (quantile(sorted, 0.75) - min) / (max - min);
    StringBuilder dots = new StringBuilder();
    for (double value : sorted) {
      dots.append('M').append(Math.round(UNITS * (value - min) / (max - min))).append(" 0h0");
    }
    return new Row(
        label,
        style,
        y,
        Numbers.percent(low),
        Numbers.percent(high - low),
        Numbers.percent((quantile(sorted, 0.5) - min) / (max - min)),
        dots.toString());
  }

  /** Between the two nearest values, as most tools have it (Hyndman and Fan's seventh kind). */
  static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
