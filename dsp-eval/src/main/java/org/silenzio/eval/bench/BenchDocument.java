package org.silenzio.eval.bench;

import java.util.List;

/**
 * A run's results as programs read them.
 *
 * @param kind always {@value #KIND}
 * @param version of this shape, raised when a field changes its meaning
 * @param machine where it ran
 * @param effort how long was measured
 * @param leftOut what could not run here, and why
 * @param results one entry per case
 */
public record BenchDocument(
    String kind,
    int version,
    Machine machine,
    BenchEffort effort,
    List<String> leftOut,
    List<Entry> results) {

  private static final String KIND = "silenzio-bench";
  private static final int VERSION = 1;

  /**
   * One case.
   *
   * @param benchmark the JMH benchmark
   * @param name the chain, stage or method
   * @param details rate and input; may be empty
   * @param kernels scalar, simd, or empty where they make no difference
   * @param operation what one operation is
   * @param nanos nanoseconds per operation, over the forks' means
   * @param forkNanos the same of each fork, in order
   * @param bytes bytes allocated per operation
   * @param ratio time over the baseline's; null without one
   * @param baseline what it is compared with; null if it was not measured
   */
  public record Entry(
      String benchmark,
      String name,
      String details,
      String kernels,
      String operation,
      Spread nanos,
      double[] forkNanos,
      Spread bytes,
      Spread ratio,
      String baseline) {

    static Entry of(BenchResult result) {
      BenchCase one = result.of();
      return new Entry(
          one.benchmark(),
          one.what(),
          one.details(),
          one.kernels(),
          one.operation(),
          result.nanos(),
          result.forkNanos(),
          result.bytes(),
          result.ratio().orElse(null),
          result.ratio().isPresent() ? one.baseline().orElse(null) : null);
    }
  }

  /** The document of a run. */
  public static BenchDocument of(
      Machine machine, BenchEffort effort, BenchPlan plan, List<BenchResult> results) {
    return new BenchDocument(
        KIND, VERSION, machine, effort, plan.leftOut(), results.stream().map(Entry::of).toList());
  }
}
