package org.silenzio.eval.report;

import java.util.List;
import java.util.Locale;
import org.silenzio.eval.report.BenchReport.Group;
import org.silenzio.eval.report.BenchReport.Row;

/**
 * The page of a benchmark run as the template draws it.
 *
 * @param title its heading
 * @param environment where and how it ran
 * @param note a line of small print on that
 * @param groups benchmarks on one axis each
 */
record BenchView(String title, List<Figure> environment, String note, List<GroupView> groups) {

  private static final double NANOS_PER_MICRO = 1e3;

  /**
   * A group.
   *
   * @param title what its benchmarks have in common
   * @param rows the benchmarks
   * @param marks of the axis, microseconds
   */
  record GroupView(String title, List<RowView> rows, List<Mark> marks) {}

  /**
   * A benchmark.
   *
   * @param name what was measured
   * @param operation what one operation is
   * @param micros its time as text
   * @param spread of the JVMs, as text
   * @param bytes allocated, as text
   * @param ratio to its baseline, as text
   * @param median where the median lies along the axis
   * @param least where the fastest JVM lies
   * @param width from there to the slowest
   */
  record RowView(
      String name,
      String operation,
      String micros,
      String spread,
      String bytes,
      String ratio,
      String median,
      String least,
      String width) {}

  static BenchView of(BenchReport report) {
    return new BenchView(
        report.title(),
        report.environment(),
        report.note(),
        report.groups().stream().map(BenchView::group).toList());
  }

  private static GroupView group(Group group) {
    double least = group.rows().stream().mapToDouble(Row::leastNanos).min().orElseThrow();
    double most = group.rows().stream().mapToDouble(Row::mostNanos).max().orElseThrow();
    LogAxis axis = LogAxis.around(least / NANOS_PER_MICRO, most / NANOS_PER_MICRO);
    List<RowView> rows = group.rows().stream().map(row -> row(row, axis)).toList();
    return new GroupView(group.title(), rows, axis.rightwardMarks());
  }

  private static RowView row(Row row, LogAxis axis) {
    double least = axis.share(row.leastNanos() / NANOS_PER_MICRO);
    double most = axis.share(row.mostNanos() / NANOS_PER_MICRO);
    return new RowView(
        row.name(),
        row.operation(),
        micros(row.medianNanos()),
        micros(row.leastNanos()) + "\u2026" + micros(row.mostNanos()),
        row.bytes(),
        row.ratio(),
        Numbers.percent(axis.share(row.medianNanos() / NANOS_PER_MICRO)),
        Numbers.percent(least),
        Numbers.percent(most - least));
  }

  private static String micros(double nanos) {
    double micros = nanos / NANOS_PER_MICRO;
    return String.format(
        Locale.ROOT, micros < 1 ? "%.3f" : micros < 100 ? "%.2f" : "%,.0f", micros);
  }
}
