package org.silenzio.eval.run;

import java.util.List;
import java.util.Locale;
import org.silenzio.echo.EchoStatistics;
import org.silenzio.eval.metric.SignalLevels;
import org.silenzio.eval.report.Figure;
import org.silenzio.eval.run.Cancelling.Outcome;

/** What is to tell of a cancelled recording, for people. */
public final class CancelFigures {

  private static final String UNKNOWN = "not known";

  private CancelFigures() {}

  /** The figures in the order of their use. */
  public static List<Figure> of(Outcome outcome) {
    EchoStatistics statistics = outcome.statistics();
    boolean hasDelay = !Double.isNaN(statistics.delayMs());
    return List.of(
        new Figure("Microphone", level(outcome.microphone())),
        new Figure("Output", level(outcome.output())),
        new Figure("Echo return loss (ERL)", db(statistics.echoReturnLossDb())),
        new Figure("ERLE at the end", db(statistics.returnLossEnhancementDb())),
        new Figure("ERLE at its best", db(statistics.bestReturnLossEnhancementDb())),
        new Figure(
            "ERLE of the linear filter alone", db(statistics.linearReturnLossEnhancementDb())),
        new Figure(
            "Delay of the echo",
            hasDelay
                ? format(
                    "%.1f ms, confidence %.2f", statistics.delayMs(), statistics.delayConfidence())
                : UNKNOWN),
        new Figure("Drift", hasDelay ? format("%.0f ppm", statistics.driftPpm()) : UNKNOWN),
        new Figure("Adaptation", statistics.adaptation().name().toLowerCase(Locale.ROOT)),
        new Figure("Transparent", statistics.transparent() ? "yes, no echo is heard" : "no"),
        new Figure("Changes of the path", "" + statistics.pathChanges()),
        new Figure("Divergences", "" + statistics.divergences()),
        new Figure("Mended samples", "" + outcome.mendedSamples()),
        new Figure(
            "Delay of the canceller",
            format(
                "%.1f ms, %s",
                outcome.latencyMs(), outcome.job().keepDelay() ? "kept" : "taken off")),
        new Figure("Real-time factor", format("%.4f", outcome.realTimeFactor())));
  }

  private static String level(SignalLevels levels) {
    return levels.peakDbfs() == Double.NEGATIVE_INFINITY
        ? "silence"
        : format("%.1f dBFS, peak %.1f dBFS", tenths(levels.rmsDbfs()), tenths(levels.peakDbfs()));
  }

  private static String db(double value) {
    return Double.isNaN(value) ? UNKNOWN : format("%.1f dB", tenths(value));
  }

  /** Never −0.0, which reads as a mistake. */
  private static double tenths(double value) {
    return Math.round(10 * value) / 10.0;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
