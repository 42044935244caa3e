package org.silenzio.eval.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.silenzio.audio.StreamFormat;
import org.silenzio.eval.bench.BenchDocument;
import org.silenzio.eval.bench.BenchEffort;
import org.silenzio.eval.bench.BenchPage;
import org.silenzio.eval.bench.BenchPlan;
import org.silenzio.eval.bench.BenchResult;
import org.silenzio.eval.bench.BenchRun;
import org.silenzio.eval.bench.BenchTable;
import org.silenzio.eval.bench.InputKind;
import org.silenzio.eval.bench.Machine;
import org.silenzio.eval.corpus.AsideFile;
import org.silenzio.eval.peer.Peer;
import org.silenzio.eval.peer.Peers;
import org.silenzio.kernel.KernelKind;
import org.silenzio.kernel.Kernels;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code silenzio bench}. */
@Command(
    name = "bench",
    subcommands = {StreamsCommand.class, RoomCommand.class, ColdStartCommand.class},
    description = {
      "Measures chains and stages by JMH: time and allocated bytes per operation, ours and peers.",
      "Absolute times depend on the machine; compare ratios of one run. See also: clock."
    })
final class BenchCommand implements Callable<Integer> {

  private static final List<String> KERNELS = List.of("scalar", "simd");

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      defaultValue = "",
      description =
          "Part of a benchmark's name, such as ChainBenchmark, rnnoise, opus or '48.0 kHz speech'."
              + " Without it, all run.")
  private String name;

  @Option(
      names = "--chain",
      paramLabel = "NAME",
      split = ",",
      description = "The chains, several joined with +. Default: all single ones.")
  private List<String> chains = Peers.all().stream().map(Peer::name).toList();

  @Option(
      names = "--baseline",
      paramLabel = "NAME",
      defaultValue = "webrtc-aec-ns",
      description = "The chain that chains are compared with. Default: ${DEFAULT-VALUE}")
  private String baseline;

  @Option(
      names = "--rate",
      paramLabel = "HZ",
      split = ",",
      defaultValue = "16000,48000",
      description = "The chains' sample rates. Default: ${DEFAULT-VALUE}")
  private List<Integer> rates;

  @Option(
      names = "--input",
      paramLabel = "KIND",
      split = ",",
      defaultValue = "speech,silence-after-speech",
      description = "What the chains hear. Default: ${DEFAULT-VALUE}")
  private List<String> inputs;

  @Option(
      names = "--kernels",
      paramLabel = "KIND",
      split = ",",
      description = "scalar, simd or both; a JVM for each. Default: what this JVM has.")
  private List<String> kernels = available();

  @Option(
      names = "--forks",
      paramLabel = "N",
      description = "JVMs per benchmark: compilation differs from one to the next. Default: 5")
  private Integer forks;

  @Option(
      names = "--quick",
      description = "A first impression: one JVM of less than a second per benchmark.")
  private boolean quick;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all figures there.")
  private Path json;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page to look at.")
  private Path html;

  private static List<String> available() {
    return Kernels.kind() == KernelKind.SIMD ? KERNELS : List.of("scalar");
  }

  @Override
  public Integer call() throws IOException {
    BenchEffort effort = quick ? BenchEffort.quick() : BenchEffort.defaults();
    if (forks != null) {
      if (forks < 1) {
        throw new IllegalArgumentException("--forks is " + forks + ", allowed: 1 or more");
      }
      effort = effort.withForks(forks);
    }
    checkKernels();
    rates.forEach(rate -> StreamFormat.of10Ms(rate, 1)); // refuses what no stream can have
    BenchPlan plan =
        BenchPlan.of(
            new BenchPlan.Selection(
                name,
                chains,
                baseline,
                rates,
                inputs.stream().map(InputKind::of).toList(),
                kernels));
    PrintWriter err = spec.commandLine().getErr();
    plan.leftOut().forEach(problem -> err.println("silenzio: left out: " + problem));
    err.printf(
        Locale.ROOT,
        "%d benchmarks, %d JVMs each, about %.0f minutes%n",
        plan.cases().size(),
        effort.forks(),
        Math.ceil(effort.seconds(plan.cases().size()) / 60));
    err.flush();
    List<BenchResult> results;
    try (Progress progress = Progress.of("benchmarks", true)) {
      results = BenchRun.run(plan.cases(), effort, progress::at);
    }
    Machine machine = Machine.here();
    if (json != null) {
      String text = Json.of(BenchDocument.of(machine, effort, plan, results));
      AsideFile.write(json, aside -> Files.writeString(aside, text + System.lineSeparator()));
    }
    if (html != null) {
      BenchPage.write(html, machine, effort, results);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(BenchTable.of(results));
    out.println("Time: the median of the forks' means. Ratio below 1: faster.");
    out.println(machine.line() + "; forks: " + effort.forks());
    out.println("Absolute times depend on the machine and on what else it does.");
    return ExitCode.OK;
  }

  private void checkKernels() {
    for (String kind : kernels) {
      if (!available().contains(kind)) {
        throw new IllegalArgumentException(
            "--kernels is '"
                + kind
                + "', allowed here: "
                + String.join(", ", available())
                + (KERNELS.contains(kind) ? " (simd needs " + Kernels.SIMD_FLAG + ")" : ""));
      }
    }
  }
}
