package org.silenzio.eval.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;

/**
 * Compares the benchmarks of a class with the one named {@code baseline}, by medians over forks:
 * single forks may settle on bad code, and the machine's speed drifts.
 */
public final class Ratios {

  private static final String BASELINE = "baseline";

  private Ratios() {}

  /**
   * One comparison.
   *
   * @param benchmark class and method
   * @param ratio median time over the baseline's median time
   * @param least the smallest ratio of forks of the same number
   * @param most the largest one
   */
  public record Row(String benchmark, double ratio, double least, double most) {}

  /** The rows of all classes that have a baseline, in order of name. */
  public static List<Row> of(Collection<RunResult> results) {
    Map<String, double[]> forkMeans = new HashMap<>();
    for (RunResult result : results) {
      forkMeans.put(result.getParams().getBenchmark(), forkMeans(result));
    }
    List<Row> rows = new ArrayList<>();
    forkMeans.forEach(
        (name, times) -> {
          int methodStart = name.lastIndexOf('.') + 1;
          double[] baseline = forkMeans.get(name.substring(0, methodStart) + BASELINE);
          if (baseline != null && !name.substring(methodStart).equals(BASELINE)) {
            rows.add(compare(name, times, baseline));
          }
        });
    rows.sort(Comparator.comparing(Row::benchmark));
    return rows;
  }

  private static double[] forkMeans(RunResult result) {
    return result.getBenchmarkResults().stream()
        .mapToDouble((BenchmarkResult fork) -> fork.getPrimaryResult().getScore())
        .toArray();
  }

  static Row compare(String name, double[] times, double[] baseline) {
    double[] pairs = new double[Math.min(times.length, baseline.length)];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = times[i] / baseline[i];
    }
    int classStart = name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1;
    return new Row(
        name.substring(classStart),
        median(times) / median(baseline),
        DoubleStream.of(pairs).min().orElseThrow(),
        DoubleStream.of(pairs).max().orElseThrow());
  }

  private static double median(double[] values) {
    double[] sorted = DoubleStream.of(values).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
