package org.silenzio.eval.report;

import java.util.List;

/**
 * What the page of a frame clock shows.
 *
 * @param title its heading
 * @param environment where and how it ran
 * @param note a line of small print on that
 * @param periodMs from frame to frame
 * @param budgetMs how long after its scheduled start a frame may be done
 * @param runs one per chain
 */
public record LatencyReport(
    String title,
    List<Figure> environment,
    String note,
    double periodMs,
    double budgetMs,
    List<Run> runs) {

  /** Checks that there is something to show. */
  public LatencyReport {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("runs is empty, allowed: 1 run or more");
    }
  }

  /**
   * A chain's run.
   *
   * @param name the chain
   * @param description what it is
   * @param rows its rows of the table, the name of each first
   * @param figures what else is known of it
   * @param processing the distribution of its frames' processing times
   * @param lateness the distribution of how late they started
   * @param latenessNanos how late each frame started
   * @param processingNanos how long each frame took
   * @param collections pauses of the garbage collector
   * @param safepoints all stops of the threads
   */
  public record Run(
      String name,
      String description,
      List<List<String>> rows,
      List<Figure> figures,
      List<Point> processing,
      List<Point> lateness,
      long[] latenessNanos,
      long[] processingNanos,
      List<Stop> collections,
      List<Stop> safepoints) {}

  /**
   * A point of a distribution.
   *
   * @param percentile the share of times that are no longer, 0 to 100
   * @param micros the time
   */
  public record Point(double percentile, double micros) {}

  /**
   * A pause of the JVM.
   *
   * @param atSeconds when it began, from the first frame on
   * @param ms how long it lasted
   * @param what its cause
   */
  public record Stop(double atSeconds, double ms, String what) {}
}
