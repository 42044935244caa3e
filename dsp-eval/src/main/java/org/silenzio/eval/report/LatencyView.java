package org.silenzio.eval.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.silenzio.eval.report.LatencyReport.Run;

/**
 * The page of a frame clock as the template draws it.
 *
 * @param title its heading
 * @param environment where and how it ran
 * @param note a line of small print on that
 * @param headings of the table
 * @param runs one per chain
 * @param percentiles the distributions
 */
record LatencyView(
    String title,
    List<Figure> environment,
    String note,
    List<String> headings,
    List<RunView> runs,
    List<LatencyPlot> percentiles) {

  /** Lines that can be told apart. */
  static final int STYLES = 8;

  private static final double FIRST_SECONDS = 10;
  private static final double NANOS_PER_MS = 1e6;

  /** Below this, times are the clock's own grain. */
  private static final double LEAST_MS = 1e-4;

  /**
   * A run.
   *
   * @param style the style sheet class of its lines
   * @param name the chain
   * @param description what it is
   * @param rows its rows of the table
   * @param figures what else is known of it
   * @param plots its frames in time
   */
  record RunView(
      String style,
      String name,
      String description,
      List<List<String>> rows,
      List<Figure> figures,
      List<LatencyPlot> plots) {}

  static LatencyView of(LatencyReport report, List<String> headings) {
    List<Run> runs = report.runs();
    LogAxis frameAxis =
        axis(
            runs.stream()
                .flatMapToLong(
                    run ->
                        LongStream.concat(
                            Arrays.stream(run.latenessNanos()),
                            Arrays.stream(run.processingNanos()))),
            report.budgetMs());
    LogAxis processing =
        axis(
            runs.stream().flatMapToLong(run -> Arrays.stream(run.processingNanos())),
            report.budgetMs());
    LogAxis lateness =
        axis(
            runs.stream().flatMapToLong(run -> Arrays.stream(run.latenessNanos())),
            report.budgetMs());
    int frames = runs.stream().mapToInt(run -> run.processingNanos().length).max().orElseThrow();
    List<LatencyPlot> percentiles =
        List.of(
            LatencyPlot.ofPercentiles(
                "Processing time",
                runs.stream().map(Run::processing).toList(),
                frames,
                processing,
                Numbers.percent(1 - processing.share(report.budgetMs()))),
            LatencyPlot.ofPercentiles(
                "Lateness",
                runs.stream().map(Run::lateness).toList(),
                frames,
                lateness,
                Numbers.percent(1 - lateness.share(report.budgetMs()))));
    List<RunView> views = new ArrayList<>();
    for (Run run : runs) {
      views.add(
          new RunView(
              "run-" + views.size() % STYLES,
              run.name(),
              run.description(),
              run.rows(),
              run.figures(),
              plots(run, report, frameAxis)));
    }
    return new LatencyView(
        report.title(), report.environment(), report.note(), headings, views, percentiles);
  }

  private static LogAxis axis(LongStream nanos, double budgetMs) {
    var range = nanos.summaryStatistics();
    return LogAxis.around(
        Math.max(LEAST_MS, range.getMin() / NANOS_PER_MS),
        Math.max(budgetMs, range.getMax() / NANOS_PER_MS));
  }

  private static List<LatencyPlot> plots(Run run, LatencyReport report, LogAxis axis) {
    int all = run.processingNanos().length;
    int first = (int) Math.min(all, Math.round(1e3 * FIRST_SECONDS / report.periodMs()));
    List<LatencyPlot> plots = new ArrayList<>();
    plots.add(LatencyPlot.ofFrames("The first seconds", run, first, report, axis));
    if (all > first) {
      plots.add(LatencyPlot.ofFrames("The whole run", run, all, report, axis));
    }
    return plots;
  }
}
