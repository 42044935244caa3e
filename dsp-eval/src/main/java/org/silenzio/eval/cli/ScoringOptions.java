package org.silenzio.eval.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.silenzio.eval.corpus.AsideFile;
import org.silenzio.eval.corpus.TemporaryFolder;
import org.silenzio.eval.metric.neural.MetricModels;
import org.silenzio.eval.report.Figure;
import org.silenzio.eval.run.Evaluation.Outcome;
import org.silenzio.eval.run.TakeFolder;
import org.silenzio.eval.scenario.Checks;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How recordings are scored and where it is written, whatever it is that is scored. */
final class ScoringOptions {

  /** What is done with the place for the sounds, where there is one. */
  interface Work {
    int run(Optional<TakeFolder> takes) throws IOException, InterruptedException;
  }

  private static final int MOST_JOBS = 1_000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--models",
      paramLabel = "FOLDER",
      description =
          "Where the models of DNSMOS, AECMOS and PLCMOS are. Default: the environment's"
              + " SILENZIO_MODELS; without it those figures are left out.")
  private Path models;

  @Option(
      names = "--details",
      description = "Show all figures, also those that are seldom asked for.")
  private boolean details;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write every row's figures there; the same run gives the same bytes.")
  private Path json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page with tables, worst cases, spectrograms and players there.")
  private Path html;

  @Option(
      names = "--sounds",
      paramLabel = "FOLDER",
      description = "Write everything that is scored there, for listening.")
  private Path sounds;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Recordings at once; 1 for honest timing. Default: the number of cores.")
  private int jobs = Runtime.getRuntime().availableProcessors();

  /**
   * Works with a place for the sounds if they or a page are wanted; where only the page is, it is
   * gone afterwards.
   */
  int withTakes(Work work) throws IOException, InterruptedException {
    Checks.inRange("--jobs", jobs, 1, MOST_JOBS);
    if (html == null || sounds != null) {
      return work.run(sounds().map(TakeFolder::new));
    }
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      return work.run(Optional.of(new TakeFolder(folder.path())));
    }
  }

  /** The models that were asked for or that the environment names. */
  Optional<MetricModels> models() {
    return models == null ? MetricModels.fromEnvironment() : Optional.of(MetricModels.in(models));
  }

  boolean details() {
    return details;
  }

  /** Where the page goes; empty if none is wanted. */
  Optional<Path> html() {
    return Optional.ofNullable(html);
  }

  /** Where the sounds stay; empty if they need not. */
  Optional<Path> sounds() {
    return Optional.ofNullable(sounds);
  }

  int jobs() {
    return jobs;
  }

  /** Writes the rows as JSON if that is wanted. */
  void writeJson(List<Outcome> outcomes) throws IOException {
    if (json != null) {
      String text = Json.of(outcomes.stream().map(ResultRow::of).toList());
      AsideFile.write(json, aside -> Files.writeString(aside, text + System.lineSeparator()));
    }
  }

  /** What a page says of its run: the day, the command, some more, the machine. */
  List<Figure> facts(Figure... more) {
    List<Figure> facts = new ArrayList<>();
    facts.add(new Figure("Date", LocalDate.now(ZoneId.systemDefault()).toString()));
    String command = String.join(" ", spec.commandLine().getParseResult().originalArgs());
    facts.add(new Figure("Command", command));
    facts.addAll(List.of(more));
    facts.add(new Figure("Java", Environment.jdk()));
    facts.add(new Figure("System", Environment.system()));
    facts.add(new Figure("Kernels", Environment.kernels()));
    return facts;
  }
}
