package org.silenzio.eval.reception;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.silenzio.eval.metric.FigureKinds;
import org.silenzio.eval.report.MarkdownTable;
import org.silenzio.eval.run.Evaluation.Outcome;

/** Means of one figure: a line per receiver, a column per network, as Markdown. */
public final class SweepTable {

  private SweepTable() {}

  /** The tables of the figures that decide, as far as they are there, in a fixed order. */
  public static String of(List<Outcome> outcomes) {
    StringBuilder text = new StringBuilder();
    for (String figure :
        List.of(
            "PLCMOS",
            "PESQ wb",
            "ESTOI kept",
            "concealed %",
            "inserted %",
            "removed %",
            "delay ms",
            "delay p95 ms")) {
      if (outcomes.stream().anyMatch(outcome -> outcome.row().figures().containsKey(figure))) {
        text.append(table(outcomes, figure)).append('\n');
      }
    }
    return text.toString();
  }

  private static MarkdownTable table(List<Outcome> outcomes, String figure) {
    Set<String> networks = new LinkedHashSet<>();
    Set<String> receivers = new LinkedHashSet<>();
    for (Outcome outcome : outcomes) {
      networks.add(outcome.row().group());
      receivers.add(outcome.row().peer());
    }
    List<String> head = new ArrayList<>(List.of(figure));
    head.addAll(networks);
    MarkdownTable table = new MarkdownTable(1, head);
    for (String receiver : receivers) {
      List<String> line = new ArrayList<>(List.of(receiver));
      for (String network : networks) {
        line.add(text(figure, mean(outcomes, network, receiver, figure)));
      }
      table.add(line);
    }
    return table;
  }

  /** The mean over all recordings of a network for a receiver; empty if there is none. */
  static OptionalDouble mean(
      List<Outcome> outcomes, String network, String receiver, String figure) {
    return outcomes.stream()
        .map(Outcome::row)
        .filter(row -> row.group().equals(network) && row.peer().equals(receiver))
        .filter(row -> row.figures().containsKey(figure))
        .mapToDouble(row -> row.figures().get(figure))
        .average();
  }

  private static String text(String figure, OptionalDouble mean) {
    return mean.isEmpty()
        ? "–"
        : String.format(
            Locale.ROOT, "%." + FigureKinds.of(figure).decimals() + "f", mean.getAsDouble());
  }
}
