package org.silenzio.eval.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.EchoCanceller;
import org.silenzio.echo.EchoCancellerConfig;
import org.silenzio.echo.EchoPreset;
import org.silenzio.echo.EchoSuppression;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.corpus.SampleEncoding;
import org.silenzio.eval.corpus.SoundReader;
import org.silenzio.eval.corpus.SoundWriter;
import org.silenzio.eval.scenario.Scenarios;
import org.silenzio.eval.scenario.SimulatedCall;
import org.silenzio.eval.scenario.Simulator;

/** {@code silenzio cancel} as a user types it, on a simulated call of which all is known. */
class CancelCommandTest {

  private static final int RATE = 16_000;

  /** First the far end alone, then the near end alone, with no sound of the other. */
  private static final String CALL =
      """
      description: a test
      sampleRateHz: 16000
      seconds: 8
      seed: 3
      speechLevelDbfs: -26
      nearEnd: {source: austen16_clean.wav, talks: [[5.2, 7.8]]}
      farEnd: {source: prompts48_clean.wav, talks: [[0.3, 4.3]], levelDbfs: -24}
      noise: {source: white, signalToNoiseDb: 60}
      room:
        sizeM: [5.2, 4.1, 2.7]
        rt60Seconds: 0.2
        microphoneM: [2.6, 2.0, 1.1]
        loudspeakersM: [[2.9, 2.2, 1.0]]
      echoPath: {signalToEchoDb: 0, delay: {fixedMs: 40}}
      """;

  @TempDir static Path shared;
  private static SimulatedCall call;
  private static Path far;
  private static Path mic;

  /** What the command makes of the call, once for all tests. */
  private static float[] cancelled;

  @TempDir Path folder;
  private Path out;

  @BeforeAll
  static void simulate() throws IOException {
    Path scenario = Files.writeString(shared.resolve("call.yaml"), CALL);
    call = Simulator.run(Scenarios.find(scenario.toString()).getFirst());
    far = write(shared.resolve("far.wav"), RATE, call.render());
    mic = write(shared.resolve("mic.wav"), RATE, call.capture());
    Path out = shared.resolve("out.wav");
    CommandResult result = CommandResult.of("cancel", "--far", far, mic, "-o", out);
    assertEquals(0, result.exitCode(), result.err());
    for (String told : List.of("preset best", "ERLE at its best", "Real-time factor")) {
      assertTrue(result.out().contains(told), result.out());
    }
    cancelled = load(out);
  }

  @BeforeEach
  void nameTheOutput() {
    out = folder.resolve("out.wav");
  }

  private static Path write(Path file, int rateHz, float[]... channels) throws IOException {
    SoundWriter.write(file, SampleEncoding.FLOAT_32, new Recording(rateHz, channels).source());
    return file;
  }

  private static float[] load(Path file) throws IOException {
    return Recording.load(file).channels()[0];
  }

  private float[] cancel(Object... arguments) throws IOException {
    CommandResult result = run(arguments);
    assertEquals(0, result.exitCode(), result.err());
    return load(out);
  }

  private CommandResult run(Object... arguments) {
    return CommandResult.of(
        Stream.concat(Stream.of("cancel", "-o", out), Stream.of(arguments)).toArray());
  }

  private static double db(float[] samples, double fromSecond, double toSecond) {
    double sum = 0;
    for (int n = (int) (fromSecond * RATE); n < (int) (toSecond * RATE); n++) {
      sum += (double) samples[n] * samples[n];
    }
    return 10 * Math.log10(sum / ((toSecond - fromSecond) * RATE) + 1e-20);
  }

  private static float[] difference(float[] a, float[] b) {
    float[] difference = new float[a.length];
    for (int n = 0; n < a.length; n++) {
      difference[n] = a[n] - b[n];
    }
    return difference;
  }

  @Test
  void theEchoFallsAndTheNearTalkerStaysInPlace() {
    assertEquals(call.capture().length, cancelled.length);
    double fall = db(call.capture(), 2, 4.3) - db(cancelled, 2, 4.3);
    assertTrue(fall > 25, "echo fell by " + fall + " dB");
    // one sample too early or late would leave a difference of −5 dB
    double lost = db(difference(cancelled, call.capture()), 5.5, 8) - db(call.capture(), 5.5, 8);
    assertTrue(lost < -30, "against the microphone " + lost + " dB");
  }

  @ParameterizedTest
  @ValueSource(ints = {16_000, 48_000})
  void withoutFarEndTheOutputIsTheMicrophoneToTheLastSample(int rateHz) throws IOException {
    Random random = new Random(7);
    float[] noise = new float[rateHz + 77];
    for (int n = 0; n < noise.length; n++) {
      noise[n] = 0.1f * (float) random.nextGaussian();
    }
    Path silence = write(folder.resolve("silence.wav"), rateHz, new float[100]);
    Path noisy = write(folder.resolve("noise.wav"), rateHz, noise);
    float[] same = cancel("--far", silence, noisy);
    assertArrayEquals(noise, same, 1e-5f);
    float[] late = cancel("--far", silence, noisy, "--keep-delay");
    int latency = latencySamples(rateHz);
    assertEquals(noise.length + latency, late.length);
    assertArrayEquals(same, Arrays.copyOfRange(late, latency, late.length));
  }

  private static int latencySamples(int rateHz) {
    StreamFormat format = StreamFormat.of10Ms(rateHz, 1);
    try (EchoCanceller canceller = EchoCanceller.create(EchoCancellerConfig.defaults(format))) {
      return canceller.latencySamples();
    }
  }

  private static double latencyMs() {
    return 1_000.0 * latencySamples(RATE) / RATE;
  }

  @Test
  void theOutputIsWhatTheCancellerGivesInACall() throws IOException {
    assertArrayEquals(streamed(EchoSuppression.BY_PRESET), cancelled);
    float[] linear = cancel("--far", far, mic, "--suppression", "none");
    assertArrayEquals(streamed(EchoSuppression.NONE), linear);
    assertFalse(Arrays.equals(linear, cancelled));
  }

  /** The canceller by hand, its delay taken off. */
  private static float[] streamed(EchoSuppression suppression) {
    StreamFormat format = StreamFormat.of10Ms(RATE, 1);
    EchoCancellerConfig config = EchoCancellerConfig.defaults(format).withSuppression(suppression);
    try (EchoCanceller canceller = EchoCanceller.create(config)) {
      int late = canceller.latencySamples();
      float[] output = new float[call.capture().length + late];
      AudioFrame render = new AudioFrame(format);
      AudioFrame capture = new AudioFrame(format);
      int size = format.frameSamples();
      for (int at = 0; at < output.length; at += size) {
        // both are whole frames long
        Arrays.fill(render.channel(0), 0f);
        Arrays.fill(capture.channel(0), 0f);
        if (at < call.capture().length) {
          System.arraycopy(call.render()[0], at, render.channel(0), 0, size);
          System.arraycopy(call.capture(), at, capture.channel(0), 0, size);
        }
        canceller.process(render, capture);
        System.arraycopy(capture.channel(0), 0, output, at, size);
      }
      return Arrays.copyOfRange(output, late, output.length);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void bothChannelsOfAStereoFarEndCount(int playing) throws IOException {
    float[][] channels = new float[2][call.render()[0].length];
    channels[playing] = call.render()[0];
    float[] output = cancel("--far", write(folder.resolve("far.wav"), RATE, channels), mic);
    double fall = db(call.capture(), 2, 4.3) - db(output, 2, 4.3);
    assertTrue(fall > 25, "echo fell by " + fall + " dB");
  }

  @Test
  void aFarEndOfAnotherRateIsConvertedInTime() throws IOException {
    Path wide = write(folder.resolve("far.wav"), 3 * RATE, threefold(call.render()[0]));
    float[] output = cancel("--far", wide, mic);
    double fall = db(call.capture(), 2, 4.3) - db(output, 2, 4.3);
    assertTrue(fall > 25, "echo fell by " + fall + " dB");
    try (SoundReader reader = SoundReader.open(out)) {
      assertEquals(RATE, reader.sampleRateHz());
      assertEquals(call.capture().length, reader.samples());
    }
  }

  /** Between the samples by windowed sinc, so that every third sample is the signal's own. */
  private static float[] threefold(float[] signal) {
    int reach = 40;
    float[] result = new float[3 * signal.length];
    for (int n = 0; n < result.length; n++) {
      double at = n / 3.0;
      double sum = 0;
      for (int k = Math.max(0, (int) at - reach);
          k <= Math.min(signal.length - 1, (int) at + reach);
          k++) {
        double x = Math.PI * (at - k);
        double window = 0.5 + 0.5 * Math.cos(x / (reach + 1));
        sum += signal[k] * window * (Math.abs(x) < 1e-9 ? 1 : Math.sin(x) / x);
      }
      result[n] = (float) sum;
    }
    return result;
  }

  @Test
  void silenceFollowsAShorterFarEndAndALongerOneIsCut() throws IOException {
    float[] render = call.render()[0];
    float[] cut = Arrays.copyOf(render, 3 * RATE + 5);
    float[] expected =
        cancel("--far", write(folder.resolve("full.wav"), RATE, Arrays.copyOf(cut, 8 * RATE)), mic);
    assertArrayEquals(
        expected, cancel("--far", write(folder.resolve("short.wav"), RATE, cut), mic));
    float[] longer = Arrays.copyOf(render, render.length + RATE);
    Arrays.fill(longer, render.length, longer.length, 0.5f);
    assertArrayEquals(
        cancelled, cancel("--far", write(folder.resolve("long.wav"), RATE, longer), mic));
  }

  @Test
  void aChannelOfSeveralIsTakenByNumber() throws IOException {
    float[] other = new float[call.capture().length];
    Arrays.fill(other, 0.25f);
    Path stereo = write(folder.resolve("mic.wav"), RATE, other, call.capture());
    assertArrayEquals(cancelled, cancel("--far", far, stereo, "--channel", 2));
  }

  @Test
  void denoiseTakesTheNoiseToo() throws IOException {
    Random random = new Random(11);
    float[] noisy = call.capture().clone();
    for (int n = 0; n < noisy.length; n++) {
      noisy[n] += 0.01f * (float) random.nextGaussian();
    }
    Path noisyMic = write(folder.resolve("mic.wav"), RATE, noisy);
    float[] without = cancel("--far", far, noisyMic);
    CommandResult result = run("--far", far, noisyMic, "--denoise", "--json");
    assertEquals(0, result.exitCode(), result.err());
    JsonNode told = new ObjectMapper().readTree(result.out());
    assertTrue(told.get("denoise").asBoolean());
    assertEquals(latencyMs() + 28, told.get("latencyMs").asDouble(), 1e-9);
    // nobody talks from 4.6 to 5.1 s
    double fall = db(without, 4.6, 5.1) - db(load(out), 4.6, 5.1);
    assertTrue(fall > 10, "noise fell by " + fall + " dB");
    assertEquals(0, bestLag(call.nearEnd(), load(out)), "both delays are taken off");
  }

  /** Rumble as loud as speech, where no voice is. */
  @Test
  void highPassTakesTheRumbleAndTheEchoWithIt() throws IOException {
    float[] rumbling = call.capture().clone();
    for (int n = 0; n < rumbling.length; n++) {
      rumbling[n] += 0.05f * (float) Math.sin(2 * Math.PI * 20 * n / RATE);
    }
    Path rumblingMic = write(folder.resolve("mic.wav"), RATE, rumbling);
    float[] without = cancel("--far", far, rumblingMic);
    CommandResult result = run("--far", far, rumblingMic, "--high-pass", "--json");
    assertEquals(0, result.exitCode(), result.err());
    JsonNode told = new ObjectMapper().readTree(result.out());
    assertTrue(told.get("highPass").asBoolean());
    assertEquals(latencyMs(), told.get("latencyMs").asDouble(), 1e-9, "it takes no time");
    float[] output = load(out);
    // 20 Hz is two octaves down: 24 dB; nobody talks from 4.6 to 5.1 s
    double fall = db(without, 4.6, 5.1) - db(output, 4.6, 5.1);
    assertEquals(24, fall, 2);
    assertEquals(0, bestLag(call.nearEnd(), output), "the near talker stays in place");
  }

  private static int bestLag(float[] reference, float[] signal) {
    int best = Integer.MIN_VALUE;
    double most = 0;
    for (int lag = -1_000; lag <= 1_000; lag++) {
      double sum = 0;
      for (int n = (int) (5.3 * RATE); n < (int) (7.7 * RATE); n++) {
        sum += (double) reference[n] * signal[n + lag];
      }
      if (sum > most) {
        most = sum;
        best = lag;
      }
    }
    return best;
  }

  @Test
  void jsonTellsWhatTheCancellerKnows() throws IOException {
    CommandResult result = run("--far", far, mic, "--json");
    assertEquals(0, result.exitCode(), result.err());
    JsonNode told = new ObjectMapper().readTree(result.out());
    assertEquals(
        Set.of(
            "farEnd",
            "microphone",
            "output",
            "page",
            "seconds",
            "sampleRateHz",
            "highPass",
            "preset",
            "suppression",
            "denoise",
            "latencyMs",
            "delayKept",
            "realTimeFactor",
            "microphoneLevel",
            "outputLevel",
            "statistics"),
        names(told));
    assertEquals(mic.toString(), told.get("microphone").asText());
    assertTrue(told.get("page").isNull());
    assertEquals(8, told.get("seconds").asDouble(), 1e-9);
    assertEquals("best", told.get("preset").asText());
    assertEquals(latencyMs(), told.get("latencyMs").asDouble(), 1e-9);
    assertFalse(told.get("delayKept").asBoolean());
    assertTrue(told.get("realTimeFactor").asDouble() > 0);
    assertEquals(
        db(call.capture(), 0, 8), told.get("microphoneLevel").get("rmsDbfs").asDouble(), 0.01);
    assertEquals(db(cancelled, 0, 8), told.get("outputLevel").get("rmsDbfs").asDouble(), 0.01);
    JsonNode statistics = told.get("statistics");
    assertEquals(
        Set.of(
            "echoReturnLossDb",
            "returnLossEnhancementDb",
            "bestReturnLossEnhancementDb",
            "linearReturnLossEnhancementDb",
            "delayMs",
            "delayConfidence",
            "driftPpm",
            "adaptation",
            "transparent",
            "pathChanges",
            "divergences",
            "mendedSamples"),
        names(statistics));
    assertEquals(
        call.echoReturnLossDb().orElseThrow(), statistics.get("echoReturnLossDb").asDouble(), 3);
    assertTrue(statistics.get("bestReturnLossEnhancementDb").asDouble() > 25);
    assertEquals("waiting", statistics.get("adaptation").asText(), "the far end is silent");
    assertEquals(0, statistics.get("mendedSamples").asInt());
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void whatIsNotKnownIsNullAndUnfitSamplesAreMendedAndCounted() throws IOException {
    float[] poisoned = new float[RATE / 2];
    poisoned[700] = Float.NaN;
    float[] loud = new float[RATE];
    loud[900] = Float.POSITIVE_INFINITY;
    loud[901] = 1e20f;
    Path silence = write(folder.resolve("far.wav"), RATE / 2, poisoned);
    Path bad = write(folder.resolve("mic.wav"), RATE, loud);
    CommandResult result = run("--far", silence, bad, "--json");
    assertEquals(0, result.exitCode(), result.err());
    assertFalse(result.out().contains("NaN") || result.out().contains("Infinity"), result.out());
    JsonNode statistics = new ObjectMapper().readTree(result.out()).get("statistics");
    assertEquals(3, statistics.get("mendedSamples").asInt());
    for (String name : List.of("echoReturnLossDb", "returnLossEnhancementDb", "delayMs")) {
      assertTrue(statistics.get(name).isNull(), name);
    }
    assertTrue(run("--far", silence, bad).out().contains("not known"));
  }

  @Test
  void theOutputKeepsTheSampleFormatAndHasTheKindOfItsName() throws IOException {
    Path pcm = folder.resolve("mic.wav");
    SoundWriter.write(
        pcm, SampleEncoding.PCM_24, new Recording(11_025, new float[1][5_000]).source());
    out = folder.resolve("new/folder/out.aiff");
    assertEquals(0, run("--far", far, pcm).exitCode());
    try (SoundReader reader = SoundReader.open(out)) {
      assertEquals(SampleEncoding.PCM_24, reader.encoding());
      assertEquals(11_025, reader.sampleRateHz());
      assertEquals(5_000, reader.samples());
    }
  }

  @Test
  void thePageShowsTheCurvesAndNeedsNothingFromOutside() throws IOException {
    Path page = folder.resolve("pages/cancel.html");
    CommandResult result = run("--far", far, mic, "--html", page, "--json");
    assertEquals(0, result.exitCode(), result.err());
    assertEquals(page.toString(), new ObjectMapper().readTree(result.out()).get("page").asText());
    assertArrayEquals(cancelled, load(out));
    String html = Files.readString(page);
    assertTrue(html.contains("default-src 'none'"), "content security policy");
    assertFalse(html.contains("http://") || html.contains("https://"));
    for (String part :
        List.of("class=\"curve c0", "class=\"band", "data:audio/", "ERLE at its best", "JDK")) {
      assertTrue(html.contains(part), part);
    }
    assertEquals(3, html.split("<audio", -1).length - 1);
  }

  @Test
  void unfitInputIsToldInOneLineAndNothingIsWritten() throws IOException {
    Path stereo = write(folder.resolve("stereo.wav"), RATE, new float[2][RATE]);
    Path three = write(folder.resolve("three.wav"), RATE, new float[3][RATE]);
    Path odd = write(folder.resolve("odd.wav"), 47_999, new float[1][9_000]);
    Path brief = write(folder.resolve("brief.wav"), RATE, new float[1][159]);
    Path text = Files.writeString(folder.resolve("text.wav"), "not a sound");
    Path absent = folder.resolve("absent.wav");
    Set<Path> before = files();
    refused(
        stereo + ": has 2 channels, allowed: 1, the microphone; --channel N (1 to 2) takes one",
        "--far",
        far,
        stereo);
    refused("--channel is 3, allowed in " + stereo, "--far", far, stereo, "--channel", 3);
    refused("--channel is 0, allowed in " + mic, "--far", far, mic, "--channel", 0);
    refused(three + ": has 3 channels, allowed for the far end: 1 or 2", "--far", three, mic);
    refused(odd + ": its sample rate cannot be converted", "--far", odd, odd);
    refused(
        odd + ": its sample rate of 47999 Hz cannot be converted to the microphone's 16000 Hz",
        "--far",
        odd,
        mic);
    refused(brief + ": has 159 samples, allowed: 10 ms or more", "--far", far, brief);
    refused(text + ": is no sound file", "--far", text, mic);
    refused(text + ": is no sound file", "--far", far, text);
    refused(absent + ": no such file", "--far", absent, mic);
    refused(absent + ": no such file", "--far", far, absent);
    out = folder.resolve("new/out.mp3");
    refused(out + ": its name ends in none of .wav", "--far", far, mic);
    assertEquals(before, files());
  }

  private void refused(String message, Object... arguments) {
    CommandResult result = run(arguments);
    assertEquals(2, result.exitCode(), result.err());
    assertTrue(result.err().startsWith("silenzio: " + message), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertEquals("", result.out());
  }

  private Set<Path> files() throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.collect(Collectors.toSet());
    }
  }

  @Test
  void noInputIsOverwritten() throws IOException {
    Path ownFar = Files.copy(far, folder.resolve("far.wav"));
    Path ownMic = Files.copy(mic, folder.resolve("mic.wav"));
    Path link = Files.createLink(folder.resolve("link.wav"), ownFar);
    for (Path target : List.of(ownFar, ownMic, link)) {
      out = target;
      refused("-o would overwrite the input " + target, "--far", ownFar, ownMic);
      out = folder.resolve("out.wav");
      refused(
          "--html would overwrite the input " + target, "--far", ownFar, ownMic, "--html", target);
    }
    refused("-o and --html would both write to " + out, "--far", far, mic, "--html", out);
    refused("--html is " + folder + ", a folder", "--far", far, mic, "--html", folder);
    assertArrayEquals(Files.readAllBytes(far), Files.readAllBytes(ownFar));
    assertArrayEquals(Files.readAllBytes(mic), Files.readAllBytes(ownMic));
    out = folder;
    refused("-o is " + folder + ", a folder; allowed: a file", "--far", far, mic);
  }

  @Test
  void soundAndPageAreWrittenBothOrNeither() throws IOException {
    Path silence = write(folder.resolve("silence.wav"), RATE, new float[1][RATE]);
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    Set<Path> before = files();
    CommandResult result = run("--far", silence, silence, "--html", file.resolve("page.html"));
    assertEquals(1, result.exitCode(), "the page's folder cannot be made");
    assertEquals(1, result.err().lines().count(), result.err());
    assertEquals(before, files());
    out = file.resolve("out.wav");
    result = run("--far", silence, silence, "--html", folder.resolve("page.html"));
    assertEquals(1, result.exitCode(), "the sound's folder cannot be made");
    assertEquals(before, files());
  }

  @Test
  void presetsAreNamedInLowerCaseAndAllAreKnown() {
    CommandResult help = CommandResult.of("cancel", "--help");
    assertEquals(0, help.exitCode());
    PresetNames names = new PresetNames();
    for (EchoPreset preset : EchoPreset.values()) {
      String name = EnumNames.of(preset);
      assertTrue(name.matches("[a-z]+(-[a-z]+)*"), name);
      assertEquals(preset, names.convert(name));
      assertTrue(help.out().contains(name), name);
    }
    CommandResult wrong = run("--far", far, mic, "--preset", "BEST");
    assertEquals(2, wrong.exitCode());
    assertTrue(wrong.err().contains("--preset is 'BEST', allowed: best"), wrong.err());
    assertFalse(Files.exists(out));
  }
}
