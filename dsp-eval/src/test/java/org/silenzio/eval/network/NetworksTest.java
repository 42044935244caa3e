package org.silenzio.eval.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.eval.scenario.ScenarioException;

class NetworksTest {

  private static final String WHOLE =
      """
      description: all parts
      seed: 3
      delay:
        baseMs: 40
        gamma: {meanMs: 5, deviationMs: 4}
        stalls: {firstAtSecond: 1, everySeconds: 2, ms: 300}
      loss: {percent: 10, meanBurstPackets: 2}
      """;

  @TempDir Path folder;

  private static Network read(String text, Optional<Path> folder) {
    return Networks.read(text, "test.yaml", "test", folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          seed: 3             | sed: 3                | the key sed is unknown, allowed: name, description, seed
          baseMs: 40          | baseMs: -1            | in delay: baseMs is -1.0, allowed: 0 to 2000
          baseMs: 40          | overtaking: true      | the key delay.baseMs is missing
          deviationMs: 4      | deviationMs: 400      | in delay.gamma: deviationMs is 400.0, allowed: 0.5 to 50
          ms: 300             | ms: 3000              | in delay.stalls: ms is 3000.0, allowed: 1 to 2000
          percent: 10         | percent: 95           | in loss: percent is 95.0, allowed: 0 to 90
          percent: 10         | percent: 80           | in loss: meanBurstPackets is 2.0, allowed where 80.0 % are lost: 4
          percent: 10,        | percent: 10, gilbertElliott: {toBad: 0.1, toGood: 0.5, lossInGood: 0, lossInBad: 1}, | in loss: percent and gilbertElliott are both given
          percent: 10,        | ''                    | in loss: percent, gilbertElliott and outages are missing
          seed: 3             | seed: 3, or so        | in seed: allowed: a whole number
          delay:              | delays:               | the key delays is unknown
          """)
  void mistakesAreToldWithFileAndKey(String good, String bad, String message) {
    assertTrue(WHOLE.contains(good));
    ScenarioException e =
        assertThrows(
            ScenarioException.class, () -> read(WHOLE.replace(good, bad), Optional.empty()));
    assertTrue(e.getMessage().startsWith("test.yaml: "), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }

  @Test
  void delayOrTraceIsWanted() {
    ScenarioException e =
        assertThrows(
            ScenarioException.class, () -> read("description: none\nseed: 1\n", Optional.empty()));
    assertTrue(e.getMessage().contains("delay and trace are missing, allowed: one of them"));
  }

  @Test
  void allThatComeWithTheProjectAreReadAndDiffer() {
    List<Network> all = Networks.find(Networks.ALL);
    assertEquals(Networks.names(), all.stream().map(Network::name).toList());
    assertEquals(all.size(), all.stream().distinct().count());
    assertEquals(
        all.size(), Networks.find(Networks.JITTER).size() + Networks.find(Networks.LOSS).size());
    assertEquals(
        List.of(0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.1),
        Networks.find(Networks.LOSS).stream()
            .map(network -> Math.round(network.lossShare() * 1e6) / 1e6)
            .toList());
    ScenarioException e = assertThrows(ScenarioException.class, () -> Networks.find("nonsense"));
    assertTrue(e.getMessage().contains("clean-lan"), e.getMessage());
  }

  @Test
  void traceIsPlayedAgainAndAgain() throws IOException {
    Files.writeString(
        folder.resolve("walk.csv"),
        """
        sequence, arrival_ms, note
        100, 2055, first
        101, lost, second
        103, 2130, overtook
        102, 2140, late
        """);
    Path file =
        Files.writeString(
            folder.resolve("walk.yaml"),
            "description: a walk\nseed: 1\ntrace: {file: walk.csv, leastDelayMs: 10}\n");
    Network network = Networks.find(file.toString()).getFirst();
    assertEquals("walk", network.name());
    assertEquals(0.25, network.lossShare(), 1e-12);
    Transmission transmission = NetworkSimulator.run(network, 8, 20, 0);
    // recorded delays: 55, lost, 100, 70; the least becomes 10
    double[] expected = {10, Double.NaN, 55, 25, 10, Double.NaN, 55, 25};
    for (int n = 0; n < 8; n++) {
      assertEquals(expected[n], transmission.delayMs(n), 1e-9, "packet " + n);
    }
    // packets half as long meet each entry twice
    transmission = NetworkSimulator.run(network, 8, 10, 0);
    for (int n = 0; n < 8; n++) {
      assertEquals(expected[n / 2], transmission.delayMs(n), 1e-9, "packet " + n);
    }
  }

  @Test
  void traceByTimeOfSendingNeedsNoSequence() throws IOException {
    Files.writeString(folder.resolve("times.csv"), "sent_ms,arrival_ms\n0,31.5\n25,62\n60,lost\n");
    Network network =
        read("description: t\nseed: 1\ntrace: {file: times.csv}\n", Optional.of(folder));
    Transmission transmission = NetworkSimulator.run(network, 5, 20, 0);
    // the packets of 0 and 20 ms meet the first entry, that of 40 the second, 60 and 80 the third
    assertEquals(31.5, transmission.delayMs(0), 1e-9);
    assertEquals(31.5, transmission.delayMs(1), 1e-9);
    assertEquals(37, transmission.delayMs(2), 1e-9);
    assertTrue(transmission.isLost(3) && transmission.isLost(4));
    assertFalse(transmission.isLost(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sent,arrival_ms;0,10;20,30      | no sequence, allowed: the columns sent_ms or sequence, and arrival_ms
          sent_ms,arrival_ms;0,ten;20,30  | row 1: arrival_ms is 'ten', allowed: a number, or lost
          sent_ms,arrival_ms;0,10         | holds no two packets
          sent_ms,arrival_ms;0,lost;1,lost | every packet is lost
          sent_ms,arrival_ms;50,30;70,90  | leastDelayMs is missing
          """)
  void unfitTracesAreToldWithTheirFile(String csv, String message) throws IOException {
    Files.writeString(folder.resolve("bad.csv"), csv.replace(";", "\n") + "\n");
    ScenarioException e =
        assertThrows(
            ScenarioException.class,
            () -> read("description: t\nseed: 1\ntrace: {file: bad.csv}\n", Optional.of(folder)));
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertThrows(
        ScenarioException.class,
        () -> read("description: t\nseed: 1\ntrace: {file: absent.csv}\n", Optional.of(folder)));
  }
}
