package org.silenzio.eval.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.silenzio.engine.CallReplay;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code silenzio replay}. */
@Command(
    name = "replay",
    description = {
      "Runs a recorded call again and compares it with the recording, bit by bit.",
      "A call is recorded by the engine's recordTo, or by silenzio live --record."
    },
    exitCodeList = {"0:identical", "1:it differs, or failed", "2:unfit arguments"})
final class ReplayCommand implements Callable<Integer> {

  private static final int DIFFERS = 1;
  private static final double SECONDS_PER_FRAME = 0.01;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "The recorded call.")
  private Path folder;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE.wav",
      description = "Write what comes out, as 32-bit floats.")
  private Path output;

  @Override
  public Integer call() throws IOException {
    CallReplay replay = CallReplay.of(folder);
    PrintWriter out = spec.commandLine().getOut();
    out.println(replay.config());
    CallReplay.Result result = replay.run(Optional.ofNullable(output));
    out.printf(
        Locale.ROOT,
        "%.2f s replayed: %s%n",
        result.frames() * SECONDS_PER_FRAME,
        result.isIdentical()
            ? "identical"
            : String.format(
                Locale.ROOT,
                "%d of %d frames differ, the first at %.2f s, by %.3g at the most",
                result.differingFrames(),
                result.frames(),
                result.firstDifferingFrame() * SECONDS_PER_FRAME,
                result.largestDifference()));
    if (!result.isIdentical() && !result.recordedOn().equals(result.replayedOn())) {
      out.println(
          "recorded on "
              + result.recordedOn()
              + ", replayed on "
              + result.replayedOn()
              + ": other kernels or libraries round differently");
    }
    out.flush();
    return result.isIdentical() ? ExitCode.OK : DIFFERS;
  }
}
