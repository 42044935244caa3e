package org.silenzio.eval.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.eval.corpus.SampleEncoding;
import org.silenzio.eval.corpus.SoundReader;
import org.silenzio.eval.scenario.Scenarios;

/** {@code silenzio scenario} as a user types it. */
class ScenarioCommandTest {

  @TempDir Path folder;

  @Test
  void listTellsEachScenarioInOrder() {
    CommandResult result = CommandResult.of("scenario", "list");
    assertEquals(0, result.exitCode(), result.err());
    List<String> names =
        result.out().lines().map(line -> line.substring(0, line.indexOf(' '))).toList();
    assertEquals(Scenarios.names(), names);
  }

  @Test
  void renderWritesTheSameFilesTwice() throws IOException {
    Path output = folder.resolve("new/out");
    assertEquals(
        0, CommandResult.of("scenario", "render", "full-band", "far-end", "-o", output).exitCode());
    try (Stream<Path> files = Files.list(output)) {
      assertEquals(
          List.of(
              "far-end.json",
              "far-end_echo.wav",
              "far-end_lpb.wav",
              "far-end_mic.wav",
              "far-end_noise.wav",
              "full-band.json",
              "full-band_clean.wav",
              "full-band_echo.wav",
              "full-band_lpb.wav",
              "full-band_mic.wav",
              "full-band_noise.wav"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    Path mic = output.resolve("full-band_mic.wav");
    Path truth = output.resolve("full-band.json");
    byte[] sound = Files.readAllBytes(mic);
    byte[] known = Files.readAllBytes(truth);
    assertEquals(0, CommandResult.of("scenario", "render", "full-band", "-o", output).exitCode());
    assertArrayEquals(sound, Files.readAllBytes(mic));
    assertArrayEquals(known, Files.readAllBytes(truth));
    CommandResult.of("scenario", "render", "full-band", "-o", output, "--encoding", "FLOAT_32");
    try (SoundReader reader = SoundReader.open(mic)) {
      assertEquals(SampleEncoding.FLOAT_32, reader.encoding());
      assertEquals(48_000, reader.sampleRateHz());
    }
  }

  @Test
  void mistakesAreOneLineAndCode2() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.yaml"), "sampleRate: 16000\n");
    Path output = folder.resolve("out");
    CommandResult result = CommandResult.of("scenario", "render", bad, "-o", output);
    assertEquals(2, result.exitCode());
    assertTrue(
        result.err().startsWith("silenzio: " + bad + ": the key sampleRate is unknown"),
        result.err());
    assertEquals(1, result.err().lines().count());
    assertEquals(
        2, CommandResult.of("scenario", "render", "stereo", "stereo", "-o", output).exitCode());
    assertEquals(2, CommandResult.of("scenario", "render", "nonsense", "-o", output).exitCode());
    assertFalse(Files.exists(output));
  }
}
