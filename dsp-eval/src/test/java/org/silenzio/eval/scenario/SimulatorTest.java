package org.silenzio.eval.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.eval.SharedData;
import org.silenzio.eval.metric.ActiveSpeechLevel;
import org.silenzio.eval.metric.Signals;
import org.silenzio.eval.metric.TimeAlignment;

class SimulatorTest {

  private static final int RATE_HZ = 16_000;

  private static SimulatedCall run(String... texts) throws IOException {
    return Simulator.run(TestScenarios.of(texts));
  }

  private static SimulatedCall withEcho(String echoPath) throws IOException {
    return run(
        TestScenarios.HEAD,
        TestScenarios.NEAR_END,
        TestScenarios.FAR_END,
        TestScenarios.ROOM,
        "echoPath: " + echoPath + "\n");
  }

  /** Noise tells at every moment what becomes of it. */
  private static SimulatedCall withNoiseAsFarEnd(String echoPath) throws IOException {
    return run(
        TestScenarios.HEAD,
        TestScenarios.FAR_END.replace("prompts48_clean.wav", "white"),
        TestScenarios.ROOM,
        "echoPath: " + echoPath + "\n");
  }

  static List<Scenario> standard() {
    TestScenarios.home();
    return Scenarios.standard();
  }

  @ParameterizedTest
  @MethodSource("standard")
  void everyStandardScenarioIsSoundAndTheSumOfItsParts(Scenario scenario) throws IOException {
    SimulatedCall call = Simulator.run(scenario);
    int clipped = 0;
    for (int n = 0; n < scenario.samples(); n++) {
      float sum = (call.nearEnd()[n] + call.echo()[n]) + call.noise()[n];
      clipped += Math.abs(sum) > call.clipLevel() ? 1 : 0;
      assertEquals(Math.clamp(sum, -call.clipLevel(), call.clipLevel()), call.capture()[n]);
      assertTrue(Math.abs(call.capture()[n]) <= 1, "no number or beyond full scale");
    }
    assertEquals(clipped, call.clippedSamples());
    for (float[] channel : call.render()) {
      assertEquals(scenario.samples(), channel.length);
      for (float sample : channel) {
        assertTrue(Math.abs(sample) <= 1);
      }
      assertEquals(scenario.farEnd().isEmpty(), Signals.isSilent(channel));
    }
    assertEquals(scenario.nearEnd().isEmpty(), Signals.isSilent(call.nearEnd()));
    assertEquals(scenario.echoPath().isEmpty(), Signals.isSilent(call.echo()));
    assertTrue(scenario.seconds() >= 12 && scenario.seconds() <= 20);
  }

  @Test
  void theStandardSetCoversWhatCallsMeet() throws IOException {
    List<Scenario> all = standard();
    assertEquals(Scenarios.names(), all.stream().map(Scenario::name).toList());
    SimulatedCall clipping = Simulator.run(Scenarios.find("capture-clipping").getFirst());
    assertTrue(clipping.clippedSamples() > 100, "clipped " + clipping.clippedSamples());
    SimulatedCall stereo = Simulator.run(Scenarios.find("stereo").getFirst());
    assertEquals(2, stereo.render().length);
    float[] left = stereo.render()[0];
    float[] right = stereo.render()[1];
    assertEquals(4, levelDb(left) - levelDb(right), 0.05);
    assertEquals(0.35e-3 * RATE_HZ, TimeAlignment.delaySamples(left, right, RATE_HZ, 5), 0.01);
  }

  private static double levelDb(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample;
    }
    return 10 * Math.log10(sum / samples.length);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-10, 0, 15})
  void levelsAreAsAsked(double signalToEchoDb) throws IOException {
    SimulatedCall call =
        run(
            TestScenarios.HEAD,
            TestScenarios.NEAR_END,
            TestScenarios.FAR_END,
            TestScenarios.ROOM,
            "noise: {source: noise16_printer.wav, signalToNoiseDb: 12.5}\n",
            "echoPath: {signalToEchoDb: " + signalToEchoDb + ", delay: {fixedMs: 35}}\n");
    double near = ActiveSpeechLevel.of(call.nearEnd(), RATE_HZ).levelDbfs();
    double echo = ActiveSpeechLevel.of(call.echo(), RATE_HZ).levelDbfs();
    assertEquals(-26, near, 0.02);
    assertEquals(signalToEchoDb, near - echo, 0.05);
    assertEquals(12.5, near - levelDb(call.noise()), 0.05);
    assertEquals(-24, ActiveSpeechLevel.of(call.render()[0], RATE_HZ).levelDbfs(), 0.02);
    assertEquals(
        levelDb(call.render()[0]) - levelDb(call.echo()),
        call.echoReturnLossDb().getAsDouble(),
        1e-6);
  }

  /** A loudspeaker so near that its direct sound is what correlates most. */
  @Test
  void theEchosDelayIsTheStatedOneAndTheSoundsWay() throws IOException {
    SimulatedCall call = withEcho("{signalToEchoDb: 0, delay: {fixedMs: 87.3}}");
    double distance = Math.sqrt(0.3 * 0.3 + 0.2 * 0.2 + 0.1 * 0.1);
    assertEquals(87.3 + distance / 343 * 1000, call.echoDelayMs(3), 1e-9);
    double measured =
        TimeAlignment.delaySamples(call.render()[0], call.echo(), RATE_HZ, 200) / RATE_HZ * 1000;
    assertEquals(call.echoDelayMs(3), measured, 0.05);
  }

  @Test
  void theDelayJumpsAtItsSecond() throws IOException {
    SimulatedCall call =
        withNoiseAsFarEnd(
            "{signalToEchoDb: 0, delay: {fixedMs: 40, jumps: [{atSecond: 4, toMs: 150}]}}");
    assertEquals(List.of(4.0), call.delayJumpSeconds());
    double acousticMs = call.acousticDelays().getFirst().ms();
    assertEquals(40 + acousticMs, delayMs(call, 1, 3.9), 0.1);
    assertEquals(150 + acousticMs, delayMs(call, 4.1, 7.5), 0.1);
    assertEquals(40 + acousticMs, call.echoDelayMs(3.999), 1e-9);
    assertEquals(150 + acousticMs, call.echoDelayMs(4), 1e-9);
    // up to the jump the same call without one sounds alike, from then on it does not; levels
    // apart, and but for the few samples by which a band-limited room reaches forward
    float[] steady = withNoiseAsFarEnd("{signalToEchoDb: 0, delay: {fixedMs: 40}}").echo();
    double ratio = (double) steady[30_000] / call.echo()[30_000];
    int jump = 4 * RATE_HZ;
    for (int n = 8_000; n < jump - 40; n++) {
      assertEquals(steady[n], ratio * call.echo()[n], 1e-5);
    }
    double difference = 0;
    for (int n = jump; n < jump + 4_000; n++) {
      difference = Math.max(difference, Math.abs(steady[n] - ratio * call.echo()[n]));
    }
    assertTrue(difference > 0.01, "after the jump they differ by " + difference);
  }

  /** The delay of the echo within a part of a call. */
  private static double delayMs(SimulatedCall call, double fromSecond, double toSecond) {
    int from = (int) (fromSecond * RATE_HZ);
    int to = (int) (toSecond * RATE_HZ);
    float[] played = Arrays.copyOfRange(call.render()[0], from, to);
    float[] heard = Arrays.copyOfRange(call.echo(), from, to);
    return TimeAlignment.delaySamples(played, heard, RATE_HZ, 300) / RATE_HZ * 1000;
  }

  @Test
  void theClocksDriftIsMeasured() throws IOException {
    SimulatedCall call =
        withNoiseAsFarEnd("{signalToEchoDb: 0, delay: {fixedMs: 40, driftPpm: 400}}");
    double early = delayMs(call, 1.95, 2.05);
    double late = delayMs(call, 5.95, 6.05);
    assertEquals(call.echoDelayMs(2), early, 0.03);
    assertEquals(call.echoDelayMs(6), late, 0.03);
    assertEquals(1.6, call.bulkDelayMs(6) - call.bulkDelayMs(2), 1e-9, "400 us per second");
  }

  @Test
  void thePathChangesAtItsSecond() throws IOException {
    String change = "change: {atSecond: 3, fadeMs: 20, loudspeakersM: [[4.6, 3.5, 1.0]]}";
    SimulatedCall call = withEcho("{signalToEchoDb: 0, " + change + "}");
    assertEquals(List.of(3.0), call.pathChangeSeconds());
    double farther = Math.sqrt(2.0 * 2.0 + 1.5 * 1.5 + 0.1 * 0.1) / 343 * 1000;
    assertEquals(farther, call.echoDelayMs(3), 1e-9);
    float[] steady = withEcho("{signalToEchoDb: 0}").echo();
    double ratio = (double) steady[30_000] / call.echo()[30_000];
    for (int n = 8_000; n < 3 * RATE_HZ; n++) {
      assertEquals(steady[n], ratio * call.echo()[n], 1e-5);
    }
    SimulatedCall there =
        run(
            TestScenarios.HEAD,
            TestScenarios.NEAR_END,
            TestScenarios.FAR_END,
            TestScenarios.ROOM.replace("[2.9, 2.2, 1.0]", "[4.6, 3.5, 1.0]"),
            "echoPath: {signalToEchoDb: 0}\n");
    int later = 100_000;
    while (Math.abs(there.echo()[later]) < 0.02) {
      later++;
    }
    double after = (double) there.echo()[later] / call.echo()[later];
    for (int n = 3 * RATE_HZ + 321; n < call.echo().length; n++) {
      assertEquals(there.echo()[n], after * call.echo()[n], 1e-5);
    }
  }

  @Test
  void theSameSeedGivesTheSameBitsAndAnotherOtherNoise() throws IOException {
    Scenario scenario =
        TestScenarios.of(
            TestScenarios.HEAD,
            TestScenarios.NEAR_END,
            "noise: {source: pink, signalToNoiseDb: 20}\n");
    SimulatedCall once = Simulator.run(scenario);
    SimulatedCall again = Simulator.run(scenario);
    assertArrayEquals(once.capture(), again.capture());
    SimulatedCall other = Simulator.run(scenario.withSeed(4));
    assertFalse(Arrays.equals(once.noise(), other.noise()));
    assertArrayEquals(once.nearEnd(), other.nearEnd());
  }

  @Test
  void threadsBesideChangeNoBit() {
    TestScenarios.home();
    List<Scenario> same = Scenarios.find("stereo");
    float[] alone = capture(same.getFirst());
    List<float[]> beside =
        IntStream.range(0, 4).parallel().mapToObj(i -> capture(same.getFirst())).toList();
    beside.forEach(each -> assertArrayEquals(alone, each));
  }

  private static float[] capture(Scenario scenario) {
    try {
      return Simulator.run(scenario).capture();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theTimetableSaysWhoTalks() throws IOException {
    SimulatedCall call = run(TestScenarios.HEAD, TestScenarios.NEAR_END, TestScenarios.FAR_END);
    assertEquals(
        List.of(
            new Timetable.Part(0, 0.5, Situation.SILENCE),
            new Timetable.Part(0.5, 1, Situation.FAR_END),
            new Timetable.Part(1, 7, Situation.DOUBLE_TALK),
            new Timetable.Part(7, 7.5, Situation.FAR_END),
            new Timetable.Part(7.5, 8, Situation.SILENCE)),
        call.timetable().parts());
    assertEquals(Situation.DOUBLE_TALK, call.timetable().overall());
    assertEquals(Situation.FAR_END, call.timetable().at(7.2));
    assertEquals(Situation.SILENCE, call.timetable().at(9));
    for (int n = 0; n < RATE_HZ; n++) {
      assertEquals(0, call.nearEnd()[n], "nobody talks before the first second");
    }
    assertThrows(IllegalStateException.class, () -> call.echoDelayMs(1));
  }

  @Test
  void whatWouldPassFullScaleIsRefused() {
    ScenarioException e =
        assertThrows(
            ScenarioException.class,
            () ->
                run(
                    TestScenarios.HEAD,
                    TestScenarios.FAR_END.replace("-24", "-6"),
                    TestScenarios.NEAR_END));
    assertTrue(
        e.getMessage().startsWith("scenario test: farEnd.levelDbfs makes render peak "),
        e.getMessage());
  }

  @Test
  void aMeasuredResponseIsTakenAtUnitEnergyAndAtItsOwnDelay() throws IOException {
    ImpulseResponse response =
        MeasuredResponse.load(SharedData.path("audio/rir/speechbrain_rir1.wav"), RATE_HZ);
    double energy = 0;
    for (double tap : response.taps()) {
      energy += tap * tap;
    }
    assertEquals(1, energy, 1e-12);
    float[] stored = SharedData.samples("audio/rir/speechbrain_rir1.wav");
    int highest = 0;
    for (int n = 0; n < stored.length; n++) {
      highest = stored[n] > stored[highest] ? n : highest;
    }
    SimulatedCall call =
        run(
            TestScenarios.HEAD,
            TestScenarios.FAR_END.replace("prompts48_clean.wav", "white"),
            "echoPath: {signalToEchoDb: 0, delay: {fixedMs: 30}, measured: ['",
            SharedData.path("audio/rir/speechbrain_rir1.wav").toString(),
            "']}\n");
    // noise correlates most by the highest tap; the direct sound is that or an earlier one
    assertEquals(
        0.03 * RATE_HZ + highest,
        TimeAlignment.delaySamples(call.render()[0], call.echo(), RATE_HZ, 300),
        1);
    double directSamples = (call.echoDelayMs(1) - 30) / 1000 * RATE_HZ;
    assertTrue(directSamples <= highest);
    float direct = stored[(int) Math.rint(directSamples)];
    assertTrue(Math.abs(direct) >= 0.5f * stored[highest], "direct sound " + direct);
  }
}
