package org.silenzio.eval.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.silenzio.eval.metric.FigureKind;
import org.silenzio.eval.report.MarkdownTable;

/** A comparison for people to read. */
public final class ComparisonText {

  private static final List<String> HEAD =
      List.of(
          "group",
          "chain",
          "figure",
          "verdict",
          "before",
          "after",
          "change",
          "95 % interval",
          "p",
          "pairs",
          "margin");

  private static final int LEFT_COLUMNS = 4;
  private static final int MAX_WORST = 3;
  private static final int MAX_LOSSES_PER_CHAIN = 5;

  private ComparisonText() {}

  /**
   * Tables and lists as text.
   *
   * @param everything whether figures that stayed the same are shown too
   */
  public static String of(Comparison comparison, boolean everything) {
    StringBuilder text = new StringBuilder();
    appendTable(text, comparison, everything);
    appendWorst(text, comparison);
    appendLosses(text, comparison);
    if (!comparison.news().isEmpty()) {
      text.append("To know:\n");
      comparison.news().forEach(line -> text.append("  ").append(line).append('\n'));
      text.append('\n');
    }
    return text.append(summary(comparison)).append('\n').toString();
  }

  private static void appendTable(StringBuilder text, Comparison comparison, boolean everything) {
    List<FigureChange> shown =
        comparison.changes().stream()
            .filter(change -> everything || change.verdict() != Verdict.SAME)
            .toList();
    if (shown.isEmpty()) {
      return;
    }
    MarkdownTable table = new MarkdownTable(LEFT_COLUMNS, HEAD);
    shown.forEach(change -> table.add(cells(change)));
    text.append(table).append('\n');
  }

  private static List<String> cells(FigureChange change) {
    FigureKind kind = change.kind();
    PairedTest test = change.test();
    return List.of(
        change.group(),
        change.chain(),
        kind.name(),
        change.verdict().text(),
        Values.text(kind, change.meanBefore()),
        Values.text(kind, change.meanAfter()),
        Values.signed(kind, test.meanDifference()),
        test.pairs() < 2
            ? "–"
            : Values.signed(kind, test.intervalFrom())
                + " … "
                + Values.signed(kind, test.intervalTo()),
        Values.text("%.3f", test.pValue()),
        Integer.toString(test.pairs()),
        Double.toString(kind.noiseMargin()));
  }

  private static void appendWorst(StringBuilder text, Comparison comparison) {
    for (FigureChange change : comparison.changes()) {
      if (change.verdict() != Verdict.REGRESSION) {
        continue;
      }
      text.append(change.chain() + " over " + change.group() + ", " + change.kind().name())
          .append(", worst recordings:\n");
      for (FigureChange.Pair pair : change.worst(MAX_WORST)) {
        text.append("  " + pair.item() + ": ")
            .append(Values.text(change.kind(), pair.before()))
            .append(" -> ")
            .append(Values.text(change.kind(), pair.after()))
            .append('\n');
      }
      text.append('\n');
    }
  }

  private static void appendLosses(StringBuilder text, Comparison comparison) {
    Map<String, List<Comparison.Loss>> places = new LinkedHashMap<>();
    for (Comparison.Loss loss : comparison.losses()) {
      places
          .computeIfAbsent(loss.chain() + " over " + loss.group(), place -> new ArrayList<>())
          .add(loss);
    }
    places.forEach(
        (place, losses) -> {
          text.append(place).append(", LOST:\n");
          losses.stream()
              .limit(MAX_LOSSES_PER_CHAIN)
              .forEach(loss -> text.append("  " + loss.item() + ": " + loss.what() + "\n"));
          int more = losses.size() - MAX_LOSSES_PER_CHAIN;
          text.append(more > 0 ? "  and " + more + " more\n\n" : "\n");
        });
  }

  private static String summary(Comparison comparison) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    comparison.changes().forEach(change -> counts.merge(change.verdict(), 1, Integer::sum));
    return String.format(
        Locale.ROOT,
        "%d figures compared: %d regressions, %d better, %d changed, %d unproven, %d the same;"
            + " %d losses",
        comparison.changes().size(),
        counts.getOrDefault(Verdict.REGRESSION, 0),
        counts.getOrDefault(Verdict.IMPROVEMENT, 0),
        counts.getOrDefault(Verdict.CHANGE, 0),
        counts.getOrDefault(Verdict.UNPROVEN, 0),
        counts.getOrDefault(Verdict.SAME, 0),
        comparison.losses().size());
  }
}
