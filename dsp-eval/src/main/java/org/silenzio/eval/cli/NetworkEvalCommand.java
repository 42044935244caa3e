package org.silenzio.eval.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import org.silenzio.eval.corpus.ProjectHome;
import org.silenzio.eval.metric.neural.MetricModels;
import org.silenzio.eval.network.Network;
import org.silenzio.eval.network.Networks;
import org.silenzio.eval.reception.Receiver;
import org.silenzio.eval.reception.ReceptionEvaluation;
import org.silenzio.eval.reception.ReceptionScorer;
import org.silenzio.eval.reception.SentSpeech;
import org.silenzio.eval.reception.SpeechSource;
import org.silenzio.eval.reception.SweepTable;
import org.silenzio.eval.report.EvaluationReport;
import org.silenzio.eval.report.Figure;
import org.silenzio.eval.run.Evaluation.Outcome;
import org.silenzio.eval.run.EvaluationPages;
import org.silenzio.eval.run.SummaryTable;
import org.silenzio.eval.run.TakeFolder;
import org.silenzio.eval.scenario.Checks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code silenzio network eval}. */
@Command(
    name = "eval",
    description = {
      "Sends clean speech through networks, encoded by Opus in packets of 20 ms, and scores what"
          + " receivers give out.",
      "PLCMOS and PESQ hear the output as it is; PESQ aligns each utterance, so that"
          + " time-stretching within one costs it something. ESTOI hears it brought back into"
          + " time.",
      "The delay is from sending a packet to playing it, the codec's own not counted."
    })
final class NetworkEvalCommand implements Callable<Integer> {

  private static final Set<String> DETAILS = Set.of("PESQ loss-free", "ESTOI", "kbit/s");

  @Spec private CommandSpec spec;

  @Option(
      names = "--corpus",
      paramLabel = "FOLDER",
      description =
          "A folder with speech, of which NAME_clean.wav is taken where there are such, otherwise"
              + " every sound file; may be given several times. Default: the sample recordings.")
  private List<Path> corpora = new ArrayList<>();

  @Option(
      names = "--network",
      paramLabel = "NAME",
      split = ",",
      description =
          "A name of 'network list', 'all', 'loss', 'jitter', or a YAML file; may be given several"
              + " times. Default: loss.")
  private List<String> networks = new ArrayList<>();

  @Option(
      names = "--receiver",
      paramLabel = "NAME",
      split = ",",
      description =
          "plc, fec, dred, neural-plc, neural-fec or fec-dred, with -MS for a fixed buffer of so"
              + " many ms (plc-60) or silenzio- before it for the engine's own (silenzio-plc); may"
              + " be given several times. Default: plc, fec and dred with either buffer.")
  private List<String> receivers = new ArrayList<>();

  @Option(
      names = "--bitrate",
      paramLabel = "BIT/S",
      defaultValue = "32000",
      description = "The encoder's aim, protection included. Default: ${DEFAULT-VALUE}")
  private int bitrate;

  @Option(
      names = "--expected-loss",
      paramLabel = "PERCENT",
      description =
          "The loss that encoders expect, 0 to 100: the more, the more they spend on protection."
              + " Default: what each network loses")
  private Integer expectedLoss;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "10",
      description =
          "Shorter recordings are said again until they last so long. Default: ${DEFAULT-VALUE}")
  private double seconds;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Send each recording so often, each time with other random numbers. Default:"
              + " ${DEFAULT-VALUE}")
  private int runs;

  @Mixin private ScoringOptions scoring;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Checks.inRange("--runs", runs, 1, 1_000);
    Checks.inRange("--seconds", seconds, 1, 3_600);
    Checks.inRange("--bitrate", bitrate, 6_000, 256_000);
    if (expectedLoss != null) {
      Checks.inRange("--expected-loss", expectedLoss, 0, 100);
    }
    return scoring.withTakes(this::run);
  }

  private int run(Optional<TakeFolder> takes) throws IOException, InterruptedException {
    List<SentSpeech> sent = sent();
    List<Receiver> chosen =
        (receivers.isEmpty() ? Receiver.defaults() : receivers)
            .stream().map(Receiver::find).toList();
    Optional<MetricModels> found = scoring.models();
    OptionalInt expected =
        expectedLoss == null ? OptionalInt.empty() : OptionalInt.of(expectedLoss);
    List<Outcome> outcomes;
    try (ReceptionScorer scorer = new ReceptionScorer(found);
        Progress progress = Progress.of("recordings", true)) {
      outcomes =
          new ReceptionEvaluation(chosen, bitrate, expected, scorer, takes)
              .run(sent, scoring.jobs(), done -> progress.at(done, sent.size()));
    }
    scoring.writeJson(outcomes);
    if (scoring.html().isPresent()) {
      Figure rate = new Figure("Bit rate", bitrate + " bit/s");
      EvaluationReport.write(
          scoring.html().get(),
          EvaluationPages.of(sent, outcomes, takes.orElseThrow(), scoring.facts(rate)));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(SummaryTable.without(outcomes, scoring.details() ? Set.of() : DETAILS));
    out.print(SweepTable.of(outcomes));
    if (found.isEmpty()) {
      out.println("PLCMOS is left out: no --models FOLDER, no SILENZIO_MODELS.");
    }
    out.println(Environment.jdk() + "; " + Environment.system() + "; " + Environment.kernels());
    out.flush();
    return ResultRow.tellProblems(outcomes, spec.commandLine().getErr());
  }

  private List<SentSpeech> sent() throws IOException {
    List<SpeechSource> speech = new ArrayList<>();
    for (Path corpus : corpora.isEmpty() ? List.of(ProjectHome.recordings()) : corpora) {
      speech.addAll(SpeechSource.find(corpus));
    }
    List<Network> found =
        (networks.isEmpty() ? List.of(Networks.LOSS) : networks)
            .stream().flatMap(name -> Networks.find(name).stream()).toList();
    List<SentSpeech> sent = new ArrayList<>();
    for (Network network : found) {
      for (SpeechSource source : speech) {
        for (int run = 0; run < runs; run++) {
          sent.add(new SentSpeech(network, source, run, seconds));
        }
      }
    }
    return sent;
  }
}
