package org.silenzio.eval.bench.clock;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures of a frame clock as text, some lines per chain. */
public final class ClockTable {

  private static final String ROW = "  %-28s %9s %9s %9s %9s %9s %9s%n";

  /** As many as fit into a line. */
  private static final int SLOWEST = 5;

  private ClockTable() {}

  /** The table, each line ended. */
  public static String of(List<ClockRun> runs) {
    StringBuilder text = new StringBuilder();
    for (ClockRun run : runs) {
      append(text, run.result());
    }
    return text.toString();
  }

  private static void append(StringBuilder text, ClockResult result) {
    text.append(result.chain()).append(System.lineSeparator());
    text.append(String.format(ROW, "microseconds", "p50", "p90", "p99", "p99.9", "p99.99", "max"));
    row(text, "processing, all", result.processing());
    row(text, "processing, warm", result.steadyProcessing());
    row(text, "its CPU time, warm", result.steadyCpu());
    row(text, "lateness, all", result.lateness());
    row(text, "lateness, warm", result.steadyLateness());
    line(
        text,
        "frames %,d (warm from %,d); misses %,d (warm %,d, after the first second %,d)",
        result.processing().frames(),
        result.steadyFromFrame(),
        result.misses(),
        result.steadyMisses(),
        result.missesAfterFirstSecond());
    line(
        text,
        "first frame %.2f ms, longest of the first 100 %.2f ms; JVM start %.0f ms, opening %.0f ms",
        result.firstFrameMicros() / 1e3,
        result.first100MaxMicros() / 1e3,
        result.jvmToMainMs(),
        result.openMs());
    line(
        text,
        "slowest after the first second: %s",
        result.slowest().isEmpty()
            ? "none"
            : result.slowest().stream()
                .limit(SLOWEST)
                .map(ClockTable::slow)
                .collect(Collectors.joining(", ")));
    if (result.garbageMbPerSecond() > 0) {
      line(text, "garbage beside it: %.1f MB/s", result.garbageMbPerSecond());
    }
    line(
        text,
        "GC pauses %d, %.2f ms, longest %.2f ms; safepoints %d, %.2f ms, longest %.2f ms",
        result.collections().count(),
        result.collections().totalMs(),
        result.collections().longestMs(),
        result.safepoints().count(),
        result.safepoints().totalMs(),
        result.safepoints().longestMs());
    line(
        text,
        "audio thread: CPU %.0f µs per frame (warm %.0f), %.1f B allocated per warm frame",
        result.cpuMicrosPerFrame(),
        result.steadyCpuMicrosPerFrame(),
        result.steadyBytesPerFrame());
  }

  private static String slow(ClockResult.Slow slow) {
    return text(
        "%.2f ms (%.2f of CPU, frame %,d)",
        slow.processingMicros() / 1e3, slow.cpuMicros() / 1e3, slow.frame());
  }

  private static void row(StringBuilder text, String name, LatencySummary summary) {
    text.append(
        String.format(
            ROW,
            name,
            micros(summary.p50()),
            micros(summary.p90()),
            micros(summary.p99()),
            micros(summary.p999()),
            micros(summary.p9999()),
            micros(summary.max())));
  }

  private static void line(StringBuilder text, String format, Object... figures) {
    text.append("  ").append(text(format, figures)).append(System.lineSeparator());
  }

  private static String text(String format, Object... figures) {
    return String.format(Locale.ROOT, format, figures);
  }

  private static String micros(double value) {
    return text(value < 100 ? "%.1f" : "%,.0f", value);
  }
}
