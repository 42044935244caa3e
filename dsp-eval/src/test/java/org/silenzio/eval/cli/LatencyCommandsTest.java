package org.silenzio.eval.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;
import org.silenzio.testing.KernelIndependent;

/** {@code bench} and {@code clock} as a user types them. */
@KernelIndependent
class LatencyCommandsTest {

  @TempDir Path folder;

  @BeforeAll
  static void beside() {
    System.setProperty("jmh.ignoreLock", "true"); // another build may run its own
  }

  @Test
  void benchPrintsATableAndWritesAllFigures() throws IOException {
    Path json = folder.resolve("bench.json");
    Path html = folder.resolve("bench.html");
    CommandResult result =
        CommandResult.of(
            "bench",
            "unprocessed 16",
            "--quick",
            "--input",
            "speech",
            "--json",
            json,
            "--html",
            html);
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().contains("unprocessed 16.0 kHz speech  10 ms"), result.out());
    assertTrue(result.out().contains(Runtime.version().toString()));
    JsonNode document = new ObjectMapper().readTree(json.toFile());
    assertEquals("silenzio-bench", document.get("kind").asText());
    assertEquals(1, document.get("version").asInt());
    assertTrue(document.get("machine").get("cores").asInt() > 0);
    assertTrue(Files.readString(html).contains("Chain, 16.0 kHz speech"));
    JsonNode row = document.get("results").get(0);
    assertEquals("unprocessed", row.get("name").asText());
    assertEquals(1, row.get("forkNanos").size());
    assertTrue(row.get("nanos").get("median").asDouble() > 0);
    assertEquals(0.0, row.get("bytes").get("median").asDouble(), 0.05);
  }

  @Test
  void clockPrintsFiguresAndWritesThemAndAPage() throws IOException {
    Path json = folder.resolve("clock.json");
    Path html = folder.resolve("clock.html");
    CommandResult result =
        CommandResult.of(
            "clock", "--chain", "unprocessed", "--seconds", 1, "--json", json, "--html", html);
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().contains("processing, warm"), result.out());
    JsonNode document = new ObjectMapper().readTree(json.toFile());
    assertEquals("silenzio-clock", document.get("kind").asText());
    assertEquals("speech", document.get("settings").get("input").asText());
    JsonNode chain = document.get("chains").get(0);
    assertEquals(100, chain.get("processing").get("frames").asInt());
    assertEquals(100, chain.get("firstProcessingMicros").size());
    assertTrue(chain.get("safepoints").get("each").isArray());
    assertTrue(Files.readString(html).contains("<h2>unprocessed</h2>"));
  }

  @Test
  void aRoomTellsWhatItsMembersCost() throws IOException {
    assumeTrue(NativeLibraries.status(NativeLibrary.OPUS).isLoaded());
    Path json = folder.resolve("room.json");
    CommandResult result =
        CommandResult.of(
            "bench",
            "room",
            "--members",
            "8,24",
            "--quiet",
            "dtx",
            "--complexity",
            5,
            "--seconds",
            2,
            "--warm-up",
            1,
            "--json",
            json);
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().contains("one core holds"), result.out());
    JsonNode loads = new ObjectMapper().readTree(json.toFile()).get("results").get(0).get("loads");
    for (int n = 0; n < 2; n++) {
      JsonNode load = loads.get(n);
      int members = n == 0 ? 8 : 24;
      assertEquals(members, load.get("members").asInt());
      // five talk: a mix for each and one for all others, in packets of 20 ms
      assertEquals(6, load.get("mixes").asInt());
      // and some more while one pauses, but none for each listener
      double encoded = load.get("encodedPerSecond").asDouble();
      assertTrue(encoded >= 2 * 50 && encoded <= 8 * 50, "" + encoded);
      assertEquals(members * 50, load.get("sentPerSecond").asDouble());
      assertTrue(load.get("realTimeFactor").asDouble() > 0);
    }
  }

  @Test
  void streamsTellHowMuchFasterThanSpeechTheyAre() throws IOException {
    Path json = folder.resolve("streams.json");
    CommandResult result =
        CommandResult.of(
            "bench",
            "streams",
            "--streams",
            40, // so that what else the JVM frees meanwhile weighs little per stream
            "--implementation",
            "java,wiener",
            "--seconds",
            1,
            "--json",
            json);
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().contains("times real time"), result.out());
    JsonNode rows = new ObjectMapper().readTree(json.toFile()).get("results");
    assertEquals("wiener", rows.get(1).get("implementation").asText());
    JsonNode row = rows.get(0);
    assertEquals("java", row.get("implementation").asText());
    assertEquals(40, row.get("streams").asInt());
    double factor = row.get("realTimeFactor").asDouble();
    assertEquals(40 / row.get("wallSeconds").asDouble(), factor, 1e-6 * factor);
    // its spectra and states are there, but not a copy of the 1.1 MB of weights
    long held = row.get("heapBytesPerStream").asLong();
    assertTrue(held > 20_000 && held < 400_000, "" + held);
  }

  @Test
  void badOptionsAreNamed() {
    String[][] commands = {
      {"bench", "--forks", "0"},
      {"bench", "--kernels", "gpu"},
      {"bench", "--rate", "11025"},
      {"bench", "--input", "music"},
      {"bench", "--chain", "nobody"},
      {"bench", "no-such-thing"},
      {"bench", "streams", "--streams", "0"},
      {"bench", "streams", "--implementation", "auto"},
      {"bench", "room", "--quiet", "loud"},
      {"bench", "room", "--members", "0,1"},
      {"bench", "room", "--seconds", "0"},
      {"clock", "--warm-up-ms", "-1"},
      {"clock", "--garbage-mb-per-s", "-1"},
      {"clock", "--seconds", "0"},
      {"clock", "--budget-ms", "0"},
      {"clock", "--rate", "100"},
      {"clock", "--chain", "nobody"},
      {"clock", "--input", "music"},
    };
    for (String[] command : commands) {
      CommandResult result = CommandResult.of((Object[]) command);
      assertEquals(2, result.exitCode(), String.join(" ", command));
      assertEquals(1, result.err().lines().count(), result.err());
    }
  }
}
