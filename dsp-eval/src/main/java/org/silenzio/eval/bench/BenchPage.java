package org.silenzio.eval.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.silenzio.eval.report.BenchReport;
import org.silenzio.eval.report.Figure;
import org.silenzio.eval.report.LatencyPages;

/** The results of benchmarks as a page to look at. */
public final class BenchPage {

  private BenchPage() {}

  /** Writes the page aside and puts it into place. */
  public static void write(
      Path html, Machine machine, BenchEffort effort, List<BenchResult> results)
      throws IOException {
    Map<String, List<BenchReport.Row>> groups = new LinkedHashMap<>();
    for (BenchResult result : results) {
      groups.computeIfAbsent(group(result.of()), title -> new ArrayList<>()).add(row(result));
    }
    List<Figure> environment =
        List.of(
            new Figure("JDK", machine.jdk()),
            new Figure("System", machine.system()),
            new Figure("Processor", machine.cpu() + ", " + machine.cores() + " cores"),
            new Figure("SIMD lanes", "" + machine.lanes()),
            new Figure("JVMs per benchmark", "" + effort.forks()),
            new Figure(
                "Measured in each",
                effort.iterations() + " times " + effort.iterationMs() + " ms"));
    LatencyPages.writeBench(
        html,
        new BenchReport(
            "Silenzio: benchmarks",
            environment,
            "JVM flags: " + String.join(" ", machine.jvmFlags()),
            groups.entrySet().stream()
                .map(entry -> new BenchReport.Group(entry.getKey(), entry.getValue()))
                .toList()));
  }

  /** Chains of one rate and input are held against each other, and so are all stages. */
  private static String group(BenchCase one) {
    String kind = one.benchmark().substring(0, one.benchmark().indexOf("Benchmark."));
    return one.details().isEmpty() ? kind : kind + ", " + one.details();
  }

  private static BenchReport.Row row(BenchResult result) {
    Spread nanos = result.nanos();
    return new BenchReport.Row(
        BenchCase.id("", result.of().what(), "", result.of().kernels()),
        result.of().operation(),
        nanos.median(),
        nanos.least(),
        nanos.most(),
        BenchTable.bytes(result.bytes().median()),
        result.ratio().map(ratio -> BenchTable.ratio(ratio.median())).orElse(""));
  }
}
