package org.silenzio.eval.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.audio.Decibels;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.corpus.SampleEncoding;
import org.silenzio.eval.corpus.SoundReader;
import org.silenzio.eval.corpus.SoundWriter;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.Tones;

/** Encoding, decoding and inspecting as a user types them. */
class OpusCommandsTest {

  private static final Path SPEECH = Recordings.path("austen16_clean.wav");

  @TempDir Path folder;

  private Path encoded(Object... options) throws IOException {
    Path opus = folder.resolve("speech.opus");
    Object[] all =
        Stream.concat(Stream.of("encode", SPEECH, "-o", opus), Stream.of(options)).toArray();
    CommandResult result = CommandResult.of(all);
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().contains("kb/s, real-time factor"), result.out());
    return opus;
  }

  private static JsonNode inspected(Object... arguments) throws IOException {
    Object[] all = Stream.concat(Stream.of("inspect", "--json"), Stream.of(arguments)).toArray();
    CommandResult result = CommandResult.of(all);
    assertEquals(0, result.exitCode(), result.err());
    return new ObjectMapper().readTree(result.out()).get(0);
  }

  @Test
  void speechComesBackInTimeInTheFormAskedFor() throws IOException {
    Path opus = encoded("--bitrate", 32);
    Path wav = folder.resolve("back.wav");
    assertEquals(0, CommandResult.of("decode", opus, "-o", wav, "--rate", 16_000).exitCode());
    Recording before = Recording.load(SPEECH);
    Recording after = Recording.load(wav);
    assertEquals(16_000, after.sampleRateHz());
    assertEquals(before.samples(), after.samples(), 1);
    double error = 0;
    double power = 0;
    for (int i = 8_000; i < before.samples() - 8_000; i++) {
      error += Math.pow(before.channels()[0][i] - after.channels()[0][i], 2);
      power += Math.pow(before.channels()[0][i], 2);
    }
    assertTrue(Decibels.fromPower(power / error) > 8, "it is " + power / error);
    try (SoundReader reader = SoundReader.open(wav)) {
      assertEquals(SampleEncoding.PCM_16, reader.encoding());
    }
    assertEquals(0, CommandResult.of("decode", opus, "-o", wav, "--float").exitCode());
    try (SoundReader reader = SoundReader.open(wav)) {
      assertEquals(SampleEncoding.FLOAT_32, reader.encoding());
      assertEquals(48_000, reader.sampleRateHz());
    }
  }

  @ParameterizedTest
  @CsvSource({"8000", "11025", "44100", "96000"})
  void tonesComeBackAtEveryRate(int rateHz) throws IOException {
    Path in = folder.resolve("tone.wav");
    float[][] tone = {Tones.sine(440, 0.5, rateHz, rateHz), Tones.sine(660, 0.25, rateHz, rateHz)};
    SoundWriter.write(in, SampleEncoding.PCM_16, new Recording(rateHz, tone).source());
    Path opus = folder.resolve("tone.opus");
    Path out = folder.resolve("back.wav");
    assertEquals(0, CommandResult.of("encode", in, "-o", opus).exitCode());
    assertEquals(0, CommandResult.of("decode", opus, "-o", out, "--rate", rateHz).exitCode());
    Recording back = Recording.load(out);
    assertEquals(rateHz, back.samples(), 2);
    for (int c = 0; c < 2; c++) {
      Tones.Fit fit =
          Tones.fit(back.channels()[c], rateHz / 4, rateHz * 3 / 4, c == 0 ? 440 : 660, rateHz);
      assertEquals(0, Decibels.fromAmplitude(fit.amplitude() / (c == 0 ? 0.5 : 0.25)), 0.5);
    }
  }

  @Test
  void inspectTellsWhatTheEncoderWasToldToDo() throws IOException {
    Path opus =
        encoded(
            "--bitrate",
            24,
            "--rate-control",
            "cbr",
            "--frame",
            60,
            "--signal",
            "voice",
            "--complexity",
            5,
            "--tag",
            "TITLE=Große Zahl",
            "--tag",
            "ARTIST=x=y");
    JsonNode file = inspected(opus, "--packets");
    double seconds = Recording.load(SPEECH).seconds();
    assertEquals(seconds, file.get("seconds").asDouble(), 1e-4);
    assertEquals(Files.size(opus) * 8e-3 / seconds, file.get("kilobitsPerSecond").asDouble(), 1e-3);
    assertTrue(file.get("complete").asBoolean());
    assertEquals(1, file.get("links").size());
    JsonNode link = file.get("links").get(0);
    assertEquals(16_000, link.get("head").get("inputRateHz").asInt());
    String comments = link.get("comments").toString();
    assertTrue(comments.contains("TITLE=Große Zahl") && comments.contains("ARTIST=x=y"), comments);
    long packets = link.get("packets").asLong();
    assertEquals((double) packets, link.get("packetMs").get("60.0").asDouble(), 2);
    assertEquals((double) packets, link.get("modes").get("hybrid").asDouble(), 0);
    assertEquals(180, link.get("sizes").get("median").asInt(), "24 kb/s in 60 ms");
    assertTrue(link.get("voicePercent").asDouble() > 50);
    assertEquals(0, link.get("fecPercent").asDouble());
    assertEquals(packets, file.get("packets").size());
    assertEquals("hybrid", file.get("packets").get(20).get("mode").asText());
    long counted = 0;
    for (JsonNode bar : link.get("sizes").get("histogram")) {
      counted += bar.asLong();
    }
    assertEquals(packets, counted);
  }

  @Test
  void inspectTellsOfRedundancyPausesAndDamage() throws IOException {
    Path opus = encoded("--bitrate", 24, "--expect-loss", 20);
    assertTrue(inspected(opus).get("links").get(0).get("fecPercent").asDouble() > 25);
    float[][] pause = {
      Arrays.copyOf(Arrays.copyOf(Recording.load(SPEECH).channels()[0], 32_000), 96_000)
    };
    Path in = folder.resolve("pause.wav");
    SoundWriter.write(in, SampleEncoding.PCM_16, new Recording(16_000, pause).source());
    assertEquals(0, CommandResult.of("encode", in, "-o", opus, "--dtx").exitCode());
    assertTrue(inspected(opus).get("links").get(0).get("dtxPercent").asDouble() > 30);
    byte[] bytes = Files.readAllBytes(opus);
    bytes[bytes.length / 2] ^= 1;
    Files.write(opus, Arrays.copyOf(bytes, bytes.length - 50));
    JsonNode damaged = inspected(opus);
    assertTrue(damaged.get("damagedPages").asInt() >= 1);
    assertFalse(damaged.get("complete").asBoolean());
    CommandResult text = CommandResult.of("inspect", opus, "--packets");
    assertTrue(text.out().contains("the end is missing"), text.out());
    assertTrue(text.out().contains("bandwidths"), text.out());
    assertTrue(text.out().contains("dtx"), "packets are listed");
    Path wav = folder.resolve("damaged.wav");
    CommandResult decoded = CommandResult.of("decode", opus, "-o", wav);
    assertEquals(0, decoded.exitCode(), decoded.err());
    assertTrue(decoded.out().contains("damaged or missing parts"), decoded.out());
  }

  @Test
  void severalFilesGoIntoAFolderAndABadOneStopsNoOther() throws IOException {
    Path in = Files.createDirectories(folder.resolve("in/deep"));
    Files.copy(SPEECH, in.resolve("b.wav"));
    Files.writeString(folder.resolve("in/a.wav"), "no sound");
    Path out = folder.resolve("out");
    CommandResult result = CommandResult.of("encode", folder.resolve("in"), "-o", out, "--json");
    assertEquals(2, result.exitCode());
    assertEquals(1, result.err().lines().count(), result.err());
    JsonNode rows = new ObjectMapper().readTree(result.out());
    assertTrue(rows.get(0).get("problem").asText().contains("is no sound file"));
    assertEquals(out.resolve("deep/b.opus").toString(), rows.get(1).get("output").asText());
    assertEquals(9.09, rows.get(1).get("seconds").asDouble(), 0.01);
    Path back = folder.resolve("back");
    assertEquals(0, CommandResult.of("decode", out, "-o", back).exitCode());
    assertTrue(Files.exists(back.resolve("deep/b.wav")));
    try (Stream<Path> files = Files.list(back.resolve("deep"))) {
      assertEquals(List.of(back.resolve("deep/b.wav")), files.toList(), "nothing left aside");
    }
  }

  @Test
  void unfitInputsAndOptionsAreNamedAndNothingIsWritten() throws IOException {
    Path out = folder.resolve("x.wav");
    Path text = Files.writeString(folder.resolve("text.opus"), "no sound");
    for (Object[] command :
        new Object[][] {
          {"decode", text, "-o", out, "is no Ogg Opus file"},
          {"decode", folder.resolve("absent.opus"), "-o", out, "no such file"},
          {"decode", SPEECH, "-o", out, "is no Ogg Opus file"},
          {"decode", text, "-o", text, "would overwrite the input"},
          {"decode", text, "-o", out, "--rate", 7_000, "--rate is 7000, allowed: 8000"},
          {"encode", SPEECH, "-o", out, "--bitrate", 3, "bitrateBitsPerSecond is 3000, allowed"},
          {"encode", SPEECH, "-o", out, "--frame", 7, "frameMs is 7.0, allowed"},
          {"encode", SPEECH, "-o", out, "--rate-control", "abr", "--rate-control is abr, allowed"},
          {"encode", SPEECH, SPEECH, "-o", "-", "-o is -, allowed with one input"},
          {"inspect", text, "is no Ogg Opus file"},
        }) {
      CommandResult result = CommandResult.of(Arrays.copyOf(command, command.length - 1));
      assertEquals(2, result.exitCode(), () -> Arrays.toString(command));
      String expected = command[command.length - 1].toString();
      assertTrue(result.err().contains(expected), result.err());
      assertEquals(1, result.err().lines().count(), result.err());
      assertFalse(Files.exists(out));
    }
  }

  @Test
  void pipesCarryWholeFiles() throws IOException {
    Path opus = encoded("--bitrate", 24);
    InputStream in = System.in;
    PrintStream out = System.out;
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    try {
      System.setIn(new ByteArrayInputStream(Files.readAllBytes(SPEECH)));
      System.setOut(new PrintStream(taken, false, StandardCharsets.UTF_8));
      CommandResult result = CommandResult.of("encode", "-", "-o", "-", "--bitrate", 24);
      assertEquals(0, result.exitCode(), result.err());
      assertEquals("", result.out(), "only the file");
    } finally {
      System.setIn(in);
      System.setOut(out);
    }
    assertArrayEquals(Files.readAllBytes(opus), taken.toByteArray());
  }
}
