package org.silenzio.natives.opus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.KernelIndependent;

@EnabledOnOs(value = OS.LINUX, disabledReason = "guard pages are set up by mmap and mprotect")
@KernelIndependent
class OpusGuardPageTest {

  @TempDir private Path folder;

  @Test
  void noCallReadsOrWritesBeyondTheLengthItIsGiven() throws Exception {
    Outcome outcome = run();
    assertEquals(0, outcome.exitCode(), outcome.output());
    assertTrue(outcome.output().contains(" calls"), outcome.output());
  }

  /** The proof that the test above could fail. */
  @Test
  void oneByteTooManyWouldEndTheProcess() throws Exception {
    Outcome outcome = run("overread");
    assertNotEquals(0, outcome.exitCode());
    assertTrue(outcome.output().contains("SIGSEGV"), outcome.output());
  }

  private record Outcome(int exitCode, String output) {}

  private Outcome run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:-CreateCoredumpOnCrash");
    command.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator,
            Path.of("target", "classes").toString(),
            Path.of("target", "test-classes").toString(),
            placeOf(StreamFormat.class)));
    command.add(GuardedCalls.class.getName());
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("no end after five minutes: " + Files.readString(output));
    }
    return new Outcome(process.exitValue(), Files.readString(output));
  }

  private static String placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
