package org.silenzio.eval.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.silenzio.eval.corpus.ProjectHome;
import org.silenzio.eval.corpus.SoundFileException;
import org.silenzio.eval.corpus.SoundFiles;
import org.silenzio.eval.corpus.SoundFiles.Found;
import org.silenzio.eval.report.DemoReport;
import org.silenzio.eval.report.RecordingReport;
import org.silenzio.eval.run.DemoCall;
import org.silenzio.eval.run.DemoRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code silenzio demo}. */
@Command(
    name = "demo",
    description = {
      "Runs the chain on recordings: noise suppression, Opus at 24 kb/s and back.",
      "Writes sound files and a page to look at and listen to."
    })
final class DemoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "IN",
      arity = "0..*",
      description =
          "Recordings, or folders of them; without any, the project's samples and a simulated call"
              + " with echo.")
  private List<Path> inputs = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FOLDER",
      defaultValue = "demo",
      description = "Where to write. Default: ${DEFAULT-VALUE}")
  private Path output;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<RecordingReport> reports = new ArrayList<>();
    Set<Path> folders = new HashSet<>();
    int exitCode = ExitCode.OK;
    for (Found recording : recordings()) {
      Path folder = output.resolve(folderName(recording));
      if (!folders.add(folder)) {
        throw new IllegalArgumentException("two recordings would be written to " + folder);
      }
      try {
        DemoRun run = DemoRun.of(recording.file(), folder);
        reports.add(run.report());
        out.println(run.summary());
        out.flush();
      } catch (IOException e) {
        // one bad recording of many does not stop the others
        Failures.report(e, spec.commandLine().getErr(), false);
        exitCode = Math.max(exitCode, Failures.exitCode(e));
      }
    }
    if (!reports.isEmpty()) {
      Path page = output.resolve("report.html");
      DemoReport.write(page, "Silenzio: before and after", Environment.figures(), reports);
      out.println("Look and listen: " + page.toAbsolutePath().normalize().toUri());
    }
    if (inputs.isEmpty()) {
      DemoCall.Result call = DemoCall.run(output.resolve("call"), Environment.figures());
      out.println(call.summary());
      out.println("Look and listen: " + call.page().toAbsolutePath().normalize().toUri());
    }
    return exitCode;
  }

  private List<Found> recordings() throws IOException {
    if (!inputs.isEmpty()) {
      return SoundFiles.find(inputs, output);
    }
    Path samples = ProjectHome.recordings();
    List<Found> noisy =
        SoundFiles.find(List.of(samples), output).stream()
            .filter(found -> found.relative().toString().endsWith("_noisy.wav"))
            .toList();
    if (noisy.isEmpty()) {
      throw new SoundFileException(samples, "holds no *_noisy.wav");
    }
    return noisy;
  }

  private static String folderName(Found recording) {
    String name = recording.relative().toString();
    int ending = name.lastIndexOf('.');
    return ending < 0 ? name + "-demo" : name.substring(0, ending);
  }
}
