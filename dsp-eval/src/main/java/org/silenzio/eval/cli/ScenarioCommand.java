package org.silenzio.eval.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.silenzio.eval.corpus.SampleEncoding;
import org.silenzio.eval.scenario.CallFiles;
import org.silenzio.eval.scenario.Scenario;
import org.silenzio.eval.scenario.Scenarios;
import org.silenzio.eval.scenario.SimulatedCall;
import org.silenzio.eval.scenario.Simulator;
import org.silenzio.eval.scenario.Timetable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code silenzio scenario}. */
@Command(
    name = "scenario",
    description = {
      "Simulates calls: speech at both ends, noise, room, loudspeaker, delay, clipping.",
      "The same scenario gives the same samples; each part of them is known apart."
    })
final class ScenarioCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** {@code silenzio scenario list}. */
  @Command(name = "list", description = "Lists the standard set.")
  void list() {
    PrintWriter out = spec.commandLine().getOut();
    for (Scenario scenario : Scenarios.standard()) {
      out.printf(
          Locale.ROOT,
          "%-24s %2.0f kHz %3.0f s  %s%n",
          scenario.name(),
          scenario.sampleRateHz() / 1000.0,
          scenario.seconds(),
          scenario.description());
    }
    out.flush();
  }

  /** {@code silenzio scenario render}. */
  @Command(
      name = "render",
      description = {
        "Writes NAME_mic.wav (the microphone), NAME_lpb.wav (what is played), its parts"
            + " NAME_clean.wav, NAME_echo.wav and NAME_noise.wav, and NAME.json: who talks when,"
            + " delay, levels."
      })
  void render(
      @Parameters(
              paramLabel = "NAME|FILE",
              arity = "1..*",
              description = "Names of the standard set, all, or files in YAML or JSON.")
          List<String> scenarios,
      @Option(
              names = {"-o", "--output"},
              paramLabel = "FOLDER",
              required = true,
              description = "Where to write.")
          Path output,
      @Option(
              names = "--encoding",
              paramLabel = "ENCODING",
              defaultValue = "PCM_16",
              description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
          SampleEncoding encoding)
      throws IOException {
    List<Scenario> found =
        scenarios.stream().flatMap(name -> Scenarios.find(name).stream()).toList();
    Set<String> names = new HashSet<>();
    for (Scenario scenario : found) {
      if (!names.add(scenario.name())) {
        throw new IllegalArgumentException("two scenarios are called " + scenario.name());
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    for (Scenario scenario : found) {
      SimulatedCall call = Simulator.run(scenario);
      CallFiles.write(call, output, encoding);
      out.println(output.resolve(scenario.name()) + "_*.wav: " + summary(call));
      out.flush();
    }
  }

  private static String summary(SimulatedCall call) {
    StringBuilder line = new StringBuilder();
    for (Timetable.Part part : call.timetable().parts()) {
      line.append(
          String.format(
              Locale.ROOT,
              "%s %.1f-%.1f s, ",
              part.situation().name().toLowerCase(Locale.ROOT).replace('_', ' '),
              part.fromSecond(),
              part.toSecond()));
    }
    if (call.hasEcho()) {
      line.append(String.format(Locale.ROOT, "echo after %.1f ms at first", call.echoDelayMs(0)));
      call.echoReturnLossDb()
          .ifPresent(loss -> line.append(String.format(Locale.ROOT, ", ERL %.1f dB", loss)));
    } else {
      line.append("no echo");
    }
    return line.toString();
  }
}
