package org.silenzio.eval.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.silenzio.eval.report.MarkdownTable;
import org.silenzio.eval.run.Evaluation.Outcome;
import org.silenzio.eval.run.Evaluation.Timing;

/** Means per group of recordings and chain, as a Markdown table per group. */
public final class SummaryTable {

  /** What would make the tables too wide to read, and is seldom asked for. */
  private static final Set<String> DETAILS =
      Set.of(
          "PLCMOS",
          "AECMOS echo whole",
          "AECMOS echo ideal",
          "AECMOS degr ideal",
          "ERLE 3s dB",
          "ERLE 10s dB",
          "ERL dB",
          "segSNR dB",
          "voiced kept %",
          "voiced spurious %",
          "pitch GPE %",
          "pitch cents",
          "LUFS",
          "peak dBFS",
          "clipped %",
          "DC dBFS");

  private SummaryTable() {}

  /**
   * The tables of all groups, in order of their first appearance.
   *
   * @param details whether the figures that are seldom asked for are shown as well
   */
  public static String of(List<Outcome> outcomes, boolean details) {
    return without(outcomes, details ? Set.of() : DETAILS);
  }

  /**
   * The tables of all groups, in order of their first appearance.
   *
   * @param hidden the figures that are left out
   */
  public static String without(List<Outcome> outcomes, Set<String> hidden) {
    Map<String, Map<String, List<Outcome>>> groups = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      groups
          .computeIfAbsent(outcome.row().group(), group -> new LinkedHashMap<>())
          .computeIfAbsent(outcome.row().peer(), peer -> new ArrayList<>())
          .add(outcome);
    }
    StringBuilder text = new StringBuilder();
    groups.forEach((group, peers) -> text.append(table(group, peers, hidden)).append('\n'));
    return text.toString();
  }

  private static MarkdownTable table(
      String group, Map<String, List<Outcome>> peers, Set<String> hidden) {
    Set<String> figures = new LinkedHashSet<>();
    int recordings = 0;
    for (List<Outcome> outcomes : peers.values()) {
      outcomes.forEach(outcome -> figures.addAll(outcome.row().figures().keySet()));
      recordings = Math.max(recordings, outcomes.size());
    }
    figures.removeAll(hidden);
    List<String> head = new ArrayList<>(List.of(group + " (" + recordings + ")"));
    head.addAll(figures);
    head.addAll(List.of("us/frame", "us p99"));
    MarkdownTable table = new MarkdownTable(1, head);
    peers.forEach((peer, outcomes) -> table.add(line(peer, outcomes, figures)));
    return table;
  }

  private static List<String> line(String peer, List<Outcome> outcomes, Set<String> figures) {
    List<String> line = new ArrayList<>(List.of(peer));
    for (String figure : figures) {
      line.add(
          number(
              outcomes.stream()
                  .map(outcome -> outcome.row().figures().get(figure))
                  .filter(Objects::nonNull)
                  .mapToDouble(Double::doubleValue)
                  .average()
                  .orElse(Double.NaN)));
    }
    line.add(number(mean(outcomes, Timing::medianUs)));
    line.add(number(mean(outcomes, Timing::percentile99Us)));
    return line;
  }

  private static double mean(List<Outcome> outcomes, ToDoubleFunction<Timing> figure) {
    return outcomes.stream()
        .flatMap(outcome -> outcome.timing().stream())
        .mapToDouble(figure)
        .average()
        .orElse(Double.NaN);
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.1f", value);
  }
}
