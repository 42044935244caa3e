package org.silenzio.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.silenzio.eval.corpus.CorpusItem.Situation;
import org.silenzio.eval.metric.FigureKinds;

/** {@link StripPlot} and {@link CurvePlot}, by positions calculated by hand. */
class PlotsTest {

  private static final ChainOrder ORDER =
      ChainOrder.of(
          List.of(
              new EvaluatedRecording(
                  "a",
                  "1",
                  Situation.NOISE,
                  16_000,
                  Sound.of(new float[1]),
                  Optional.empty(),
                  Optional.empty(),
                  List.of(result("ours"), result("theirs")))));

  private static ChainResult result(String chain) {
    return new ChainResult(chain, Optional.empty(), Map.of(), Optional.empty(), Optional.empty());
  }

  @Test
  void quantilesLieBetweenTheNearestValues() {
    double[] sorted = {1, 2, 4, 8};
    assertEquals(1, StripPlot.quantile(sorted, 0));
    assertEquals(1.75, StripPlot.quantile(sorted, 0.25));
    assertEquals(3, StripPlot.quantile(sorted, 0.5));
    assertEquals(5, StripPlot.quantile(sorted, 0.75));
    assertEquals(8, StripPlot.quantile(sorted, 1));
    assertEquals(7, StripPlot.quantile(new double[] {7}, 0.3));
  }

  @Test
  void aStripShowsDotsBoxAndMedianOnOneAxis() {
    Map<String, double[]> values = new LinkedHashMap<>();
    values.put("ours", new double[] {10, 0, 5, Double.POSITIVE_INFINITY});
    values.put("theirs", new double[] {5});
    StripPlot plot = StripPlot.of(FigureKinds.of("ERLE dB"), values, ORDER);
    // the axis runs from −0.4 to 10.4
    StripPlot.Row ours = plot.rows().getFirst();
    assertEquals("M37 0h0M500 0h0M963 0h0", ours.dots());
    assertEquals("ours (1 not finite)", ours.label());
    assertEquals("50.00%", ours.median());
    assertEquals("26.85%", ours.boxX());
    assertEquals("46.30%", ours.boxWidth());
    assertEquals("50.00%", plot.rows().get(1).median());
    assertEquals("0.00%", plot.rows().get(1).boxWidth());
    assertEquals(44, plot.height());
    assertEquals(List.of("0", "5", "10"), plot.marks().stream().map(Mark::label).toList());
  }

  @Test
  void valuesThatAreAllTheSameStandInTheMiddle() {
    StripPlot plot =
        StripPlot.of(FigureKinds.of("STOI"), Map.of("ours", new double[] {0.5, 0.5}), ORDER);
    assertEquals("M500 0h0M500 0h0", plot.rows().getFirst().dots());
  }

  @Test
  void curvesHaveGapsAndStayOnTheAxis() {
    double nan = Double.NaN;
    Map<String, double[]> values = new LinkedHashMap<>();
    values.put("ours", new double[] {0, 20, nan, Double.POSITIVE_INFINITY, 30});
    values.put("theirs", new double[] {-10, nan, nan, -90, nan});
    CurvePlot plot = CurvePlot.of(values, ORDER, -20, 60);
    // from 60 above to −20 below
    assertEquals("M0.5 750h0L1.5 500M3.5 0h0L4.5 375", plot.curves().getFirst().path());
    assertEquals("M0.5 875h0M3.5 1000h0", plot.curves().get(1).path());
    assertEquals("75.00%", plot.zero());
    assertEquals(5, plot.columns());
  }

  @Test
  void longCurvesAreThinnedOut() {
    double[] series = new double[2_000];
    Arrays.fill(series, 5);
    CurvePlot plot = CurvePlot.of(Map.of("ours", series), ORDER, -20, 60);
    assertEquals(400, plot.columns());
    assertEquals(400, plot.curves().getFirst().path().chars().filter(c -> c == '.').count());
    assertEquals("", plot.zero(), "0 is the lower edge");
  }
}
