package org.silenzio.eval.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.eval.corpus.Corpus;
import org.silenzio.eval.corpus.CorpusItem;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.corpus.SampleEncoding;
import org.silenzio.testing.Recordings;

class ScenariosTest {

  @TempDir Path folder;

  @BeforeEach
  void home() {
    TestScenarios.home();
  }

  private static final String WHOLE =
      TestScenarios.HEAD
          + TestScenarios.NEAR_END
          + TestScenarios.FAR_END
          + TestScenarios.ROOM
          + """
          echoPath:
            signalToEchoDb: 5
            delay: {fixedMs: 40}
          """;

  /** What is changed in a scenario, and what the message says of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          seed: 3                | sed: 3              | the key sed is unknown, allowed:
          fixedMs: 40            | fixdMs: 40          | the key echoPath.delay.fixdMs is unknown, allowed: fixedMs, jumps, driftPpm
          fixedMs: 40            | fixedMs: -1         | in echoPath.delay: fixedMs is -1.0, allowed: 0 to 2000
          fixedMs: 40            | fixedMs: soon       | in echoPath.delay.fixedMs: allowed: a number
          fixedMs: 40            | fixedMs:            | the key echoPath.delay.fixedMs has no value
          signalToEchoDb: 5      | signalToEchoDb: .nan | Malformed numeric value '.nan'
          signalToEchoDb: 5      | measured: []        | the key echoPath.signalToEchoDb is missing
          austen16_clean.wav     | absent.wav          | in nearEnd.source: is 'absent.wav', allowed: white, pink, music, or a sound file in
          austen16_clean.wav     | LICENSES.md         | in nearEnd.source: is 'LICENSES.md', allowed:
          [[1, 7]]               | [[1, 9]]            | nearEnd.talks ends at 9.0 s, allowed: up to the call's end, 8.0
          [[1, 7]]               | [[7, 1]]            | in nearEnd.talks[0]: a stretch ends at 1.0 s, allowed: behind its beginning, 7.0
          [[1, 7]]               | [[1, 4], [3, 5]]    | in nearEnd: talks has a stretch from 3.0 s, allowed: behind the end of the one before, 4.0
          sampleRateHz: 16000    | sampleRateHz: 16000.5 | in sampleRateHz: allowed: a whole number
          sampleRateHz: 16000    | sampleRateHz: 100   | sampleRateHz is 100
          [2.9, 2.2, 1.0]        | [2.9, 7.2, 1.0]     | in room: loudspeakersM[1] is 7.2, allowed: 0.05 to
          [2.9, 2.2, 1.0]        | [2.9, 2.2]          | a position is [2.9, 2.2], allowed: [x, y, z] in metres
          [[2.9, 2.2, 1.0]]      | [[2.9, 2.2, 1], [2, 2, 1]] | room.loudspeakersM has 2, allowed: 1, one per channel of the far end
          seconds: 8             | seconds: [8         | line
          """)
  void mistakesAreToldWithFileAndKey(String good, String bad, String message) {
    assertTrue(WHOLE.contains(good));
    ScenarioException e =
        assertThrows(ScenarioException.class, () -> TestScenarios.of(WHOLE.replace(good, bad)));
    assertTrue(e.getMessage().startsWith("test.yaml: "), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }

  @Test
  void aKeyGivenTwiceIsRefused() {
    ScenarioException e =
        assertThrows(ScenarioException.class, () -> TestScenarios.of(WHOLE, "seed: 4\n"));
    assertTrue(e.getMessage().contains("seed"), e.getMessage());
  }

  @Test
  void theStandardSetIsAllThatIsThere() throws IOException {
    Path resources = Path.of("src/main/resources/org/silenzio/eval/scenario");
    try (Stream<Path> files = Files.list(resources)) {
      Set<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString().replace(".yaml", ""))
              .collect(Collectors.toSet());
      assertEquals(names, Set.copyOf(Scenarios.names()));
    }
    assertEquals(Scenarios.names().size(), Scenarios.find("all").size());
  }

  @Test
  void aFileIsFoundWithTheSoundsBesideItAndJsonIsFineToo() throws IOException {
    Files.copy(Recordings.path("austen16_clean.wav"), folder.resolve("voice.wav"));
    Path yaml = folder.resolve("mine.yaml");
    Files.writeString(yaml, WHOLE.replace("austen16_clean", "voice"));
    Scenario scenario = Scenarios.find(yaml.toString()).getFirst();
    assertEquals("mine", scenario.name());
    assertEquals(
        new SoundSource.Recorded(folder.toAbsolutePath().resolve("voice.wav")),
        scenario.nearEnd().get().source());
    Path json = folder.resolve("mine.json");
    Files.writeString(
        json,
        """
        {"name": "other", "description": "JSON", "sampleRateHz": 16000, "seconds": 2, "seed": 1,
         "speechLevelDbfs": -26, "nearEnd": {"source": "voice.wav", "talks": [[0.5, 2]]}}
        """);
    assertEquals("other", Scenarios.find(json.toString()).getFirst().name());
  }

  @Test
  void theReadmesExampleIsAScenario() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    int start = readme.indexOf("```yaml") + "```yaml".length();
    Scenario scenario = TestScenarios.of(readme.substring(start, readme.indexOf("```", start)));
    SimulatedCall call = Simulator.run(scenario);
    assertEquals(List.of(6.0), call.delayJumpSeconds());
  }

  @Test
  void whatDoesNotExistIsTold() {
    assertTrue(
        assertThrows(ScenarioException.class, () -> Scenarios.find("far-ends"))
            .getMessage()
            .startsWith("scenario is 'far-ends', allowed: all, "));
    assertTrue(
        assertThrows(ScenarioException.class, () -> Scenarios.find("absent.yaml"))
            .getMessage()
            .equals("absent.yaml: no such file"));
  }

  @Test
  void filesAreWhatTheCorpusReaderKnowsAndCarryTheTruth() throws IOException {
    for (String name : List.of("delay-jump", "far-end", "stereo")) {
      CallFiles.write(
          Simulator.run(Scenarios.find(name).getFirst()), folder, SampleEncoding.PCM_16);
    }
    List<CorpusItem> items = Corpus.find(folder);
    assertEquals(
        List.of("delay-jump", "far-end", "stereo"), items.stream().map(CorpusItem::name).toList());
    assertEquals(CorpusItem.Situation.DOUBLE_TALK, items.get(0).situation());
    assertEquals(CorpusItem.Situation.FAR_END, items.get(1).situation());
    assertFalse(items.get(1).clean().isPresent());
    assertEquals(2, Recording.load(items.get(2).farEnd().get()).channels().length);
    float[] mic = load("delay-jump_mic.wav");
    float[] clean = load("delay-jump_clean.wav");
    float[] echo = load("delay-jump_echo.wav");
    float[] noise = load("delay-jump_noise.wav");
    for (int n = 0; n < mic.length; n++) {
      assertEquals(mic[n], clean[n] + echo[n] + noise[n], 2.01 / 32_768); // four roundings
    }
    JsonNode truth = new ObjectMapper().readTree(folder.resolve("delay-jump.json").toFile());
    assertEquals("DOUBLE_TALK", truth.get("situation").asText());
    assertEquals(6, truth.get("bulkDelay").size());
    assertEquals(40, truth.get("bulkDelay").get(1).get("ms").asDouble(), 1e-9);
    assertEquals(120, truth.get("bulkDelay").get(2).get("ms").asDouble(), 1e-9);
    assertEquals(5, truth.get("bulkDelay").get(2).get("second").asDouble(), 1e-9);
    assertEquals(0, truth.get("signalToEchoDb").asDouble(), 1e-9);
  }

  private float[] load(String name) throws IOException {
    return Recording.load(folder.resolve(name)).channels()[0];
  }

  @Test
  void floatFilesHoldTheSamplesThemselves() throws IOException {
    SimulatedCall call = Simulator.run(Scenarios.find("headphones").getFirst());
    CallFiles.write(call, folder, SampleEncoding.FLOAT_32);
    assertArrayEquals(call.capture(), load("headphones_mic.wav"));
    assertArrayEquals(call.nearEnd(), load("headphones_clean.wav"));
  }

  @Test
  void theSetOfRoomsHasTheFarEndAloneWithoutNoise() {
    List<Scenario> set = Scenarios.find(Scenarios.ROOMS);
    assertEquals(6, set.size());
    for (Scenario scenario : set) {
      assertEquals(List.of(scenario), Scenarios.find(scenario.name()));
      assertTrue(scenario.nearEnd().isEmpty() && scenario.noise().isEmpty());
      assertEquals(0.3, scenario.room().orElseThrow().rt60Seconds());
      assertTrue(scenario.echoPath().orElseThrow().change().isPresent());
    }
  }

  @Test
  void theSetThatTriesTheAlignmentHasAllDelaysJumpsAndClocks() {
    List<Scenario> set = Scenarios.find(Scenarios.ALIGNMENT);
    assertEquals(17, set.size());
    List<Delay> delays = set.stream().map(s -> s.echoPath().orElseThrow().delay().get()).toList();
    assertTrue(delays.stream().anyMatch(d -> d.fixedMs() == 900));
    assertEquals(
        Set.of(170.0, 230.0, 120.0, 280.0),
        delays.stream()
            .flatMap(d -> d.jumps().stream())
            .map(Delay.Jump::toMs)
            .collect(Collectors.toSet()));
    assertEquals(
        Set.of(-300.0, -100.0, -50.0, 0.0, 50.0, 100.0, 300.0),
        delays.stream().map(Delay::driftPpm).collect(Collectors.toSet()));
    for (Scenario scenario : set) {
      assertEquals(List.of(scenario), Scenarios.find(scenario.name()));
      assertFalse(Scenarios.names().contains(scenario.name())); // 'all' is what it was
    }
  }
}
