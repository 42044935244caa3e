package org.silenzio.eval.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Curves over time as the template draws them.
 *
 * @param columns the plot's width in its own units
 * @param curves what is drawn
 * @param valueMarks the ticks of the axis upwards
 * @param zero where 0 lies from the top, as a percentage; empty if it is outside
 */
record CurvePlot(int columns, List<Curve> curves, List<Mark> valueMarks, String zero) {

  /** Drawing units from the plot's top to its bottom. */
  static final int UNITS = 1_000;

  /** The most points of a curve, about one per pixel of a small picture. */
  private static final int MAX_POINTS = 400;

  private static final int MAX_TICKS = 6;
  private static final double MIN_SPAN = 10;

  /**
   * A chain's curve.
   *
   * @param label the chain
   * @param style its colour and dash
   * @param path its SVG path data
   */
  record Curve(String label, SeriesStyle style, String path) {}

  /**
   * Draws values on one axis.
   *
   * @param values per chain one value per moment, all as many; NaN leaves a gap, what is outside
   *     the axis is drawn at its edge
   * @param lowest the axis reaches no lower
   * @param highest the axis reaches no higher
   */
  static CurvePlot of(
      Map<String, double[]> values, ChainOrder order, double lowest, double highest) {
    double min = 0;
    double max = MIN_SPAN;
    int moments = 1;
    for (double[] series : values.values()) {
      moments = Math.max(moments, series.length);
      for (double value : series) {
        if (!Double.isNaN(value)) {
          min = Math.clamp(value, lowest, min);
          max = Math.clamp(value, max, highest);
        }
      }
    }
    int step = Math.ceilDiv(moments, MAX_POINTS);
    List<Curve> curves = new ArrayList<>();
    for (Map.Entry<String, double[]> entry : values.entrySet()) {
      String path = path(entry.getValue(), step, min, max);
      curves.add(new Curve(entry.getKey(), order.style(entry.getKey()), path));
    }
    return new CurvePlot(
        Math.ceilDiv(moments, step),
        curves,
        Mark.upwards(Ticks.within(min, max, MAX_TICKS), min, max),
        min < 0 ? Numbers.percent(max / (max - min)) : "");
  }

  private static String path(double[] series, int step, double min, double max) {
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (int i = 0; i < series.length; i += step) {
      if (Double.isNaN(series[i])) {
        drawing = false;
      } else {
        double height = (max - Math.clamp(series[i], min, max)) / (max - min);
        path.append(drawing ? 'L' : 'M').append(i / step).append(".5 ");
        path.append(Math.round(height * UNITS));
        if (!drawing) {
          path.append("h0"); // a single moment is a dot
        }
        drawing = true;
      }
    }
    return path.toString();
  }
}
