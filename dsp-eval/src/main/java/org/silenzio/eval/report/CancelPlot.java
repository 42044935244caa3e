package org.silenzio.eval.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Curves of a cancelled recording as the template draws them.
 *
 * @param curveTitle what they are
 * @param curves the curves; null if no moment has a value
 * @param bands where the far end talks
 * @param nothing what is to be said in place of curves; empty if there are some
 */
record CancelPlot(String curveTitle, CurvePlot curves, List<Band> bands, String nothing) {

  static CancelPlot of(
      String title,
      Map<String, double[]> values,
      double lowest,
      double highest,
      List<Band> bands,
      String nothing) {
    boolean hasValues =
        values.values().stream().flatMapToDouble(Arrays::stream).anyMatch(v -> !Double.isNaN(v));
    return hasValues
        ? new CancelPlot(
            title,
            CurvePlot.of(values, ChainOrder.ofNames(values.keySet()), lowest, highest),
            bands,
            "")
        : new CancelPlot(title, null, bands, nothing);
  }
}
