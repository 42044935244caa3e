package org.silenzio.eval.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.silenzio.testing.Recordings;

class SoundFileTest {

  @TempDir Path folder;

  static Stream<Arguments> kinds() {
    return Stream.of("wav", "aiff", "au")
        .flatMap(
            kind ->
                Arrays.stream(SampleEncoding.values())
                    .flatMap(
                        encoding ->
                            Stream.of(1, 2, 6, 8)
                                .map(channels -> Arguments.of(kind, encoding, channels))));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatIsWrittenIsReadBack(String kind, SampleEncoding encoding, int channels)
      throws IOException {
    float[][] samples = noise(channels, 5_001);
    Path file = folder.resolve("sound." + kind);
    SoundWriter.write(file, encoding, new Recording(44_100, samples).source());
    Recording back = Recording.load(file);
    assertEquals(44_100, back.sampleRateHz());
    boolean exact = encoding == SampleEncoding.FLOAT_32 && kind.equals("wav");
    double step =
        switch (encoding) {
          case PCM_8 -> 0x1p-7;
          case PCM_16 -> 0x1p-15;
          case PCM_24 -> 0x1p-23;
          case PCM_32 -> 0x1p-24; // a float near 1 has no finer step
          case FLOAT_32 -> exact ? 0 : 0x1p-23;
        };
    // integers end one step below 1
    double largest = exact || encoding == SampleEncoding.PCM_32 ? 1 : 1 - step;
    for (int c = 0; c < channels; c++) {
      assertEquals(5_001, back.channels()[c].length);
      for (int i = 0; i < 5_001; i++) {
        double held = Math.min(samples[c][i], largest);
        assertEquals(held, back.channels()[c][i], step / 2 * 1.001);
      }
    }
  }

  @Test
  void sixteenBitSamplesSurviveUnchanged() throws IOException {
    Path original = Recordings.path(Recordings.NOISY_48K);
    Path copy = folder.resolve("copy.wav");
    try (SoundReader reader = SoundReader.open(original)) {
      SoundWriter.write(copy, reader.encoding(), reader);
    }
    assertArrayEquals(Files.readAllBytes(original), Files.readAllBytes(copy));
  }

  /** RIFF: parts fill whole words, and the length in the header counts the filling. */
  @ParameterizedTest
  @CsvSource({"PCM_8, 15", "PCM_24, 5", "PCM_16, 7"})
  void partsOfOddLengthAreFilledUp(SampleEncoding encoding, int samples) throws IOException {
    Path file = folder.resolve("odd.wav");
    SoundWriter.write(file, encoding, new Recording(16_000, new float[1][samples]).source());
    byte[] bytes = Files.readAllBytes(file);
    assertEquals(0, bytes.length % 2);
    int stated = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
    assertEquals(bytes.length - 8, stated);
    assertEquals(samples, Recording.load(file).samples());
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() {
    Path file = folder.resolve("absent/x.wav");
    String message =
        assertThrows(
                SoundWriteException.class,
                () ->
                    SoundWriter.write(
                        file,
                        SampleEncoding.PCM_16,
                        new Recording(16_000, new float[1][9]).source()))
            .getMessage();
    assertTrue(message.startsWith(file + ": cannot be written: "), message);
    assertFalse(message.contains(".part"), message);
  }

  @Test
  void loudSamplesAreHeldToTheRange() throws IOException {
    Path file = folder.resolve("loud.wav");
    float[] loud = {2f, -2f, Float.POSITIVE_INFINITY, Float.NaN};
    SoundWriter.write(
        file, SampleEncoding.PCM_16, new Recording(16_000, new float[][] {loud}).source());
    assertArrayEquals(
        new float[] {32_767 / 32_768f, -1f, 32_767 / 32_768f, 0f},
        Recording.load(file).channels()[0]);
  }

  /** A header written by hand: 2 channels of G.711 µ-law, whose code 0x00 is −32,124/32,768. */
  @Test
  void companded() throws IOException {
    byte[] codes = {0x00, (byte) 0x80, (byte) 0xff, 0x7f};
    Path file = Files.write(folder.resolve("ulaw.wav"), wav(7, 2, 8_000, 8, codes, codes.length));
    Recording sound = Recording.load(file);
    assertArrayEquals(new float[] {-32_124 / 32_768f, 0f}, sound.channels()[0]);
    assertArrayEquals(new float[] {32_124 / 32_768f, 0f}, sound.channels()[1]);
  }

  static Stream<Arguments> unfit() {
    byte[] data = new byte[3_200];
    byte[] whole = wav(1, 1, 16_000, 16, data, data.length);
    byte[] randomBody = whole.clone();
    new Random(4).nextBytes(randomBody);
    System.arraycopy(whole, 0, randomBody, 0, 12);
    byte[] hugeChunk = whole.clone();
    ByteBuffer.wrap(hugeChunk).order(ByteOrder.LITTLE_ENDIAN).putInt(16, 0x7fffffff);
    return Stream.of(
        Arguments.of("empty", new byte[0], "is empty"),
        Arguments.of(
            "text",
            "This is no sound.".repeat(9).getBytes(StandardCharsets.UTF_8),
            "is no sound file"),
        Arguments.of("one byte", new byte[] {'R'}, "is no sound file"),
        Arguments.of("cut in the header", Arrays.copyOf(whole, 30), "is truncated"),
        Arguments.of("cut in the data", Arrays.copyOf(whole, 1_000), "is truncated"),
        Arguments.of("nothing but a header", Arrays.copyOf(whole, 44), "is truncated"),
        Arguments.of("no samples", wav(1, 1, 16_000, 16, new byte[0], 0), "holds no samples"),
        Arguments.of("huge length", wav(1, 1, 16_000, 16, data, 0x7ffffff0), "is truncated"),
        Arguments.of("unknown length", wav(1, 1, 16_000, 16, data, -1), "is truncated"),
        Arguments.of(
            "huge chunk", hugeChunk, "is truncated or its header is damaged: the part 'fmt '"),
        Arguments.of("random behind RIFF", randomBody, "is truncated or its header is damaged"),
        Arguments.of("no channels", wav(1, 0, 16_000, 16, data, data.length), "is no sound file"),
        Arguments.of(
            "many channels",
            wav(1, 100, 16_000, 16, data, data.length),
            "its number of channels is 100"),
        Arguments.of("no rate", wav(1, 1, 0, 16, data, data.length), "its sample rate is 0"),
        Arguments.of("negative rate", wav(1, 1, -5, 16, data, data.length), "its sample rate is"),
        Arguments.of("odd width", wav(1, 1, 16_000, 12, data, data.length), ""),
        Arguments.of("MP3 inside", wav(85, 1, 16_000, 16, data, data.length), "is no sound file"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unfit")
  void unfitFilesAreRefusedInOneLineThatNamesThem(String name, byte[] content, String expected)
      throws IOException {
    Path file = Files.write(folder.resolve("unfit.wav"), content);
    String message =
        assertThrows(SoundFileException.class, () -> Recording.load(file)).getMessage();
    assertTrue(message.startsWith(file + ": " + expected), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void missingFilesAndFoldersAreRefused() {
    assertTrue(messageOf(folder.resolve("none.wav")).endsWith("no such file"));
    assertTrue(messageOf(folder).endsWith("is no file"));
  }

  private static String messageOf(Path file) {
    return assertThrows(SoundFileException.class, () -> SoundReader.open(file)).getMessage();
  }

  @ParameterizedTest
  @CsvSource({"x.mp3", "x", "x.wav.txt"})
  void unknownEndingsAreRefused(String name) {
    SampleSource source = new Recording(16_000, new float[1][10]).source();
    assertThrows(
        SoundFileException.class,
        () -> SoundWriter.write(folder.resolve(name), SampleEncoding.PCM_16, source));
  }

  @Test
  void aFailureLeavesWhatWasThereAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("precious.wav"), "old");
    SampleSource failing =
        new SampleSource() {
          private int reads;

          @Override
          public int sampleRateHz() {
            return 16_000;
          }

          @Override
          public int channels() {
            return 1;
          }

          @Override
          public long samples() {
            return 100_000;
          }

          @Override
          public int read(float[][] to, int count) throws IOException {
            if (reads++ == 3) {
              throw new IOException("disk on fire");
            }
            return count;
          }
        };
    assertThrows(IOException.class, () -> SoundWriter.write(file, SampleEncoding.PCM_16, failing));
    assertEquals("old", Files.readString(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void foldersAreSearchedAndFilesTakenAsTheyAre() throws IOException {
    Files.createDirectories(folder.resolve("a/b"));
    Path deep = Files.write(folder.resolve("a/b/deep.WAV"), new byte[1]);
    Path top = Files.write(folder.resolve("a/top.aiff"), new byte[1]);
    Files.write(folder.resolve("a/notes.txt"), new byte[1]);
    Files.write(folder.resolve("a/.hidden.wav"), new byte[1]);
    Path odd = Files.write(folder.resolve("odd.name"), new byte[1]);
    List<SoundFiles.Found> found =
        SoundFiles.find(List.of(folder.resolve("a"), odd), folder.resolve("results"));
    assertEquals(
        List.of(
            new SoundFiles.Found(deep, Path.of("b/deep.WAV")),
            new SoundFiles.Found(top, Path.of("top.aiff")),
            new SoundFiles.Found(odd, Path.of("odd.name"))),
        found);
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertEquals(
        1,
        SoundFiles.find(List.of(folder.resolve("a")), folder.resolve("a/b")).size(),
        "the results' folder is left out");
    assertThrows(
        SoundFileException.class, () -> SoundFiles.find(List.of(empty), folder.resolve("results")));
    assertThrows(
        SoundFileException.class,
        () -> SoundFiles.find(List.of(folder.resolve("absent")), folder.resolve("results")));
  }

  private static float[][] noise(int channels, int samples) {
    Random random = new Random(channels);
    float[][] noise = new float[channels][samples];
    for (float[] channel : noise) {
      for (int i = 0; i < samples; i++) {
        channel[i] = random.nextFloat() * 2 - 1;
      }
      channel[0] = 1f;
      channel[1] = -1f;
    }
    return noise;
  }

  /** A WAV by the book: RIFF, fmt, data. */
  private static byte[] wav(
      int tag, int channels, int rate, int bits, byte[] data, int statedDataBytes) {
    int blockBytes = channels * bits / 8;
    return ByteBuffer.allocate(44 + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(36 + statedDataBytes)
        .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
        .putInt(16)
        .putShort((short) tag)
        .putShort((short) channels)
        .putInt(rate)
        .putInt(rate * blockBytes)
        .putShort((short) blockBytes)
        .putShort((short) bits)
        .put("data".getBytes(StandardCharsets.US_ASCII))
        .putInt(statedDataBytes)
        .put(data)
        .array();
  }
}
