package org.silenzio.eval.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.silenzio.eval.bench.Machine;
import org.silenzio.eval.bench.ManyStreams;
import org.silenzio.eval.corpus.AsideFile;
import org.silenzio.noise.Implementation;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code silenzio bench streams}. */
@Command(
    name = "streams",
    description = {
      "Denoises many streams at once with RNNoise or by statistics, on as many threads as"
          + " processors: how much faster than they are spoken, and what each holds in memory."
    })
final class StreamsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--streams",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many. Default: ${DEFAULT-VALUE}")
  private int streams;

  @Option(
      names = "--implementation",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "java,native",
      converter = ImplementationNames.class,
      description =
          "java, native, wiener or several, one after the other. Default: ${DEFAULT-VALUE}")
  private List<Implementation> implementations;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "20",
      description = "How much each stream hears. Default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all figures there.")
  private Path json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (implementations.contains(Implementation.AUTO)) {
      throw new IllegalArgumentException(
          "--implementation is 'auto', allowed: native, java, wiener");
    }
    List<ManyStreams> results = new ArrayList<>();
    PrintWriter out = spec.commandLine().getOut();
    for (Implementation implementation : implementations) {
      ManyStreams result = ManyStreams.measure(implementation, streams, seconds);
      results.add(result);
      out.printf(
          Locale.ROOT,
          "%-6s  %,d streams on %d threads: %,.0f times real time; per stream %,d B of heap and"
              + " %,d B outside%n",
          result.implementation(),
          result.streams(),
          result.threads(),
          result.realTimeFactor(),
          result.heapBytesPerStream(),
          result.nativeBytesPerStream());
      out.flush();
    }
    Machine machine = Machine.here();
    if (json != null) {
      String text = Json.of(new Document("silenzio-streams", 1, machine, results));
      AsideFile.write(json, aside -> Files.writeString(aside, text + System.lineSeparator()));
    }
    out.println(machine.line());
    return ExitCode.OK;
  }

  /** The results as programs read them. */
  record Document(String kind, int version, Machine machine, List<ManyStreams> results) {}
}
