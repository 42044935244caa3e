package org.silenzio.eval.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.silenzio.eval.metric.FigureKind;
import org.silenzio.eval.metric.FigureKinds;

/**
 * A group of recordings as the template draws it.
 *
 * @param id its anchor on the page
 * @param title its name
 * @param size how many recordings it has, in words
 * @param summary means per chain
 * @param plots how each figure is spread
 * @param ranking every recording by every chain, the worst first
 */
record GroupView(
    String id,
    String title,
    String size,
    FigureTable summary,
    List<StripPlot> plots,
    RankingView ranking) {

  /** A group's recordings, each with its anchor on the page. */
  static GroupView of(
      int number,
      String title,
      Map<String, EvaluatedRecording> recordings,
      ChainOrder order,
      String ours) {
    Map<String, List<Map<String, Double>>> scored = new LinkedHashMap<>();
    Map<String, Integer> seen = new LinkedHashMap<>();
    for (EvaluatedRecording recording : recordings.values()) {
      for (ChainResult result : recording.chains()) {
        seen.merge(result.chain(), 1, Integer::sum);
        List<Map<String, Double>> figures =
            scored.computeIfAbsent(result.chain(), chain -> new ArrayList<>());
        if (result.problem().isEmpty()) {
          figures.add(result.allFigures());
        }
      }
    }
    Set<String> names = new LinkedHashSet<>();
    scored.values().forEach(list -> list.forEach(figures -> names.addAll(figures.keySet())));
    Map<String, Map<String, Double>> means = new LinkedHashMap<>();
    Map<String, String> notes = new LinkedHashMap<>();
    scored.forEach(
        (chain, list) -> {
          means.put(chain, means(list, names));
          if (list.size() < seen.get(chain)) {
            notes.put(chain, list.size() + " of " + seen.get(chain) + " scored");
          }
        });
    List<StripPlot> plots = new ArrayList<>();
    for (String name : names) {
      plot(FigureKinds.of(name), scored, order, plots);
    }
    return new GroupView(
        "group-" + number,
        title,
        recordings.size() == 1 ? "1 recording" : recordings.size() + " recordings",
        FigureTable.of(means, notes, order),
        plots,
        RankingView.of(recordings, List.copyOf(names), ours));
  }

  /** The means of what could be scored; NaN where a chain has no such figure. */
  private static Map<String, Double> means(List<Map<String, Double>> list, Set<String> names) {
    Map<String, Double> means = new LinkedHashMap<>();
    for (String name : names) {
      double mean =
          list.stream()
              .mapToDouble(figures -> figures.getOrDefault(name, Double.NaN))
              .filter(value -> !Double.isNaN(value))
              .average()
              .orElse(Double.NaN);
      means.put(name, mean);
    }
    return means;
  }

  private static void plot(
      FigureKind kind,
      Map<String, List<Map<String, Double>>> scored,
      ChainOrder order,
      List<StripPlot> plots) {
    Map<String, double[]> values = new LinkedHashMap<>();
    boolean any = false;
    for (Map.Entry<String, List<Map<String, Double>>> entry : scored.entrySet()) {
      double[] series =
          entry.getValue().stream()
              .mapToDouble(figures -> figures.getOrDefault(kind.name(), Double.NaN))
              .filter(value -> !Double.isNaN(value))
              .toArray();
      for (double value : series) {
        any |= Double.isFinite(value);
      }
      if (series.length > 0) {
        values.put(entry.getKey(), series);
      }
    }
    if (any) {
      plots.add(StripPlot.of(kind, values, order));
    }
  }
}
