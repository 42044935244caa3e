package org.silenzio.eval.report;

import java.util.List;

/**
 * What the page of a benchmark run shows.
 *
 * @param title its heading
 * @param environment where and how it ran
 * @param note a line of small print on that
 * @param groups benchmarks that are compared with each other
 */
public record BenchReport(String title, List<Figure> environment, String note, List<Group> groups) {

  /**
   * Benchmarks that are drawn to one scale.
   *
   * @param title what they have in common
   * @param rows one per benchmark, 1 or more
   */
  public record Group(String title, List<Row> rows) {}

  /**
   * A benchmark.
   *
   * @param name what was measured
   * @param operation what one operation is
   * @param medianNanos time per operation
   * @param leastNanos in the fastest JVM
   * @param mostNanos in the slowest
   * @param bytes allocated per operation, as text
   * @param ratio to its baseline, as text; empty without one
   */
  public record Row(
      String name,
      String operation,
      double medianNanos,
      double leastNanos,
      double mostNanos,
      String bytes,
      String ratio) {}
}
