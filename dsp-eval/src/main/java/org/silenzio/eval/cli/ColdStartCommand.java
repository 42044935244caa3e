package org.silenzio.eval.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.silenzio.eval.bench.Machine;
import org.silenzio.eval.bench.clock.ColdStart;
import org.silenzio.eval.bench.clock.ColdStartTable;
import org.silenzio.eval.corpus.AsideFile;
import org.silenzio.eval.peer.Peers;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code silenzio bench cold-start}. */
@Command(
    name = "cold-start",
    description = {
      "Starts JVMs that open a chain as an app does and then run it, a frame every 10 ms, without"
          + " and with an AOT cache of a run before.",
      "Prints how long the start took, which frames were done later than 10 ms, and the most that"
          + " one took, by the clock and of CPU time."
    })
final class ColdStartCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = {"--chain", "--peer"},
      paramLabel = "NAME",
      defaultValue = "silenzio-engine-50ms",
      description = "The chain. Default: ${DEFAULT-VALUE}")
  private String chain;

  @Option(
      names = "--forks",
      paramLabel = "N",
      defaultValue = "5",
      description = "JVMs of each kind. Default: ${DEFAULT-VALUE}")
  private int jvms;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "5",
      description = "How long each runs behind its start. Default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--rate",
      paramLabel = "HZ",
      defaultValue = "48000",
      description = "The sample rate. Default: ${DEFAULT-VALUE}")
  private int rate;

  @Option(
      names = "--jvm-option",
      paramLabel = "FLAG",
      description = "A further flag for the JVMs; may be given several times.")
  private List<String> jvmOptions = new ArrayList<>();

  @Option(names = "--json", paramLabel = "FILE", description = "Write all figures there.")
  private Path json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<ColdStart> starts = ColdStart.measure(Peers.find(chain), rate, seconds, jvms, jvmOptions);
    Machine machine = Machine.here();
    if (json != null) {
      String text = Json.of(new Document("silenzio-cold-start", 1, machine, starts));
      AsideFile.write(json, aside -> Files.writeString(aside, text + System.lineSeparator()));
    }
    out.print(ColdStartTable.of(starts));
    if (starts.size() == 1) {
      out.println("No cache: the class path holds folders, of which a JVM makes none.");
    }
    out.println(machine.line());
    return ExitCode.OK;
  }

  /** The results as programs read them. */
  record Document(String kind, int version, Machine machine, List<ColdStart> results) {}
}
