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
import org.silenzio.eval.bench.RoomGrowth;
import org.silenzio.eval.bench.RoomLoad;
import org.silenzio.eval.corpus.AsideFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code silenzio bench room}. */
@Command(
    name = "room",
    description = {
      "Holds group calls on one thread: jitter buffers, Opus (48 kHz, mono, 20 ms, 24 kb/s), mixer."
          + " Five members talk all the time.",
      "Prints the thread's processor time per time of the call, what a further member adds, and"
          + " the largest room that one core holds."
    })
final class RoomCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--members",
      paramLabel = "N",
      split = ",",
      defaultValue = "10,25,50,100",
      description = "How many, two numbers or more. Default: ${DEFAULT-VALUE}")
  private List<Integer> members;

  @Option(
      names = "--quiet",
      paramLabel = "KIND",
      split = ",",
      defaultValue = "hiss,dtx",
      description =
          "What those send who do not talk: hiss (packets of soft noise) or dtx (next to nothing)."
              + " Default: ${DEFAULT-VALUE}")
  private List<String> quiet;

  @Option(
      names = "--complexity",
      paramLabel = "C",
      split = ",",
      defaultValue = "5,9",
      description = "The encoders' effort, 0 to 10. Default: ${DEFAULT-VALUE}")
  private List<Integer> complexities;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "20",
      description = "How much of each call counts. Default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "20",
      description = "How much of each call goes before. Default: ${DEFAULT-VALUE}")
  private int warmUpSeconds;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all figures there.")
  private Path json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<Result> results = new ArrayList<>();
    // compiled for the largest room before the first counts
    int largest = members.stream().mapToInt(Integer::intValue).max().orElseThrow();
    RoomLoad.measure(largest, quiet.getFirst(), complexities.getFirst(), warmUpSeconds, 1);
    for (int complexity : complexities) {
      for (String kind : quiet) {
        List<RoomLoad> loads = new ArrayList<>();
        for (int count : members) {
          RoomLoad load = RoomLoad.measure(count, kind, complexity, warmUpSeconds, seconds);
          loads.add(load);
          print(out, load);
        }
        RoomGrowth growth = RoomGrowth.of(loads);
        results.add(new Result(loads, growth));
        out.printf(
            Locale.ROOT,
            "complexity %d, %-4s  each further member %.5f, the rest %.3f, off the line by %.0f %%"
                + " at most; one core holds %d%n",
            complexity,
            kind,
            growth.perMember(),
            growth.ofTheRest(),
            100 * growth.worstResidual(),
            growth.largestRoom());
        out.flush();
      }
    }
    Machine machine = Machine.here();
    if (json != null) {
      String text = Json.of(new Document("silenzio-room", 1, machine, results));
      AsideFile.write(json, aside -> Files.writeString(aside, text + System.lineSeparator()));
    }
    out.println("Real-time factors by the thread's processor time; rounds by the clock.");
    out.println(machine.line());
    return ExitCode.OK;
  }

  private static void print(PrintWriter out, RoomLoad load) {
    out.printf(
        Locale.ROOT,
        "complexity %d, %-4s  %4d members: real-time factor %.3f; rounds of 10 ms take %.2f ms,"
            + " 1 in 100 %.2f; %.0f packets/s encoded, %,.0f sent; %.1f B per round%n",
        load.complexity(),
        load.quiet(),
        load.members(),
        load.realTimeFactor(),
        load.medianRoundMs(),
        load.longRoundMs(),
        load.encodedPerSecond(),
        load.sentPerSecond(),
        load.bytesPerRound());
    out.flush();
  }

  /** One line through some loads. */
  record Result(List<RoomLoad> loads, RoomGrowth growth) {}

  /** The results as programs read them. */
  record Document(String kind, int version, Machine machine, List<Result> results) {}
}
