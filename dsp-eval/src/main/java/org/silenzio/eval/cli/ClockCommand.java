package org.silenzio.eval.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.silenzio.eval.bench.InputKind;
import org.silenzio.eval.bench.Machine;
import org.silenzio.eval.bench.clock.ClockDocument;
import org.silenzio.eval.bench.clock.ClockLauncher;
import org.silenzio.eval.bench.clock.ClockPage;
import org.silenzio.eval.bench.clock.ClockRun;
import org.silenzio.eval.bench.clock.ClockSettings;
import org.silenzio.eval.bench.clock.ClockTable;
import org.silenzio.eval.corpus.AsideFile;
import org.silenzio.eval.peer.Peer;
import org.silenzio.eval.peer.Peers;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code silenzio clock}. */
@Command(
    name = "clock",
    description = {
      "Runs chains as a call would, a frame every 10 ms, from the first moment of a fresh JVM on.",
      "Tells how late frames start, how long they take, which deadlines they miss, and when the JVM"
          + " stopped its threads."
    })
final class ClockCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = {"--chain", "--peer"},
      paramLabel = "NAME",
      split = ",",
      defaultValue = "rnnoise",
      description =
          "The chains, one after the other, each in a JVM of its own; several joined with + are"
              + " one. Default: ${DEFAULT-VALUE}")
  private List<String> chains;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "60",
      description = "How long each chain runs. Default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--rate",
      paramLabel = "HZ",
      defaultValue = "48000",
      description = "The sample rate. Default: ${DEFAULT-VALUE}")
  private int rate;

  @Option(
      names = "--budget-ms",
      paramLabel = "MS",
      defaultValue = "10",
      description =
          "How long after its scheduled start a frame may be done; later is a miss."
              + " Default: ${DEFAULT-VALUE}")
  private double budgetMs;

  @Option(
      names = "--input",
      paramLabel = "KIND",
      defaultValue = "speech",
      description = "speech or silence-after-speech. Default: ${DEFAULT-VALUE}")
  private String input;

  @Option(
      names = "--spin-us",
      paramLabel = "US",
      defaultValue = "0",
      description =
          "Spin rather than sleep for so long before each frame: punctual starts, but CPU time that"
              + " no call would spend. Default: ${DEFAULT-VALUE}")
  private int spinMicros;

  @Option(
      names = "--warm-up-ms",
      paramLabel = "MS",
      defaultValue = "0",
      description =
          "Let another chain of the kind work for up to so long before the clock starts, till the"
              + " compiler is done. Default: ${DEFAULT-VALUE}, the first frames as they are")
  private int warmUpMs;

  @Option(
      names = "--ready",
      description =
          "Open the chain as an app does: our engine's build() lets the compiler finish before it"
              + " returns. Without it the first frames of an engine are as they are.")
  private boolean ready;

  @Option(
      names = "--garbage-mb-per-s",
      paramLabel = "MB",
      defaultValue = "0",
      description =
          "Let another thread of the same JVM make so much garbage, in MB (10^6 bytes) per second,"
              + " of short, middling and long lives. Default: ${DEFAULT-VALUE}, no such thread")
  private int garbageMbPerSecond;

  @Option(
      names = "--jvm-option",
      paramLabel = "FLAG",
      description =
          "A further flag for the measured JVM, such as -XX:+UseZGC; may be given several times."
              + " A collector replaces the launcher's.")
  private List<String> jvmOptions = new ArrayList<>();

  @Option(names = "--json", paramLabel = "FILE", description = "Write all figures there.")
  private Path json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page with percentile plots and the frames in time.")
  private Path html;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ClockSettings settings =
        new ClockSettings(
            rate,
            seconds,
            budgetMs,
            spinMicros,
            warmUpMs,
            ready,
            garbageMbPerSecond,
            InputKind.of(input),
            jvmOptions);
    List<Peer> peers = new ArrayList<>();
    PrintWriter err = spec.commandLine().getErr();
    for (Peer peer : chains.stream().map(Peers::find).toList()) {
      peer.unavailability()
          .ifPresentOrElse(
              problem -> err.println("silenzio: left out: " + peer.name() + ": " + problem),
              () -> peers.add(peer));
    }
    err.flush();
    if (peers.isEmpty()) {
      throw new IllegalStateException("none of the chains can run here: " + chains);
    }
    List<ClockRun> runs = new ArrayList<>();
    try (Progress progress = Progress.of("chains", true)) {
      for (Peer peer : peers) {
        runs.add(ClockLauncher.run(peer, settings));
        progress.at(runs.size(), peers.size());
      }
    }
    Machine machine = Machine.here();
    if (json != null) {
      String text = Json.of(ClockDocument.of(machine, settings, runs));
      AsideFile.write(json, aside -> Files.writeString(aside, text + System.lineSeparator()));
    }
    if (html != null) {
      ClockPage.write(html, machine, settings, runs);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(ClockTable.of(runs));
    out.println(machine.line());
    return ExitCode.OK;
  }
}
