package org.silenzio.eval.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.eval.network.Network;
import org.silenzio.eval.network.NetworkSimulator;
import org.silenzio.eval.network.Networks;
import org.silenzio.eval.network.Transmission;
import org.silenzio.testing.Recordings;

/** {@code silenzio network} as a user types it. */
class NetworkCommandTest {

  @TempDir Path folder;

  @Test
  void listTellsEachNetworkInOrder() {
    CommandResult result = CommandResult.of("network", "list");
    assertEquals(0, result.exitCode(), result.err());
    assertEquals(
        Networks.names(),
        result.out().lines().map(line -> line.substring(0, line.indexOf(' '))).toList());
  }

  @Test
  void traceIsReadAgainAsANetwork() throws IOException {
    Path csv = folder.resolve("bad.csv");
    CommandResult result =
        CommandResult.of("network", "trace", "congested", "-o", csv, "--seconds", "10", "--run", 3);
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().contains("500 packets"), result.out());
    Path yaml = folder.resolve("again.yaml");
    Files.writeString(yaml, "description: again\nseed: 1\ntrace: {file: bad.csv}\n");
    Network again = Networks.find(yaml.toString()).getFirst();
    Transmission first = NetworkSimulator.run(Networks.find("congested").getFirst(), 500, 20, 3);
    Transmission second = NetworkSimulator.run(again, 500, 20, 0);
    assertArrayEquals(first.arrivalMs(), second.arrivalMs(), 1e-3);
  }

  @Test
  void evalWritesTheSameJsonTwiceWithTableAndPage() throws IOException {
    Path json = folder.resolve("a.json");
    Path page = folder.resolve("a.html");
    Files.copy(
        Recordings.path("austen16_clean.wav").getParent().resolve("austen16_clean.wav"),
        folder.resolve("talker_clean.wav"));
    Object[] arguments = {
      "network",
      "eval",
      "--corpus",
      folder,
      "--network",
      "loss-10,clean-lan",
      "--receiver",
      "plc-40",
      "--seconds",
      "4",
      "--json",
      json,
      "--html",
      page
    };
    CommandResult result = CommandResult.of(arguments);
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().contains("| loss-10 (1) |"), result.out());
    assertTrue(result.out().contains("| concealed % | loss-10 | clean-lan |"), result.out());
    byte[] bytes = Files.readAllBytes(json);
    JsonNode rows = new ObjectMapper().readTree(bytes);
    assertEquals(2, rows.size());
    JsonNode figures = rows.get(1).get("figures");
    assertEquals("clean-lan", rows.get(1).get("group").asText());
    assertEquals(0, figures.get("concealed %").asDouble());
    assertEquals(1, figures.get("ESTOI kept").asDouble(), 0.002);
    assertTrue(figures.get("PESQ loss-free").asDouble() > 4.6, figures.toString());
    assertTrue(
        figures.get("PESQ wb").asDouble() > rows.get(0).get("figures").get("PESQ wb").asDouble());
    assertTrue(Files.readString(page).contains("talker_clean"));
    assertEquals(0, CommandResult.of(arguments).exitCode());
    assertArrayEquals(bytes, Files.readAllBytes(json));
  }

  @Test
  void mistakesAreOneLineAndCode2() {
    for (List<String> bad :
        List.of(
            List.of("network", "eval", "--network", "nonsense"),
            List.of("network", "eval", "--receiver", "nonsense"),
            List.of("network", "eval", "--seconds", "0"),
            List.of("network", "eval", "--corpus", folder.resolve("absent").toString()),
            List.of("network", "trace", "all", "-o", folder.resolve("x.csv").toString()))) {
      CommandResult result = CommandResult.of(bad.toArray());
      assertEquals(2, result.exitCode(), bad + ": " + result.err());
      assertEquals(1, result.err().lines().count(), result.err());
    }
  }
}
