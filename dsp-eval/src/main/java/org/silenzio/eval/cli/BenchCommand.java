package org.silenzio.eval.cli;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.silenzio.eval.bench.Ratios;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code silenzio bench}. */
@Command(
    name = "bench",
    description = {
      "Runs the JMH benchmarks and prints, for each class, the ratio to its baseline.",
      "Absolute times depend on the machine; compare ratios of one run."
    })
final class BenchCommand implements Callable<Integer> {

  private static final String BENCHMARKS = "org\\.silenzio\\.eval\\.bench\\.";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      defaultValue = "",
      description = "Part of a benchmark's name, such as Rnnoise. Without it, all run.")
  private String name;

  @Option(
      names = "--forks",
      paramLabel = "N",
      defaultValue = "5",
      description = "JVMs per benchmark: compilation differs from one to the next. Default: 5")
  private int forks;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "5",
      description = "Measurements per JVM. Default: 5")
  private int iterations;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "1",
      description = "Length of each measurement. Default: 1")
  private int seconds;

  @Override
  public Integer call() throws RunnerException {
    if (forks < 1 || iterations < 1 || seconds < 1) {
      throw new IllegalArgumentException(
          "--forks, --iterations and --seconds are "
              + List.of(forks, iterations, seconds)
              + ", allowed: 1 or more");
    }
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(BENCHMARKS + ".*" + name)
            .forks(forks)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(seconds))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.seconds(seconds))
            .addProfiler("gc")
            .shouldFailOnError(true);
    Collection<RunResult> results = new Runner(options.build()).run();
    PrintWriter out = spec.commandLine().getOut();
    List<Ratios.Row> rows = Ratios.of(results);
    out.println();
    out.println("Ratio to the baseline of the same run (below 1: faster):");
    for (Ratios.Row row : rows) {
      out.println(
          String.format(
              Locale.ROOT,
              "  %-50s %.3f  (from fork to fork %.3f to %.3f)",
              row.benchmark(),
              row.ratio(),
              row.least(),
              row.most()));
    }
    out.println(
        "  " + Environment.jdk() + "; " + Environment.system() + "; " + Environment.kernels());
    return ExitCode.OK;
  }
}
