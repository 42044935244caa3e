package org.silenzio.eval.bench;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.silenzio.eval.corpus.ProjectHome;
import org.silenzio.kernel.Kernels;

/**
 * Measures the cases of a plan by JMH, round by round: in each round every case gets one JVM of its
 * own, so that a machine whose speed drifts slows all of them down alike.
 */
public final class BenchRun {

  private static final String ALLOCATION = "bytes"; // the field of the class of that name

  private BenchRun() {}

  /** Hears how far the run is. */
  @FunctionalInterface
  public interface Listener {
    /** So many of all JVMs are done. */
    void at(long done, long total);
  }

  /**
   * Measures.
   *
   * @throws IllegalStateException if a case fails, such as for output that is not alive; the
   *     message names the case and the reason
   */
  public static List<BenchResult> run(
      List<BenchCase> cases, BenchEffort effort, Listener listener) {
    double[][] nanos = new double[cases.size()][effort.forks()];
    double[][] bytes = new double[cases.size()][effort.forks()];
    long done = 0;
    for (int round = 0; round < effort.forks(); round++) {
      for (int n = 0; n < cases.size(); n++) {
        RunResult result = runOnce(cases.get(n), effort);
        nanos[n][round] = result.getPrimaryResult().getScore();
        bytes[n][round] = bytesPerOperation(result);
        listener.at(++done, (long) cases.size() * effort.forks());
      }
    }
    List<BenchResult> results = new ArrayList<>();
    for (int n = 0; n < cases.size(); n++) {
      results.add(new BenchResult(cases.get(n), nanos[n], bytes[n], Optional.empty()));
    }
    return results.stream().map(result -> result.comparedWithin(results)).toList();
  }

  private static RunResult runOnce(BenchCase one, BenchEffort effort) {
    String benchmark = BenchRun.class.getPackageName() + "." + one.benchmark();
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(benchmark) + "$")
            .forks(1)
            .warmupIterations(effort.warmups())
            .warmupTime(TimeValue.milliseconds(effort.iterationMs()))
            .measurementIterations(effort.iterations())
            .measurementTime(TimeValue.milliseconds(effort.iterationMs()))
            .timeUnit(TimeUnit.NANOSECONDS)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    one.params().forEach(options::param);
    options.jvmArgsAppend(flags(one));
    try {
      return new Runner(options.build(), silent()).runSingle();
    } catch (RunnerException e) {
      throw new IllegalStateException(one.id() + ": " + reason(e), e);
    }
  }

  private static String[] flags(BenchCase one) {
    return one.kernels().isEmpty()
        ? new String[] {ProjectHome.jvmFlag()}
        : new String[] {
          ProjectHome.jvmFlag(), "-D" + Kernels.CHOICE_PROPERTY + "=" + one.kernels()
        };
  }

  /** JMH wraps what went wrong in the other JVM several times over. */
  private static String reason(Throwable failure) {
    Throwable inner = failure;
    while (inner.getCause() != null || inner.getSuppressed().length > 0) {
      inner = inner.getCause() != null ? inner.getCause() : inner.getSuppressed()[0];
    }
    return inner.getMessage() == null ? inner.toString() : inner.getMessage();
  }

  /** JMH would pass on whatever the other JVMs warn of, once for each. */
  private static OutputFormat silent() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT);
  }

  private static double bytesPerOperation(RunResult result) {
    double bytes = 0;
    long operations = 0;
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      bytes += fork.getSecondaryResults().get(ALLOCATION).getScore();
      operations += fork.getMetadata().getMeasurementOps();
    }
    return bytes / operations;
  }
}
