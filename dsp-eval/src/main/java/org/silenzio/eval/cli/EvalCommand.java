package org.silenzio.eval.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.silenzio.eval.change.Change;
import org.silenzio.eval.corpus.AsideFile;
import org.silenzio.eval.corpus.Corpus;
import org.silenzio.eval.corpus.ProjectHome;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.metric.neural.MetricModels;
import org.silenzio.eval.peer.Peer;
import org.silenzio.eval.peer.Peers;
import org.silenzio.eval.report.EvaluationReport;
import org.silenzio.eval.run.CallSource;
import org.silenzio.eval.run.Circumstances;
import org.silenzio.eval.run.CsvTable;
import org.silenzio.eval.run.Evaluation;
import org.silenzio.eval.run.Evaluation.Outcome;
import org.silenzio.eval.run.EvaluationPages;
import org.silenzio.eval.run.EvaluationPlan;
import org.silenzio.eval.run.PeerDelays;
import org.silenzio.eval.run.RecordedCall;
import org.silenzio.eval.run.ResultStore;
import org.silenzio.eval.run.Scorer;
import org.silenzio.eval.run.SimulatedSource;
import org.silenzio.eval.run.SummaryTable;
import org.silenzio.eval.run.TakeFolder;
import org.silenzio.eval.scenario.Scenarios;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code silenzio eval}. */
@Command(
    name = "eval",
    description = {
      "Runs chains over recorded calls, 10 ms at a time, and scores what they make of them.",
      "A corpus holds NAME_mic.wav with NAME_lpb.wav, or NAME_noisy.wav with NAME_clean.wav;",
      "scenarios are simulated calls. Without either, the sample recordings."
    })
final class EvalCommand implements Callable<Integer> {

  private static final List<String> DEFAULT_PEERS =
      List.of(
          "unprocessed",
          "rnnoise",
          "silenzio-best",
          "silenzio-standard",
          "silenzio-low-power",
          "webrtc-ns",
          "webrtc-aec",
          "webrtc-aec-ns",
          "webrtc-aec+rnnoise",
          "speex-ns",
          "speex-aec",
          "speex-aec-ns",
          "speex-aec+rnnoise");

  @Spec private CommandSpec spec;

  @Option(
      names = "--corpus",
      paramLabel = "FOLDER",
      description =
          "A folder of recordings; may be given several times. With --engine spark also a URI such"
              + " as hdfs://HOST/FOLDER.")
  private List<String> corpora = new ArrayList<>();

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      split = ",",
      description =
          "A simulated call: a name of 'scenario list', a set (all, alignment, rooms), or a YAML"
              + " file; may be given several times.")
  private List<String> scenarios = new ArrayList<>();

  @Option(
      names = "--change",
      paramLabel = "NAME",
      split = ",",
      converter = ChangeNames.class,
      completionCandidates = ChangeNames.class,
      description =
          "Run every call that it fits with this change too, in a group of its own; may be given"
              + " several times: ${COMPLETION-CANDIDATES}.")
  private List<Change> changes = new ArrayList<>();

  @Option(
      names = {"--peer", "--chain"},
      paramLabel = "NAME",
      split = ",",
      description =
          "A chain to run, or several joined with +; may be given several times. Known:"
              + " ${COMPLETION-CANDIDATES}. Default: those that can run here.",
      completionCandidates = PeerNames.class)
  private List<String> peerNames = new ArrayList<>();

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write every row's figures and times there, for spreadsheets.")
  private Path csv;

  @Option(
      names = "--resume",
      paramLabel = "FOLDER",
      description =
          "Keep results there, one recording and chain at a time, and go on where an ended run"
              + " of the same build was.")
  private Path resume;

  @Mixin private ScoringOptions scoring;

  @Mixin private EngineOptions engine;

  /** For the help text and the shell's completion. */
  private static final class PeerNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Peers.all().stream().map(Peer::name).iterator();
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!engine.isLocal()) {
      needsThisProcess("--html", scoring.html().isPresent());
      needsThisProcess("--scenario", !scenarios.isEmpty());
      needsThisProcess("--change", !changes.isEmpty());
    }
    return scoring.withTakes(this::run);
  }

  private static void needsThisProcess(String option, boolean given) {
    if (given) {
      throw new IllegalArgumentException(option + " needs the engine of this process");
    }
  }

  private int run(Optional<TakeFolder> takes) throws IOException, InterruptedException {
    List<CallSource> calls = engine.isLocal() ? calls() : List.of();
    List<Peer> peers = peers();
    Optional<MetricModels> found = scoring.models();
    List<Outcome> outcomes =
        engine.isLocal() ? local(calls, peers, found, takes) : engine.run(plan(peers, found));
    writeFiles(calls, outcomes, takes);
    PrintWriter out = spec.commandLine().getOut();
    out.print(SummaryTable.of(outcomes, scoring.details()));
    if (found.isEmpty()) {
      out.println(
          "DNSMOS, AECMOS and PLCMOS are left out: no --models FOLDER, no SILENZIO_MODELS.");
    }
    out.println(Environment.jdk() + "; " + Environment.system() + "; " + Environment.kernels());
    out.flush();
    return ResultRow.tellProblems(outcomes, spec.commandLine().getErr());
  }

  private void writeFiles(
      List<CallSource> calls, List<Outcome> outcomes, Optional<TakeFolder> takes)
      throws IOException {
    scoring.writeJson(outcomes);
    if (csv != null) {
      AsideFile.write(
          csv,
          aside -> {
            try (Writer writer = Files.newBufferedWriter(aside)) {
              CsvTable.write(outcomes, writer);
            }
          });
    }
    if (scoring.html().isPresent()) {
      EvaluationReport.write(
          scoring.html().get(),
          EvaluationPages.of(calls, outcomes, takes.orElseThrow(), scoring.facts()));
    }
  }

  private List<Outcome> local(
      List<CallSource> calls,
      List<Peer> peers,
      Optional<MetricModels> found,
      Optional<TakeFolder> takes)
      throws IOException, InterruptedException {
    PeerDelays delays = new PeerDelays(Recording.load(ProjectHome.delaySpeech()));
    Optional<ResultStore> store =
        resume == null
            ? Optional.empty()
            : Optional.of(new ResultStore(resume, Circumstances.fingerprint(found)));
    try (Scorer scorer = new Scorer(found);
        Progress progress = Progress.of("recordings", true)) {
      return new Evaluation(peers, scorer, delays, store, takes)
          .run(calls, scoring.jobs(), done -> progress.at(done, calls.size()));
    }
  }

  private EvaluationPlan plan(List<Peer> peers, Optional<MetricModels> found) {
    return new EvaluationPlan(
        engine.master(scoring.jobs()),
        folders(),
        peers.stream().map(Peer::name).toList(),
        found.map(MetricModels::folder),
        Optional.ofNullable(resume),
        scoring.sounds(),
        engine.parquet());
  }

  private List<CallSource> calls() throws IOException {
    List<CallSource> calls = new ArrayList<>();
    for (String corpus : folders()) {
      if (corpus.contains("://")) {
        throw new IllegalArgumentException(
            "--corpus is " + corpus + ", which needs --engine spark");
      }
      Corpus.find(Path.of(corpus)).stream().map(RecordedCall::new).forEach(calls::add);
    }
    for (String name : scenarios) {
      Scenarios.find(name).stream().map(SimulatedSource::new).forEach(calls::add);
    }
    List<CallSource> all = new ArrayList<>(calls);
    for (Change change : changes) {
      List<CallSource> changed = calls.stream().flatMap(call -> change.of(call).stream()).toList();
      if (changed.isEmpty()) {
        throw new IllegalArgumentException(
            "--change is " + change.title() + ", which fits none of the calls");
      }
      all.addAll(changed);
    }
    return all;
  }

  private List<String> folders() {
    boolean nothingAsked = corpora.isEmpty() && scenarios.isEmpty();
    return nothingAsked ? List.of(ProjectHome.recordings().toString()) : corpora;
  }

  private List<Peer> peers() {
    if (peerNames.isEmpty()) {
      return DEFAULT_PEERS.stream()
          .map(Peers::find)
          .filter(peer -> peer.unavailability().isEmpty())
          .toList();
    }
    List<Peer> peers = peerNames.stream().map(Peers::find).toList();
    for (Peer peer : peers) {
      Optional<String> problem = peer.unavailability();
      if (problem.isPresent()) {
        throw new IllegalStateException("peer " + peer.name() + ": " + problem.get());
      }
    }
    return peers;
  }
}
