package org.silenzio.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.eval.report.LatencyReport.Point;
import org.silenzio.eval.report.LatencyReport.Run;
import org.silenzio.eval.report.LatencyReport.Stop;

class LatencyPagesTest {

  @TempDir Path folder;

  /** 2,000 frames of 1 ms, one of 30 ms among them. */
  private static Run run(String name) {
    long[] lateness = new long[2_000];
    long[] processing = new long[2_000];
    Arrays.fill(lateness, 100_000);
    Arrays.fill(processing, 1_000_000);
    processing[1_500] = 30_000_000;
    return new Run(
        name,
        "a chain",
        List.of(List.of("processing", "1,000")),
        List.of(new Figure("Frames", "2,000")),
        List.of(new Point(0, 1_000), new Point(99, 1_000), new Point(100, 30_000)),
        List.of(new Point(0, 100), new Point(100, 100)),
        lateness,
        processing,
        List.of(new Stop(15, 4, "Copy (G1 <x>)")),
        List.of());
  }

  private static LatencyReport report(Run... runs) {
    return new LatencyReport("Clock", List.of(), "flags", 10, 10, List.of(runs));
  }

  @Test
  void decadesLieEquallyFarApart() {
    LogAxis axis = LogAxis.around(0.02, 30);
    assertEquals(new LogAxis(-2, 2), axis);
    assertEquals(0.25, axis.share(0.1), 1e-12);
    assertEquals(0.5, axis.share(1), 1e-12);
    assertEquals(0.0, axis.share(0), "below the axis is its beginning");
    assertEquals(1.0, axis.share(1e9));
    assertEquals(new Mark("50.00%", "1"), axis.upwardMarks().get(2));
    assertEquals(new LogAxis(0, 1), LogAxis.around(1, 1), "never without length");
  }

  @Test
  void eachNineTakesAsMuchRoom() {
    assertEquals(0.25, LatencyPlot.tailShare(90, 10_000), 1e-9);
    assertEquals(0.5, LatencyPlot.tailShare(99, 10_000), 1e-9);
    assertEquals(0.75, LatencyPlot.tailShare(99.9, 10_000), 1e-9);
    assertEquals(1.0, LatencyPlot.tailShare(100, 10_000));
  }

  @Test
  void theSlowFrameIsDrawnWhereItWas() {
    Run run = run("a");
    LatencyPlot whole = LatencyPlot.ofFrames("t", run, 2_000, report(run), new LogAxis(-1, 2));
    assertEquals(List.of("75.05%"), whole.misses());
    assertEquals("75.00%", whole.lanes().getFirst().stops().getFirst().position());
    String worst = whole.curves().get(1).path().split("L", -1)[750];
    assertEquals(1_000 * (1 - (Math.log10(30) + 1) / 3), height(worst), 0.06);
    LatencyPlot first = LatencyPlot.ofFrames("t", run, 1_000, report(run), new LogAxis(-1, 2));
    assertEquals(List.of(), first.misses(), "not yet");
    assertEquals(List.of(), first.lanes().getFirst().stops());
  }

  private static double height(String point) {
    return Double.parseDouble(point.substring(point.indexOf(' ') + 1));
  }

  @Test
  void thePageHoldsEveryChainAndLoadsNothing() throws IOException {
    Path html = folder.resolve("clock.html");
    LatencyPages.writeClock(html, List.of("", "p50"), report(run("one"), run("two")));
    String page = Files.readString(html);
    assertTrue(page.contains("<h2>one</h2>") && page.contains("<h2>two</h2>"));
    assertTrue(page.contains("Copy (G1 &lt;x&gt;): 4.000 ms"));
    assertEquals(6, page.split("<svg class=\"plot", -1).length - 1);
    assertFalse(page.contains("http://") || page.contains("https://"));
    assertFalse(page.contains("{{"));
  }

  @Test
  void theSpreadOfABenchmarkIsDrawnToScale() throws IOException {
    BenchReport.Row row = new BenchReport.Row("one", "10 ms", 10_000, 1_000, 100_000, "0", "0.500");
    BenchReport report =
        new BenchReport(
            "Bench", List.of(), "flags", List.of(new BenchReport.Group("g", List.of(row))));
    Path html = folder.resolve("bench.html");
    LatencyPages.writeBench(html, report);
    String page = Files.readString(html);
    assertTrue(page.contains("<rect x=\"0.00%\" y=\"4\" width=\"100.00%\""), page);
    assertTrue(page.contains("<circle cx=\"50.00%\""), page);
    assertTrue(page.contains("<td>1.00…100</td>"), page);
    assertFalse(page.contains("{{"));
  }

  @Test
  void aPageOfNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, LatencyPagesTest::report);
  }
}
