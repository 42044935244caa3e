package org.silenzio.eval.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.silenzio.echo.EchoPreset;
import org.silenzio.echo.EchoStatistics;
import org.silenzio.echo.EchoSuppression;
import org.silenzio.eval.metric.SignalLevels;
import org.silenzio.eval.report.Figure;
import org.silenzio.eval.run.CancelFigures;
import org.silenzio.eval.run.CancelJob;
import org.silenzio.eval.run.Cancelling;
import org.silenzio.eval.run.Cancelling.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code silenzio cancel --far FAR MIC -o OUT}. */
@Command(
    name = "cancel",
    description = {
      "Takes out of a microphone's recording what the loudspeaker played meanwhile (WAV, AIFF, AU;"
          + " 8 to 192 kHz).",
      "Both recordings start at the same moment. The output keeps the microphone's rate, length"
          + " and, where its kind of file can, the sample format; the delay that a call would have"
          + " is taken off."
    })
final class CancelCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MIC", description = "What the microphone heard: a mono sound file.")
  private Path microphone;

  @Option(
      names = "--far",
      paramLabel = "FAR",
      required = true,
      description =
          "What the loudspeaker played: a sound file of any rate, mono or stereo. If it is shorter,"
              + " silence follows; what is longer is cut.")
  private Path farEnd;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      required = true,
      description = "The file to write.")
  private Path output;

  @Option(
      names = "--channel",
      paramLabel = "N",
      description = "The channel of MIC that the microphone is on, from 1, where it has several.")
  private Integer channel;

  @Option(
      names = "--high-pass",
      description = "Take offset and rumble below 80 Hz out first, as a call should.")
  private boolean highPass;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "best",
      converter = PresetNames.class,
      completionCandidates = PresetNames.class,
      description =
          "The balance of quality against delay and work: ${COMPLETION-CANDIDATES}. Default:"
              + " ${DEFAULT-VALUE}.")
  private EchoPreset preset;

  @Option(
      names = "--suppression",
      paramLabel = "NAME",
      defaultValue = "by-preset",
      converter = SuppressionNames.class,
      completionCandidates = SuppressionNames.class,
      description =
          "What becomes of the echo that the linear filter leaves: ${COMPLETION-CANDIDATES}."
              + " Default: ${DEFAULT-VALUE}, which is gentle with low-power, full with the others.")
  private EchoSuppression suppression;

  @Option(names = "--denoise", description = "Suppress noise too, behind the canceller.")
  private boolean denoise;

  @Option(
      names = "--keep-delay",
      description =
          "Leave the output as late as it would be in a call, and longer by that, instead of in"
              + " time with MIC.")
  private boolean keepDelay;

  @Option(names = "--json", description = "Print the results as JSON.")
  private boolean json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Write a page with the echo's fall, delay and drift over time, spectrograms and players"
              + " there.")
  private Path html;

  @Override
  public Integer call() throws IOException {
    checkTarget("-o", output);
    if (html != null) {
      checkTarget("--html", html);
      if (isSame(html, output)) {
        throw new IllegalArgumentException("-o and --html would both write to " + output);
      }
    }
    CancelJob job =
        new CancelJob(
            farEnd,
            microphone,
            channel == null ? OptionalInt.empty() : OptionalInt.of(channel),
            output,
            highPass,
            preset,
            suppression,
            denoise,
            keepDelay);
    Optional<Cancelling.Page> page =
        Optional.ofNullable(html).map(file -> new Cancelling.Page(file, Environment.figures()));
    Outcome outcome;
    try (Progress progress = Progress.of(microphone.toString(), !json)) {
      outcome = Cancelling.cancel(job, page, progress);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(Result.of(outcome, html)));
    } else {
      tell(outcome, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private void checkTarget(String option, Path target) throws IOException {
    if (target.toString().isEmpty()) {
      throw new IllegalArgumentException(option + " is empty, allowed: a file");
    }
    if (Files.isDirectory(target)) {
      throw new IllegalArgumentException(option + " is " + target + ", a folder; allowed: a file");
    }
    if (isSame(target, microphone) || isSame(target, farEnd)) {
      throw new IllegalArgumentException(
          option + " would overwrite the input " + target + "; name another file");
    }
  }

  /** Also sees links. */
  private static boolean isSame(Path a, Path b) throws IOException {
    if (Files.exists(a) && Files.exists(b)) {
      return Files.isSameFile(a, b);
    }
    return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
  }

  private void tell(Outcome outcome, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s -> %s: %.1f s at %d Hz, preset %s%n",
        microphone,
        output,
        outcome.seconds(),
        outcome.sampleRateHz(),
        EnumNames.of(preset));
    List<Figure> figures = CancelFigures.of(outcome);
    int width = figures.stream().mapToInt(figure -> figure.name().length()).max().orElse(0);
    for (Figure figure : figures) {
      out.printf(Locale.ROOT, "  %-" + width + "s  %s%n", figure.name(), figure.value());
    }
    if (html != null) {
      out.println("Look and listen: " + html.toAbsolutePath().normalize().toUri());
    }
  }

  /** What became of it, as other programs read it; null where a figure is not known or infinite. */
  private record Result(
      String farEnd,
      String microphone,
      String output,
      String page,
      double seconds,
      int sampleRateHz,
      boolean highPass,
      String preset,
      String suppression,
      boolean denoise,
      double latencyMs,
      boolean delayKept,
      double realTimeFactor,
      Level microphoneLevel,
      Level outputLevel,
      Statistics statistics) {

    static Result of(Outcome outcome, Path page) {
      CancelJob job = outcome.job();
      return new Result(
          job.farEnd().toString(),
          job.microphone().toString(),
          job.output().toString(),
          page == null ? null : page.toString(),
          outcome.seconds(),
          outcome.sampleRateHz(),
          job.highPass(),
          EnumNames.of(job.preset()),
          EnumNames.of(job.suppression()),
          job.denoise(),
          outcome.latencyMs(),
          job.keepDelay(),
          outcome.realTimeFactor(),
          Level.of(outcome.microphone()),
          Level.of(outcome.output()),
          Statistics.of(outcome));
    }
  }

  /** A sound's level. */
  private record Level(Double rmsDbfs, Double peakDbfs) {
    static Level of(SignalLevels levels) {
      return new Level(known(levels.rmsDbfs()), known(levels.peakDbfs()));
    }
  }

  /** What the canceller told at the end. */
  private record Statistics(
      Double echoReturnLossDb,
      Double returnLossEnhancementDb,
      Double bestReturnLossEnhancementDb,
      Double linearReturnLossEnhancementDb,
      Double delayMs,
      Double delayConfidence,
      Double driftPpm,
      String adaptation,
      boolean transparent,
      long pathChanges,
      long divergences,
      long mendedSamples) {

    static Statistics of(Outcome outcome) {
      EchoStatistics told = outcome.statistics();
      return new Statistics(
          known(told.echoReturnLossDb()),
          known(told.returnLossEnhancementDb()),
          known(told.bestReturnLossEnhancementDb()),
          known(told.linearReturnLossEnhancementDb()),
          known(told.delayMs()),
          known(told.delayConfidence()),
          Double.isNaN(told.delayMs()) ? null : known(told.driftPpm()),
          told.adaptation().name().toLowerCase(Locale.ROOT),
          told.transparent(),
          told.pathChanges(),
          told.divergences(),
          outcome.mendedSamples());
    }
  }

  /** JSON has no NaN. */
  private static Double known(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
