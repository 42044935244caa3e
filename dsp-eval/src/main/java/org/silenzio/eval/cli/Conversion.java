package org.silenzio.eval.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.silenzio.eval.corpus.TemporaryFolder;
import org.silenzio.eval.run.OpusFiles.Outcome;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What {@code encode} and {@code decode} share: files, folders and pipes, and how it is told.
 *
 * @param spec the command
 * @param isInput whether a name is of the kind that is read
 * @param kind what that kind is called
 * @param inputEnding its ending, with the dot
 * @param isOutput whether a name is of the kind that is written
 * @param outputEnding its ending
 */
record Conversion(
    CommandSpec spec,
    Predicate<Path> isInput,
    String kind,
    String inputEnding,
    Predicate<Path> isOutput,
    String outputEnding) {

  /** Stands for standard input or output. */
  private static final String PIPE = "-";

  /** Converts one file. */
  @FunctionalInterface
  interface Work {
    /** Reads the first, writes the second. */
    Outcome convert(Path input, Path output, Progress progress) throws IOException;
  }

  /** Runs it and gives the exit code. */
  int run(List<Path> inputs, String output, boolean json, Work work) throws IOException {
    boolean fromPipe = inputs.stream().anyMatch(path -> path.toString().equals(PIPE));
    if (fromPipe && inputs.size() > 1) {
      throw new IllegalArgumentException("IN is - and others, allowed: - alone");
    }
    if (!fromPipe && !output.equals(PIPE)) {
      List<FileJobs> jobs =
          FileJobs.of(inputs, output, isInput, kind, isOutput, FileJobs.endingWith(outputEnding));
      return run(jobs, json, work);
    }
    if (output.equals(PIPE) && (inputs.size() > 1 || Files.isDirectory(inputs.getFirst()))) {
      throw new IllegalArgumentException("-o is -, allowed with one input");
    }
    return throughPipes(inputs.getFirst(), output, fromPipe, work);
  }

  /** Whole files aside, because both kinds need to be sought in. */
  private int throughPipes(Path input, String output, boolean fromPipe, Work work)
      throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create();
        Progress progress = Progress.of(PIPE, false)) {
      Path from = input;
      if (fromPipe) {
        from = folder.path().resolve("standard-input" + inputEnding);
        Files.copy(System.in, from);
      }
      if (!output.equals(PIPE)) {
        Outcome outcome = work.convert(from, Path.of(output), progress);
        tell(outcome, spec.commandLine().getOut());
        return ExitCode.OK;
      }
      Path to = folder.path().resolve("standard-output" + outputEnding);
      Outcome outcome = work.convert(from, to, progress);
      Files.copy(to, System.out);
      System.out.flush();
      if (System.out.checkError()) {
        throw new IOException("standard output takes no more");
      }
      tell(outcome, spec.commandLine().getErr());
      return ExitCode.OK;
    }
  }

  private int run(List<FileJobs> jobs, boolean json, Work work) {
    List<Row> rows = new ArrayList<>();
    int exitCode = ExitCode.OK;
    for (FileJobs job : jobs) {
      try (Progress progress = Progress.of(job.input().getFileName().toString(), !json)) {
        Outcome outcome = work.convert(job.input(), job.output(), progress);
        rows.add(Row.of(outcome));
        if (!json) {
          tell(outcome, spec.commandLine().getOut());
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

  private static void tell(Outcome outcome, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s -> %s: %.1f s at %d Hz, %d channel%s, %.1f kb/s, real-time factor %.4f%s%n",
        outcome.input(),
        outcome.output(),
        outcome.seconds(),
        outcome.sampleRateHz(),
        outcome.channels(),
        outcome.channels() == 1 ? "" : "s",
        outcome.kilobitsPerSecond(),
        outcome.realTimeFactor(),
        outcome.gaps() == 0 ? "" : ", " + outcome.gaps() + " damaged or missing parts");
    out.flush();
  }

  /** What became of a file, as other programs read it. */
  private record Row(
      String input,
      String output,
      String problem,
      double seconds,
      int sampleRateHz,
      int channels,
      long opusBytes,
      double kilobitsPerSecond,
      long gaps,
      double realTimeFactor) {

    static Row of(Outcome outcome) {
      return new Row(
          outcome.input().toString(),
          outcome.output().toString(),
          null,
          outcome.seconds(),
          outcome.sampleRateHz(),
          outcome.channels(),
          outcome.opusBytes(),
          outcome.kilobitsPerSecond(),
          outcome.gaps(),
          outcome.realTimeFactor());
    }

    static Row of(FileJobs job, IOException failure) {
      return new Row(job.input().toString(), null, Failures.oneLine(failure), 0, 0, 0, 0, 0, 0, 0);
    }
  }
}
