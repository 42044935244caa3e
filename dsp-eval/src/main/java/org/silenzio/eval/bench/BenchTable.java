package org.silenzio.eval.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Results as text, one row per case. */
public final class BenchTable {

  private static final List<String> HEADINGS =
      List.of("", "per", "ns", "least…most", "B", "ratio", "least…most", "to");

  private BenchTable() {}

  /** The table, each line ended. */
  public static String of(List<BenchResult> results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADINGS);
    results.forEach(result -> rows.add(row(result)));
    int[] widths = new int[HEADINGS.size()];
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < widths.length; c++) {
        boolean word = c < 2 || c == widths.length - 1;
        String padding = " ".repeat(widths[c] - row.get(c).length());
        line.append(word ? row.get(c) + padding : padding + row.get(c)).append("  ");
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }

  private static List<String> row(BenchResult result) {
    Spread nanos = result.nanos();
    Optional<Spread> ratio = result.ratio();
    return List.of(
        result.of().title(),
        result.of().operation(),
        nanos(nanos.median()),
        nanos(nanos.least()) + "…" + nanos(nanos.most()),
        bytes(result.bytes().median()),
        ratio.map(spread -> ratio(spread.median())).orElse(""),
        ratio.map(spread -> ratio(spread.least()) + "…" + ratio(spread.most())).orElse(""),
        ratio.isPresent() ? baselineName(result.of().baseline().orElseThrow()) : "");
  }

  /** Without the benchmark's class. */
  private static String baselineName(String id) {
    return id.substring(id.indexOf(' ') + 1);
  }

  private static String nanos(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
  }

  /** An iteration's own bookkeeping on the thread comes to some thousandths of a byte. */
  static String bytes(double value) {
    return value < 0.05 ? "0" : String.format(Locale.ROOT, value < 10 ? "%.1f" : "%,.0f", value);
  }

  static String ratio(double value) {
    return String.format(Locale.ROOT, value < 0.01 ? "%.5f" : "%.3f", value);
  }
}
