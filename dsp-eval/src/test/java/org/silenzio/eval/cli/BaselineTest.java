package org.silenzio.eval.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;
import org.silenzio.natives.NativeStatus;
import org.silenzio.testing.Recordings;
import picocli.CommandLine;

/** Holds the sample recordings' figures against those that are kept with the project. */
class BaselineTest {

  @TempDir Path folder;

  @Test
  void theSampleRecordingsScoreNoWorseThanTheBaseline() {
    NativeStatus rnnoise = NativeLibraries.status(NativeLibrary.RNNOISE);
    assumeTrue(rnnoise.isLoaded(), () -> "skipped: " + rnnoise.problem().orElse(""));
    Path home = Recordings.path("").resolve("../..").toAbsolutePath().normalize();
    System.setProperty("silenzio.home", home.toString());
    Path now = folder.resolve("now.json");
    StringWriter text = new StringWriter();
    assertEquals(
        0, run(text, "eval", "--peer", "unprocessed,rnnoise", "--json", now), text::toString);
    Path baseline = home.resolve("dsp-eval/baseline/samples.json");
    StringWriter comparison = new StringWriter();
    int exitCode = run(comparison, "compare", baseline, now);
    assertEquals(0, exitCode, () -> "worse than " + baseline + ":\n" + comparison);
  }

  private static int run(StringWriter text, Object... arguments) {
    PrintWriter out = new PrintWriter(text);
    CommandLine commandLine = Silenzio.commandLine().setOut(out).setErr(out);
    return commandLine.execute(
        Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
  }
}
