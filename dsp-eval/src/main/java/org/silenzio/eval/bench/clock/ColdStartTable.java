package org.silenzio.eval.bench.clock;

import java.util.List;
import java.util.Locale;
import org.silenzio.eval.bench.Spread;

/** Cold starts as text. */
public final class ColdStartTable {

  private static final String ROW = "  %-16s %22s %22s %18s %18s %18s %10s %10s %10s%n";

  private ColdStartTable() {}

  /** The table, each line ended. */
  public static String of(List<ColdStart> starts) {
    ColdStart any = starts.getFirst();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s, %d JVMs of %,d frames each: median (least…most)%n",
            any.chain(),
            any.jvms(),
            any.framesEach()));
    text.append(
        String.format(
            ROW,
            "",
            "JVM start ms",
            "opening ms",
            "first frame ms",
            "longest ms",
            "most CPU ms",
            "late 1st s",
            "late after",
            "CPU>10 ms"));
    for (ColdStart start : starts) {
      text.append(
          String.format(
              ROW,
              start.cached() ? "with AOT cache" : "without",
              figure("%,.0f", start.startMs()),
              figure("%,.0f", start.openMs()),
              figure("%.2f", start.firstFrameMs()),
              figure("%.2f", start.longestMs()),
              figure("%.2f", start.longestCpuMs()),
              start.lateFirstSecond(),
              start.lateAfter(),
              start.overPeriod()));
    }
    return text.toString();
  }

  private static String figure(String format, Spread spread) {
    return text(format, spread.median())
        + " ("
        + text(format, spread.least())
        + "…"
        + text(format, spread.most())
        + ")";
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
