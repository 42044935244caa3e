package org.silenzio.eval.bench.clock;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.silenzio.eval.bench.Machine;
import org.silenzio.eval.bench.clock.ClockResult.Stops;
import org.silenzio.eval.report.Figure;
import org.silenzio.eval.report.LatencyPages;
import org.silenzio.eval.report.LatencyReport;

/** The runs of a frame clock as a page to look at. */
public final class ClockPage {

  private static final List<String> HEADINGS =
      List.of("", "p50", "p90", "p99", "p99.9", "p99.99", "max", "mean");

  private ClockPage() {}

  /** Writes the page aside and puts it into place. */
  public static void write(Path html, Machine machine, ClockSettings settings, List<ClockRun> runs)
      throws IOException {
    LatencyReport report =
        new LatencyReport(
            "Silenzio: frame clock",
            environment(machine, settings),
            "JVM flags: "
                + String.join(" ", ClockLauncher.flags(machine.jvmFlags(), settings.jvmOptions())),
            ClockSettings.PERIOD_MS,
            settings.budgetMs(),
            runs.stream().map(ClockPage::run).toList());
    LatencyPages.writeClock(html, HEADINGS, report);
  }

  private static List<Figure> environment(Machine machine, ClockSettings settings) {
    return List.of(
        new Figure("JDK", machine.jdk()),
        new Figure("System", machine.system()),
        new Figure("Processor", machine.cpu() + ", " + machine.cores() + " cores"),
        new Figure("Sample rate", settings.sampleRateHz() + " Hz"),
        new Figure("Length", settings.seconds() + " s per chain"),
        new Figure("Budget", settings.budgetMs() + " ms"),
        new Figure("Input", settings.input().id()),
        new Figure("Spinning before a frame", settings.spinMicros() + " µs"));
  }

  private static LatencyReport.Run run(ClockRun run) {
    ClockResult result = run.result();
    return new LatencyReport.Run(
        result.chain(),
        result.description(),
        List.of(
            row("processing, all frames", result.processing()),
            row("processing, warm frames", result.steadyProcessing()),
            row("CPU time, warm frames", result.steadyCpu()),
            row("lateness, all frames", result.lateness()),
            row("lateness, warm frames", result.steadyLateness())),
        figures(result),
        points(result.processing()),
        points(result.lateness()),
        run.latenessNanos(),
        run.processingNanos(),
        stops(result.collections()),
        stops(result.safepoints()));
  }

  private static List<String> row(String name, LatencySummary summary) {
    return List.of(
        name,
        micros(summary.p50()),
        micros(summary.p90()),
        micros(summary.p99()),
        micros(summary.p999()),
        micros(summary.p9999()),
        micros(summary.max()),
        micros(summary.mean()));
  }

  private static List<Figure> figures(ClockResult result) {
    return List.of(
        new Figure("Frames", text("%,d", result.processing().frames())),
        new Figure("Warm from frame", text("%,d", result.steadyFromFrame())),
        new Figure("Missed deadlines", text("%,d", result.misses())),
        new Figure("Missed when warm", text("%,d", result.steadyMisses())),
        new Figure("Missed after the first second", text("%,d", result.missesAfterFirstSecond())),
        new Figure("Garbage beside it", text("%.1f MB/s", result.garbageMbPerSecond())),
        new Figure("First frame", text("%.2f ms", result.firstFrameMicros() / 1e3)),
        new Figure("Longest of the first 100", text("%.2f ms", result.first100MaxMicros() / 1e3)),
        new Figure("JVM start to main", text("%.0f ms", result.jvmToMainMs())),
        new Figure("Opening the chain", text("%.0f ms", result.openMs())),
        new Figure("GC pauses", stopsText(result.collections())),
        new Figure("Safepoints", stopsText(result.safepoints())),
        new Figure("CPU per frame", text("%.0f µs", result.cpuMicrosPerFrame())),
        new Figure("CPU per warm frame", text("%.0f µs", result.steadyCpuMicrosPerFrame())),
        new Figure("Allocated per warm frame", text("%.1f B", result.steadyBytesPerFrame())),
        new Figure("Kernels", result.kernels()));
  }

  private static String stopsText(Stops stops) {
    return stops.count() == 0
        ? "none"
        : text("%d, %.2f ms, longest %.2f ms", stops.count(), stops.totalMs(), stops.longestMs());
  }

  private static List<LatencyReport.Point> points(LatencySummary summary) {
    return summary.curve().stream()
        .map(point -> new LatencyReport.Point(point.percentile(), point.micros()))
        .toList();
  }

  private static List<LatencyReport.Stop> stops(Stops stops) {
    return stops.each().stream()
        .map(stop -> new LatencyReport.Stop(stop.atSeconds(), stop.ms(), stop.what()))
        .toList();
  }

  private static String micros(double value) {
    return text(value < 100 ? "%.1f" : "%,.0f", value);
  }

  private static String text(String format, Object... figures) {
    return String.format(Locale.ROOT, format, figures);
  }
}
