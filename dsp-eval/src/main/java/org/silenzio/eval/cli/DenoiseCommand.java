package org.silenzio.eval.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.silenzio.eval.corpus.RawFormat;
import org.silenzio.eval.corpus.SoundFiles;
import org.silenzio.eval.run.DenoiseSettings;
import org.silenzio.eval.run.Denoising;
import org.silenzio.eval.run.Denoising.Outcome;
import org.silenzio.eval.run.PipedDenoising;
import org.silenzio.noise.Implementation;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code silenzio denoise IN… -o OUT}. */
@Command(
    name = "denoise",
    description = {
      "Removes noise from speech in sound files (WAV, AIFF, AU; 8 to 192 kHz; up to 8 channels).",
      "The output keeps rate, channels, length and, where its kind of file can, the sample format;"
          + " the delay that a call would have is taken off.",
      "With - as IN and OUT it works between pipes, 10 ms at a time: a WAV, of any length or of"
          + " none stated, or raw samples. What there is to tell goes to standard error."
    })
final class DenoiseCommand implements Callable<Integer> {

  private static final String PIPE = "-";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "IN",
      arity = "1..*",
      description = "Sound files, or folders whose sound files are all taken; - alone for a pipe.")
  private List<Path> inputs;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      required = true,
      description =
          "The file to write; with several inputs or a folder, the folder to write into; - for a"
              + " pipe.")
  private String output;

  @Option(
      names = "--strength",
      paramLabel = "DB",
      description =
          "The most that noise is turned down, in dB; 0 suppresses nothing (at other rates than 48"
              + " kHz the sound is still resampled). Without this option there is no bound.")
  private double strengthDb = Double.POSITIVE_INFINITY;

  @Option(
      names = "--comfort-noise",
      paramLabel = "DB",
      description =
          "Fill pauses with steady noise of the background's shape, so many dB below it; 15 to 20"
              + " suit most. Without this option there is none.")
  private double comfortNoiseDb = Double.POSITIVE_INFINITY;

  @Option(
      names = "--implementation",
      paramLabel = "NAME",
      defaultValue = "auto",
      converter = ImplementationNames.class,
      completionCandidates = ImplementationNames.class,
      description =
          "Which suppressor: ${COMPLETION-CANDIDATES}. native and java are RNNoise in C and in"
              + " Java, auto the faster of them; wiener needs less delay and work and leaves noise"
              + " that changes fast. Default: ${DEFAULT-VALUE}.")
  private Implementation implementation;

  @Option(names = "--json", description = "Print the results as JSON.")
  private boolean json;

  @Mixin private RawOptions raw;

  private StandardStreams streams = StandardStreams.ofProcess();

  /** Puts other streams into the place of the process's own. */
  void pipeThrough(StandardStreams others) {
    streams = others;
  }

  @Override
  public Integer call() throws IOException {
    if (!(strengthDb >= 0)) {
      throw new IllegalArgumentException("--strength is " + strengthDb + ", allowed: 0 or more");
    }
    if (!(comfortNoiseDb >= 0)) {
      throw new IllegalArgumentException(
          "--comfort-noise is " + comfortNoiseDb + ", allowed: 0 or more");
    }
    if (isPipe()) {
      pipe();
      return ExitCode.OK;
    }
    List<Row> rows = new ArrayList<>();
    int exitCode = ExitCode.OK;
    for (FileJobs job : jobs()) {
      try {
        Outcome outcome = denoise(job);
        rows.add(Row.of(outcome));
        if (!json) {
          spec.commandLine().getOut().println(line(outcome));
          spec.commandLine().getOut().flush();
        }
      } catch (IOException e) {
        // one bad file of many does not stop the others
        Failures.report(e, spec.commandLine().getErr(), false);
        rows.add(Row.of(job, e));
        exitCode = Math.max(exitCode, Failures.exitCode(e));
      }
    }
    if (json) {
      spec.commandLine().getOut().println(Json.of(rows));
    }
    return exitCode;
  }

  private boolean isPipe() {
    boolean in = inputs.stream().anyMatch(path -> path.toString().equals(PIPE));
    boolean out = output.equals(PIPE);
    if (in != out || (in && inputs.size() > 1)) {
      throw new IllegalArgumentException(
          "- is allowed as IN alone and OUT together; the shell's < and > bring files to it");
    }
    if (in && json) {
      throw new IllegalArgumentException("--json writes where -o - writes; allowed: one of them");
    }
    if (!in && raw.isGiven()) {
      throw new IllegalArgumentException("--raw-… is for pipes: denoise - -o -");
    }
    return in;
  }

  private void pipe() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    PipedDenoising.Outcome outcome =
        PipedDenoising.denoise(
            streams.in(),
            streams.out(),
            raw.format(),
            settings(),
            beginning -> {
              err.println(line(beginning));
              err.flush();
            });
    err.printf(
        Locale.ROOT,
        "silenzio: %.1f s, speech %.0f %%%s%n",
        outcome.seconds(),
        outcome.speechPercent(),
        mended(outcome.mendedSamples()));
    err.flush();
  }

  private static String line(PipedDenoising.Beginning beginning) {
    RawFormat format = beginning.format();
    return String.format(
        Locale.ROOT,
        "silenzio: %s at %d Hz, channels: %d, %s; delay %.1f ms",
        beginning.isWav() ? "WAV" : "raw samples",
        format.sampleRateHz(),
        format.channels(),
        format.encoding().toString().toLowerCase(Locale.ROOT).replace('_', ' '),
        beginning.delayMs());
  }

  private Outcome denoise(FileJobs job) throws IOException {
    try (Progress progress = Progress.of(job.input().getFileName().toString(), !json)) {
      return Denoising.denoise(job.input(), job.output(), settings(), progress);
    }
  }

  private DenoiseSettings settings() {
    return new DenoiseSettings(strengthDb, comfortNoiseDb, implementation);
  }

  private List<FileJobs> jobs() throws IOException {
    return FileJobs.of(
        inputs,
        output,
        SoundFiles::hasSoundEnding,
        SoundFiles.KIND,
        SoundFiles::hasSoundEnding,
        UnaryOperator.identity());
  }

  private static String line(Outcome outcome) {
    return String.format(
        Locale.ROOT,
        "%s -> %s: %.1f s, real-time factor %.4f, speech %.0f %%%s",
        outcome.input(),
        outcome.output(),
        outcome.seconds(),
        outcome.realTimeFactor(),
        outcome.speechPercent(),
        mended(outcome.mendedSamples()));
  }

  private static String mended(long samples) {
    return samples == 0 ? "" : ", " + samples + " unfit samples mended";
  }

  /** What became of a file, as other programs read it. */
  private record Row(
      String input,
      String output,
      String problem,
      double seconds,
      double realTimeFactor,
      double speechPercent,
      double latencyMs,
      long mendedSamples) {

    static Row of(Outcome outcome) {
      return new Row(
          outcome.input().toString(),
          outcome.output().toString(),
          null,
          outcome.seconds(),
          outcome.realTimeFactor(),
          outcome.speechPercent(),
          outcome.latencyMs(),
          outcome.mendedSamples());
    }

    static Row of(FileJobs job, IOException failure) {
      return new Row(job.input().toString(), null, Failures.oneLine(failure), 0, 0, 0, 0, 0);
    }
  }
}
