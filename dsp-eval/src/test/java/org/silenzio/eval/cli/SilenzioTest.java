package org.silenzio.eval.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.Decibels;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.corpus.SampleEncoding;
import org.silenzio.eval.corpus.SoundReader;
import org.silenzio.eval.corpus.SoundWriter;
import org.silenzio.eval.metric.Pauses;
import org.silenzio.kernel.Kernels;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;
import org.silenzio.natives.NativeStatus;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.Tones;

/** The commands as a user types them. */
class SilenzioTest {

  @TempDir Path folder;

  @BeforeAll
  static void rnnoise() {
    NativeStatus status = NativeLibraries.status(NativeLibrary.RNNOISE);
    assumeTrue(status.isLoaded(), () -> status.problem().orElse(""));
  }

  @Test
  void denoiseWritesAFileOfTheSameShapeWithTheNoiseGoneInPlace() throws IOException {
    Path noisy = Recordings.path(Recordings.NOISY_48K);
    Path output = folder.resolve("out.wav");
    CommandResult result = CommandResult.of("denoise", noisy, "-o", output);
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().contains("real-time factor") && result.out().contains("speech"));
    Recording before = Recording.load(noisy);
    Recording after = Recording.load(output);
    assertEquals(before.samples(), after.samples());
    float[] clean = Recordings.load(Recordings.CLEAN_48K);
    Pauses pauses = Pauses.ofReference(clean, 48_000);
    assertTrue(pauses.levelDbfs(before.channels()[0]) - pauses.levelDbfs(after.channels()[0]) > 20);
    assertEquals(0, bestLag(clean, after.channels()[0]), "the delay is taken off");
  }

  private static int bestLag(float[] reference, float[] signal) {
    int best = -1;
    double most = 0;
    for (int lag = -1_200; lag <= 1_200; lag++) {
      double sum = 0;
      for (int i = 48_000; i < 144_000; i++) {
        sum += (double) reference[i] * signal[i + lag];
      }
      if (sum > most) {
        most = sum;
        best = lag;
      }
    }
    return best;
  }

  @Test
  void theImplementationIsTheOneAskedFor() throws IOException {
    Path noisy = Recordings.path(Recordings.NOISY_48K);
    double[] latencyMs = new double[2];
    List<byte[]> outputs = new ArrayList<>();
    for (String name : List.of("java", "wiener")) {
      Path output = folder.resolve(name + ".wav");
      CommandResult result =
          CommandResult.of("denoise", noisy, "-o", output, "--implementation", name, "--json");
      assertEquals(0, result.exitCode(), result.err());
      latencyMs[outputs.size()] =
          new ObjectMapper().readTree(result.out()).get(0).get("latencyMs").asDouble();
      outputs.add(Files.readAllBytes(output));
    }
    assertEquals(2, Arrays.stream(latencyMs).distinct().count(), Arrays.toString(latencyMs));
    assertFalse(Arrays.equals(outputs.get(0), outputs.get(1)));
    CommandResult unknown =
        CommandResult.of("denoise", noisy, "-o", folder.resolve("x.wav"), "--implementation", "c");
    assertEquals(2, unknown.exitCode());
    assertTrue(unknown.err().contains("'c', allowed: auto, native, java, wiener"), unknown.err());
  }

  @Test
  void zeroStrengthChangesNothing() throws IOException {
    Path noisy = Recordings.path(Recordings.NOISY_48K);
    Path output = folder.resolve("same.wav");
    assertEquals(0, CommandResult.of("denoise", noisy, "-o", output, "--strength", 0).exitCode());
    assertArrayEquals(Files.readAllBytes(noisy), Files.readAllBytes(output));
  }

  @Test
  void comfortNoiseFillsWhatWouldBeSilent() throws IOException {
    Random random = new Random(2);
    float[] noise = new float[4 * 48_000];
    for (int n = 0; n < noise.length; n++) {
      noise[n] = 0.01f * (float) random.nextGaussian(); // −40 dBFS
    }
    Path input = folder.resolve("noise.wav");
    SoundWriter.write(
        input, SampleEncoding.FLOAT_32, new Recording(48_000, new float[][] {noise}).source());
    Path output = folder.resolve("out.wav");
    assertEquals(0, CommandResult.of("denoise", input, "-o", output).exitCode());
    assertTrue(levelDbfs(output) < -70, "without: " + levelDbfs(output));
    assertEquals(
        0, CommandResult.of("denoise", input, "-o", output, "--comfort-noise", 15).exitCode());
    assertEquals(-55, levelDbfs(output), 2);
  }

  private static double levelDbfs(Path file) throws IOException {
    float[] sound = Recording.load(file).channels()[0];
    return Decibels.fromPower(Tones.power(sound, 2 * 48_000, 4 * 48_000 - 480));
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 11_025, 22_050, 44_100, 96_000})
  void everyRateAndSeveralChannelsWork(int rateHz) throws IOException {
    Path input = folder.resolve("in.wav");
    float[][] silence = new float[3][rateHz / 3 + 7];
    SoundWriter.write(input, SampleEncoding.PCM_24, new Recording(rateHz, silence).source());
    Path output = folder.resolve("out.aiff");
    CommandResult result = CommandResult.of("denoise", input, "-o", output);
    assertEquals(0, result.exitCode(), result.err());
    try (SoundReader reader = SoundReader.open(output)) {
      assertEquals(rateHz, reader.sampleRateHz());
      assertEquals(3, reader.channels());
      assertEquals(rateHz / 3 + 7, reader.samples());
      assertEquals(SampleEncoding.PCM_24, reader.encoding());
    }
  }

  @Test
  void jsonHasOneObjectPerFile() throws IOException {
    Path folderIn = Files.createDirectories(folder.resolve("in/deep"));
    Files.copy(Recordings.path("austen16_clean.wav"), folderIn.resolve("a.wav"));
    Files.copy(Recordings.path("noise48_keyboard.wav"), folderIn.resolve("b.wav"));
    Path output = folder.resolve("out");
    CommandResult result =
        CommandResult.of("denoise", folder.resolve("in"), "-o", output, "--json");
    assertEquals(0, result.exitCode(), result.err());
    JsonNode rows = new ObjectMapper().readTree(result.out());
    assertEquals(2, rows.size());
    assertEquals(output.resolve("deep/a.wav").toString(), rows.get(0).get("output").asText());
    assertEquals(9.09, rows.get(0).get("seconds").asDouble(), 0.01);
    assertTrue(rows.get(0).get("speechPercent").asDouble() > 50);
    assertTrue(rows.get(1).get("speechPercent").asDouble() < 10);
    assertEquals(28.0, rows.get(0).get("latencyMs").asDouble(), 1e-9);
    assertTrue(rows.get(0).get("realTimeFactor").asDouble() > 0);
    assertTrue(Files.exists(output.resolve("deep/b.wav")));
  }

  @Test
  void oneUnfitFileDoesNotStopTheOthersButIsTold() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    Files.writeString(in.resolve("a.wav"), "this is text");
    Files.copy(Recordings.path("noise16_printer.wav"), in.resolve("b.wav"));
    CommandResult result = CommandResult.of("denoise", in, "-o", folder.resolve("out"));
    assertEquals(2, result.exitCode());
    assertEquals(1, result.err().lines().count(), result.err());
    assertTrue(result.err().startsWith("silenzio: " + in.resolve("a.wav") + ": is no sound file"));
    try (Stream<Path> written = Files.list(folder.resolve("out"))) {
      assertEquals(List.of(folder.resolve("out/b.wav")), written.toList());
    }
  }

  @Test
  void unfitInputGivesOneLineCode2AndNoOutput() throws IOException {
    Path text = Files.writeString(folder.resolve("text.wav"), "not a sound");
    Path output = folder.resolve("out.wav");
    for (Path input : List.of(text, folder.resolve("absent.wav"))) {
      CommandResult result = CommandResult.of("denoise", input, "-o", output);
      assertEquals(2, result.exitCode());
      assertEquals(1, result.err().lines().count(), result.err());
      assertFalse(Files.exists(output));
    }
  }

  @Test
  void theInputIsNeverOverwritten() throws IOException {
    Path input = folder.resolve("a.wav");
    Files.copy(Recordings.path("noise16_printer.wav"), input);
    byte[] before = Files.readAllBytes(input);
    for (Path output : List.of(input, folder)) {
      CommandResult result = CommandResult.of("denoise", input, "-o", output);
      assertEquals(2, result.exitCode());
      assertTrue(result.err().contains("would overwrite the input"), result.err());
      assertArrayEquals(before, Files.readAllBytes(input));
    }
  }

  @Test
  void noInputIsOverwrittenByTheResultOfAnother() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("p/sub"));
    Files.copy(Recordings.path("noise16_printer.wav"), folder.resolve("p/m.wav"));
    Files.copy(Recordings.path("noise48_keyboard.wav"), inner.resolve("m.wav"));
    byte[] before = Files.readAllBytes(inner.resolve("m.wav"));
    CommandResult result =
        CommandResult.of("denoise", folder.resolve("p/m.wav"), inner.resolve("m.wav"), "-o", inner);
    assertEquals(2, result.exitCode());
    assertArrayEquals(before, Files.readAllBytes(inner.resolve("m.wav")));
    // a folder of earlier results is no input
    Path clean = folder.resolve("p/clean");
    assertEquals(0, CommandResult.of("denoise", folder.resolve("p"), "-o", clean).exitCode());
    assertEquals(0, CommandResult.of("denoise", folder.resolve("p"), "-o", clean).exitCode());
    assertFalse(Files.exists(clean.resolve("clean")));
  }

  @Test
  void jsonTellsFailuresToo() throws IOException {
    Path text = Files.writeString(folder.resolve("text.wav"), "not a sound");
    Path output = folder.resolve("new/deep/out.wav");
    CommandResult result = CommandResult.of("denoise", text, "-o", output, "--json");
    assertEquals(2, result.exitCode());
    JsonNode row = new ObjectMapper().readTree(result.out()).get(0);
    assertTrue(row.get("problem").asText().contains("is no sound file"));
    assertTrue(row.get("output").isNull());
    assertFalse(Files.exists(folder.resolve("new")), "no folder for nothing");
  }

  @Test
  void unusualRatesAreToldWithTheFile() throws IOException {
    Path odd = folder.resolve("odd.wav");
    SoundWriter.write(
        odd, SampleEncoding.PCM_16, new Recording(47_999, new float[1][9_000]).source());
    CommandResult result = CommandResult.of("denoise", odd, "-o", folder.resolve("out.wav"));
    assertEquals(2, result.exitCode());
    assertTrue(
        result.err().startsWith("silenzio: " + odd + ": its sample rate cannot"), result.err());
    CommandResult demo = CommandResult.of("demo", odd, "-o", folder.resolve("demo"));
    assertEquals(2, demo.exitCode());
    assertTrue(demo.err().startsWith("silenzio: " + odd + ": its sample rate cannot"), demo.err());
  }

  @Test
  void demoGoesOnPastUnfitRecordingsAndMendsUnfitSamples() throws IOException {
    Path text = Files.writeString(folder.resolve("a.wav"), "not a sound");
    Path poisoned = folder.resolve("noending");
    float[] samples = new float[16_000];
    samples[5_000] = Float.NaN;
    Path wav = folder.resolve("b.wav");
    SoundWriter.write(
        wav, SampleEncoding.FLOAT_32, new Recording(16_000, new float[][] {samples}).source());
    Files.move(wav, poisoned);
    Path output = folder.resolve("demo");
    CommandResult result = CommandResult.of("demo", text, poisoned, "-o", output);
    assertEquals(2, result.exitCode());
    assertTrue(Files.exists(output.resolve("report.html")));
    assertTrue(Files.exists(output.resolve("noending-demo/denoised.wav")));
    assertEquals(
        2,
        CommandResult.of("demo", poisoned, poisoned, "-o", output).exitCode(),
        "one folder each");
  }

  @Test
  void badOptionsAreNamed() {
    Path noisy = Recordings.path(Recordings.NOISY_48K);
    CommandResult result =
        CommandResult.of("denoise", noisy, "-o", folder.resolve("x.wav"), "--strength", "-3");
    assertEquals(2, result.exitCode());
    assertTrue(result.err().contains("--strength is -3.0, allowed: 0 or more"), result.err());
    result =
        CommandResult.of("denoise", noisy, "-o", folder.resolve("x.wav"), "--comfort-noise", "-1");
    assertEquals(2, result.exitCode());
    assertTrue(result.err().contains("--comfort-noise is -1.0, allowed: 0 or more"), result.err());
    CommandResult without = CommandResult.of("denoise", noisy);
    assertEquals(2, without.exitCode());
    assertEquals(2, without.err().lines().count(), "what is missing, and where help is");
    assertEquals(2, CommandResult.of("denoise", noisy, "-o", "").exitCode());
    assertEquals(2, CommandResult.of("bench", "--forks", 0).exitCode());
    assertEquals(2, CommandResult.of("denoize").exitCode());
  }

  @Test
  void demoWritesThePageAndTheSounds() throws IOException {
    Path noisy = Recordings.path("austen16_vinyl_snr10_noisy.wav");
    CommandResult result = CommandResult.of("demo", noisy, "-o", folder.resolve("demo"));
    assertEquals(0, result.exitCode(), result.err());
    Path sounds = folder.resolve("demo/austen16_vinyl_snr10_noisy");
    assertArrayEquals(Files.readAllBytes(noisy), Files.readAllBytes(sounds.resolve("before.wav")));
    Recording denoised = Recording.load(sounds.resolve("denoised.wav"));
    Recording coded = Recording.load(sounds.resolve("opus.wav"));
    assertEquals(denoised.samples(), coded.samples());
    assertTrue(Files.readString(folder.resolve("demo/report.html")).contains("Noise fell by"));
  }

  @Test
  void evalScoresPeersSideBySideAndTheSameTwice() throws IOException {
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    for (String name : List.of("austen16_clean.wav", "austen16_printer_snr5_noisy.wav")) {
      Files.copy(Recordings.path(name), corpus.resolve(name));
    }
    Path json = folder.resolve("a.json");
    Object[] command = {
      "eval", "--corpus", corpus, "--peer", "unprocessed,rnnoise", "--json", json
    };
    CommandResult result = CommandResult.of(command);
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().contains("| corpus (1)"), result.out());
    JsonNode rows = new ObjectMapper().readTree(json.toFile());
    assertEquals(2, rows.size());
    JsonNode before = rows.get(0).get("figures");
    JsonNode after = rows.get(1).get("figures");
    // the reference implementation's value for this pair
    assertEquals(1.0769, before.get("PESQ wb").asDouble(), 0.02);
    assertTrue(after.get("PESQ wb").asDouble() > before.get("PESQ wb").asDouble());
    assertTrue(after.get("ESTOI").asDouble() > before.get("ESTOI").asDouble());
    assertEquals(5.0, before.get("SI-SDR dB").asDouble(), 2.0, "mixed at 5 dB over active speech");
    byte[] first = Files.readAllBytes(json);
    CommandResult.of(command);
    assertArrayEquals(first, Files.readAllBytes(json));
  }

  @Test
  void evalOfASimulatedCallWritesItsFilesAndItsPage() throws IOException {
    Path page = folder.resolve("page.html");
    Path sounds = folder.resolve("sounds");
    Path json = folder.resolve("c.json");
    Path csv = folder.resolve("c.csv");
    CommandResult result =
        CommandResult.of(
            "eval",
            "--scenario",
            "far-end,near-end-noise",
            "--peer",
            "unprocessed",
            "--html",
            page,
            "--sounds",
            sounds,
            "--json",
            json,
            "--csv",
            csv);
    assertEquals(0, result.exitCode(), result.err());
    JsonNode rows = new ObjectMapper().readTree(json.toFile());
    assertEquals("simulated far end", rows.get(0).get("group").asText());
    assertEquals(0, rows.get(0).get("figures").get("ERLE dB").asDouble(), 1e-9);
    assertEquals("simulated near end", rows.get(1).get("group").asText());
    assertEquals(0, rows.get(1).get("figures").get("near-end att dB").asDouble(), 0.5);
    String html = Files.readString(page);
    assertTrue(html.contains("far-end") && html.contains("data:audio/"));
    assertEquals(3, Files.readAllLines(csv).size());
    Recording capture = Recording.load(sounds.resolve("simulated_far_end/far-end/capture.wav"));
    Recording unprocessed =
        Recording.load(sounds.resolve("simulated_far_end/far-end/unprocessed.wav"));
    assertArrayEquals(capture.channels()[0], unprocessed.channels()[0]);
  }

  @Test
  void evalRunsCallsOtherwiseThanTheyWereMade() throws IOException {
    Path json = folder.resolve("changed.json");
    CommandResult result =
        CommandResult.of(
            "eval",
            "--scenario",
            "double-talk-0db",
            "--change",
            "quiet-microphone,headphones",
            "--peer",
            "unprocessed",
            "--json",
            json);
    assertEquals(0, result.exitCode(), result.err());
    JsonNode rows = new ObjectMapper().readTree(json.toFile());
    assertEquals(
        List.of(
            "simulated double talk",
            "simulated double talk, quiet-microphone",
            "simulated double talk, headphones"),
        rows.findValuesAsText("group"));
    double asMade = rows.get(0).get("figures").get("speech dBFS").asDouble();
    double quiet = rows.get(1).get("figures").get("speech dBFS").asDouble();
    assertEquals(12.04, asMade - quiet, 0.1);
    assertTrue(rows.get(2).get("figures").get("PESQ wb").asDouble() > 3, "no echo, little noise");

    CommandResult unfit =
        CommandResult.of("eval", "--scenario", "far-end", "--change", "headphones");
    assertEquals(2, unfit.exitCode());
    assertTrue(unfit.err().contains("--change is headphones, which fits none of the calls"));
    CommandResult unknown = CommandResult.of("eval", "--change", "loud");
    assertEquals(2, unknown.exitCode());
    assertTrue(unknown.err().contains("is 'loud', allowed: quiet-microphone"), unknown.err());
  }

  @Test
  void evalTellsOfUnfitRecordingsAndGoesOn() throws IOException {
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    Files.copy(Recordings.path("austen16_vinyl_snr10_noisy.wav"), corpus.resolve("a_noisy.wav"));
    Files.writeString(corpus.resolve("b_noisy.wav"), "text");
    SoundWriter.write(
        corpus.resolve("c_noisy.wav"),
        SampleEncoding.PCM_16,
        new Recording(16_000, new float[1][32_000]).source());
    Files.copy(Recordings.path("noise16_printer.wav"), corpus.resolve("d_noisy.wav"));
    Files.copy(Recordings.path("noise48_keyboard.wav"), corpus.resolve("d_clean.wav"));
    Path json = folder.resolve("b.json");
    CommandResult result =
        CommandResult.of("eval", "--corpus", corpus, "--peer", "unprocessed", "--json", json);
    assertEquals(2, result.exitCode());
    assertEquals(3, result.err().lines().count(), result.err());
    JsonNode rows = new ObjectMapper().readTree(json.toFile());
    assertTrue(rows.get(0).get("problem").isNull());
    assertTrue(rows.get(1).get("problem").asText().contains("is no sound file"));
    assertTrue(rows.get(2).get("problem").asText().contains("is silent"));
    assertTrue(rows.get(3).get("problem").asText().contains("48000 Hz"));
    assertEquals(2, CommandResult.of("eval", "--corpus", corpus, "--peer", "nobody").exitCode());
    assertEquals(2, CommandResult.of("eval", "--corpus", folder.resolve("absent")).exitCode());
  }

  @Test
  void whatNeedsAnotherEngineIsRefused() {
    assertTrue(
        CommandResult.of("eval", "--engine", "x")
            .err()
            .contains("--engine is 'x', allowed: local, spark"));
    for (Object[] options :
        List.of(
            new Object[] {"--master", "local[2]"},
            new Object[] {"--parquet", folder.resolve("rows")},
            new Object[] {"--corpus", "hdfs://host/corpus"})) {
      CommandResult result = CommandResult.of("eval", options[0], options[1]);
      assertEquals(2, result.exitCode());
      assertTrue(result.err().contains("needs --engine spark"), result.err());
    }
  }

  @Test
  void infoTellsKernelsAndLibraries() {
    CommandResult result = CommandResult.of("info");
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().contains(Runtime.version().toString()));
    assertTrue(result.out().contains(Kernels.lanes() + " float"));
    assertTrue(result.out().contains("Ogg Opus files: read, written"), result.out());
    assertEquals(
        System.getProperty("silenzio.test.kernels"),
        Kernels.kind().name().toLowerCase(Locale.ROOT),
        "this run got the kernels it names");
    for (NativeLibrary library : NativeLibrary.values()) {
      Path file = NativeLibraries.status(library).file().orElseThrow();
      assertTrue(result.out().contains(file.toString()));
    }
  }

  @Test
  void helpNamesEveryCommandAndExitCode() {
    CommandResult result = CommandResult.of("--help");
    assertEquals(0, result.exitCode());
    for (String word :
        List.of(
            "demo",
            "denoise",
            "cancel",
            "live",
            "info",
            "bench",
            "generate-completion",
            "Exit codes")) {
      assertTrue(result.out().contains(word), word);
    }
    assertEquals(0, CommandResult.of("denoise", "--help").exitCode());
    assertTrue(CommandResult.of("--version").out().startsWith("silenzio "));
    assertTrue(CommandResult.of("generate-completion").out().contains("_complete_silenzio"));
  }
}
