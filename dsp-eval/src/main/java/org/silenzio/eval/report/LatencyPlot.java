package org.silenzio.eval.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.silenzio.eval.report.LatencyReport.Point;
import org.silenzio.eval.report.LatencyReport.Run;
import org.silenzio.eval.report.LatencyReport.Stop;

/**
 * A plot of times as the template draws it.
 *
 * @param title its caption
 * @param summary what it shows, for those who cannot see it
 * @param xTitle what its horizontal axis counts
 * @param xMarks ticks of that axis
 * @param yMarks ticks of the vertical axis, milliseconds
 * @param budget where the deadline lies from the top; empty where it does not belong
 * @param curves the lines, from back to front
 * @param misses where frames were late, along the axis
 * @param lanes the JVM's pauses; empty where time does not run along the axis
 */
record LatencyPlot(
    String title,
    String summary,
    String xTitle,
    List<Mark> xMarks,
    List<Mark> yMarks,
    String budget,
    List<Curve> curves,
    List<String> misses,
    List<Lane> lanes) {

  /** Twice what a screen shows, and each frame of the first 10 s. */
  static final int MAX_COLUMNS = 1_000;

  private static final int UNITS = 1_000;
  private static final int MAX_TICKS = 8;
  private static final double NANOS_PER_MS = 1e6;

  /**
   * A line.
   *
   * @param kind its style sheet class
   * @param path SVG path data, {@value #UNITS} units wide and high
   */
  record Curve(String kind, String path) {}

  /**
   * A row of marks below the plot.
   *
   * @param y its middle, in pixels below the plot
   * @param label what it holds
   * @param stops its marks
   */
  record Lane(int y, String label, List<StopMark> stops) {}

  /**
   * A pause.
   *
   * @param position where it begins along the axis
   * @param label its cause and length
   */
  record StopMark(String position, String label) {}

  /** Distributions, one line per run, finer towards the slowest frames. */
  static LatencyPlot ofPercentiles(
      String title, List<List<Point>> distributions, int frames, LogAxis axis, String budget) {
    List<Curve> curves = new ArrayList<>();
    for (List<Point> points : distributions) {
      StringBuilder path = new StringBuilder();
      for (Point point : points) {
        append(path, tailShare(point.percentile(), frames), axis.share(point.micros() / 1e3));
      }
      curves.add(new Curve("run-" + curves.size() % LatencyView.STYLES, path.toString()));
    }
    return new LatencyPlot(
        title,
        title + " by percentile, one line per chain",
        "Percentile of frames",
        tailMarks(frames),
        axis.upwardMarks(),
        budget,
        curves,
        List.of(),
        List.of());
  }

  /** A percentile on an axis of 1/(1 − share): each nine takes as much room. */
  static double tailShare(double percentile, int frames) {
    double tail = 1 - percentile / 100;
    double furthest = Math.log10(Math.max(10, frames));
    return tail <= 0 ? 1 : Math.min(1, -Math.log10(tail) / furthest);
  }

  private static List<Mark> tailMarks(int frames) {
    List<Mark> marks = new ArrayList<>();
    int nines = (int) Math.log10(Math.max(10, frames));
    for (int n = 0; n <= nines; n++) {
      double percentile = 100.0 - Math.pow(10, 2 - n);
      int decimals = Math.max(0, n - 2);
      marks.add(
          new Mark(
              Numbers.percent(tailShare(percentile, frames)),
              Numbers.decimal(percentile, decimals)));
    }
    return marks;
  }

  /** The first frames of a run, in order: of each stretch that shares a column, the worst. */
  static LatencyPlot ofFrames(
      String title, Run run, int frames, LatencyReport report, LogAxis axis) {
    int columns = Math.min(MAX_COLUMNS, frames);
    double seconds = frames * report.periodMs() / 1e3;
    List<Curve> curves =
        List.of(
            new Curve("late", framePath(run.latenessNanos(), frames, columns, axis)),
            new Curve("took", framePath(run.processingNanos(), frames, columns, axis)));
    return new LatencyPlot(
        title,
        String.format(
            Locale.ROOT, "Lateness and processing time of %s over %.0f s", run.name(), seconds),
        "Time from the first frame (s)",
        Mark.rightwards(Ticks.within(0.0, seconds, MAX_TICKS), 0.0, seconds),
        axis.upwardMarks(),
        Numbers.percent(1 - axis.share(report.budgetMs())),
        curves,
        misses(run, frames, columns, report.budgetMs()),
        List.of(
            lane(20, "GC", run.collections(), seconds),
            lane(40, "Stops", run.safepoints(), seconds)));
  }

  private static String framePath(long[] nanos, int frames, int columns, LogAxis axis) {
    StringBuilder path = new StringBuilder(columns * 10);
    for (int c = 0; c < columns; c++) {
      long worst =
          Arrays.stream(nanos, firstOf(c, frames, columns), firstOf(c + 1, frames, columns))
              .max()
              .orElseThrow();
      append(path, (c + 0.5) / columns, axis.share(worst / NANOS_PER_MS));
    }
    return path.toString();
  }

  private static int firstOf(int column, int frames, int columns) {
    return (int) ((long) column * frames / columns);
  }

  private static List<String> misses(Run run, int frames, int columns, double budgetMs) {
    List<String> positions = new ArrayList<>();
    for (int c = 0; c < columns; c++) {
      for (int n = firstOf(c, frames, columns); n < firstOf(c + 1, frames, columns); n++) {
        if (run.latenessNanos()[n] + run.processingNanos()[n] > budgetMs * NANOS_PER_MS) {
          positions.add(Numbers.percent((c + 0.5) / columns));
          break;
        }
      }
    }
    return positions;
  }

  private static Lane lane(int y, String label, List<Stop> stops, double seconds) {
    List<StopMark> marks =
        stops.stream()
            .filter(stop -> stop.atSeconds() <= seconds)
            .map(
                stop ->
                    new StopMark(
                        Numbers.percent(Math.clamp(stop.atSeconds() / seconds, 0.0, 1.0)),
                        String.format(Locale.ROOT, "%s: %.3f ms", stop.what(), stop.ms())))
            .toList();
    return new Lane(y, label, marks);
  }

  private static void append(StringBuilder path, double right, double up) {
    path.append(path.isEmpty() ? 'M' : 'L')
        .append(String.format(Locale.ROOT, "%.1f %.1f", right * UNITS, (1 - up) * UNITS));
  }
}
