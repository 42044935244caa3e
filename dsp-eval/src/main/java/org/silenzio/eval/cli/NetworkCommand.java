package org.silenzio.eval.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.silenzio.eval.corpus.AsideFile;
import org.silenzio.eval.network.Network;
import org.silenzio.eval.network.NetworkSimulator;
import org.silenzio.eval.network.Networks;
import org.silenzio.eval.network.Transmission;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code silenzio network}. */
@Command(
    name = "network",
    description = {
      "Simulates networks: delay, jitter, loss, bursts, reordering, duplicates, clocks.",
      "The same network does the same to the same packets."
    },
    subcommands = NetworkEvalCommand.class)
final class NetworkCommand implements Runnable {

  private static final double MS_PER_SECOND = 1_000;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** {@code silenzio network list}. */
  @Command(name = "list", description = "Lists the networks that come with the project.")
  void list() {
    PrintWriter out = spec.commandLine().getOut();
    for (Network network : Networks.find(Networks.ALL)) {
      out.printf(Locale.ROOT, "%-20s %s%n", network.name(), network.description());
    }
    out.flush();
  }

  /** {@code silenzio network trace}. */
  @Command(
      name = "trace",
      description = {
        "Writes what a network does to packets as a CSV, which a network's 'trace: {file: ...}'"
            + " reads again."
      })
  void trace(
      @Parameters(paramLabel = "NAME|FILE", description = "A network's name, or a YAML file.")
          String name,
      @Option(
              names = {"-o", "--output"},
              paramLabel = "FILE",
              required = true,
              description = "Where to write.")
          Path output,
      @Option(
              names = "--seconds",
              paramLabel = "S",
              defaultValue = "60",
              description = "How long. Default: ${DEFAULT-VALUE}")
          double seconds,
      @Option(
              names = "--packet-ms",
              paramLabel = "MS",
              defaultValue = "20",
              description = "A packet's duration. Default: ${DEFAULT-VALUE}")
          double packetMs,
      @Option(
              names = "--run",
              paramLabel = "N",
              defaultValue = "0",
              description = "Which of the network's runs. Default: ${DEFAULT-VALUE}")
          long run)
      throws IOException {
    List<Network> networks = Networks.find(name);
    if (networks.size() != 1) {
      throw new IllegalArgumentException("network is '" + name + "', allowed: a single one");
    }
    Transmission transmission =
        NetworkSimulator.run(
            networks.getFirst(), (int) (seconds * MS_PER_SECOND / packetMs), packetMs, run);
    StringBuilder text = new StringBuilder("sequence,sent_ms,arrival_ms\n");
    for (int n = 0; n < transmission.packets(); n++) {
      text.append(String.format(Locale.ROOT, "%d,%.4f,", n, transmission.sentMs()[n]));
      text.append(
          transmission.isLost(n)
              ? "lost"
              : String.format(Locale.ROOT, "%.4f", transmission.arrivalMs()[n]));
      text.append('\n');
    }
    AsideFile.write(output, aside -> Files.writeString(aside, text));
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s: %d packets, %.2f %% lost%n",
        output,
        transmission.packets(),
        100 * transmission.lostShare());
    out.flush();
  }
}
