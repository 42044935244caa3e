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
import org.silenzio.eval.run.Evaluation.Outcome;
import org.silenzio.eval.run.Evaluation.Timing;

/** Means per group of recordings and chain, as a Markdown table per group. */
public final class SummaryTable {

  /** What would make the tables too wide to read, and is seldom asked for. */
  private static final Set<String> DETAILS =
      Set.of(
          "PLCMOS",
          "ERLE 3s dB",
          "ERLE 10s dB",
          "ERL dB",
          "segSNR dB",
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
    Map<String, Map<String, List<Outcome>>> groups = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      groups
          .computeIfAbsent(outcome.row().group(), group -> new LinkedHashMap<>())
          .computeIfAbsent(outcome.row().peer(), peer -> new ArrayList<>())
          .add(outcome);
    }
    StringBuilder text = new StringBuilder();
    groups.forEach((group, peers) -> append(text, lines(group, peers, details)));
    return text.toString();
  }

  private static List<List<String>> lines(
      String group, Map<String, List<Outcome>> peers, boolean details) {
    Set<String> figures = new LinkedHashSet<>();
    int recordings = 0;
    for (List<Outcome> outcomes : peers.values()) {
      outcomes.forEach(outcome -> figures.addAll(outcome.row().figures().keySet()));
      recordings = Math.max(recordings, outcomes.size());
    }
    if (!details) {
      figures.removeAll(DETAILS);
    }
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(group + " (" + recordings + ")"));
    head.addAll(figures);
    head.addAll(List.of("us/frame", "us p99"));
    lines.add(head);
    peers.forEach((peer, outcomes) -> lines.add(line(peer, outcomes, figures)));
    return lines;
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

  private static void append(StringBuilder text, List<List<String>> lines) {
    int columns = lines.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], line.get(c).length());
      }
    }
    appendLine(text, lines.getFirst(), widths);
    text.append('|').append("-".repeat(widths[0] + 2));
    for (int c = 1; c < columns; c++) {
      text.append('|').append("-".repeat(widths[c] + 1)).append(':');
    }
    text.append("|\n");
    lines.stream().skip(1).forEach(line -> appendLine(text, line, widths));
    text.append('\n');
  }

  private static void appendLine(StringBuilder text, List<String> cells, int[] widths) {
    for (int c = 0; c < cells.size(); c++) {
      String blank = " ".repeat(widths[c] - cells.get(c).length());
      text.append("| ").append(c == 0 ? cells.get(c) + blank : blank + cells.get(c)).append(' ');
    }
    text.append("|\n");
  }
}
