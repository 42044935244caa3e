package org.silenzio.natives.opus;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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
import org.silenzio.bindings.opusfile.opusfile_h;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;
import org.silenzio.natives.NativeLibraryException;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.Tones;

/** Reads what was written with libopusfile, which shares no code with the writer. */
class OggOpusWriterTest {

  private static final int DECODED_RATE_HZ = 48_000;

  @TempDir Path folder;

  private static byte[] written(OggOpusConfig config, float[]... channels) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OggOpusWriter.write(out, config, channels);
    return out.toByteArray();
  }

  /** Interleaved samples at 48 kHz, the codec's delay taken off, as a player has them. */
  private static float[] decoded(byte[] ogg, int channels) {
    NativeLibraries.load(NativeLibrary.OPUS);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment error = arena.allocate(JAVA_INT);
      MemorySegment data = arena.allocate(ogg.length);
      MemorySegment.copy(MemorySegment.ofArray(ogg), 0, data, 0, ogg.length);
      MemorySegment file = opusfile_h.op_open_memory(data, ogg.length, error);
      assertEquals(0, error.get(JAVA_INT, 0), "libopusfile opens it");
      assertEquals(channels, opusfile_h.op_channel_count(file, -1));
      float[] all = new float[Math.toIntExact(opusfile_h.op_pcm_total(file, -1)) * channels];
      MemorySegment block = arena.allocate(JAVA_FLOAT, 5_760L * channels);
      int at = 0;
      int samples;
      while ((samples = opusfile_h.op_read_float(file, block, 5_760 * channels, MemorySegment.NULL))
          > 0) {
        MemorySegment.copy(block, JAVA_FLOAT, 0, all, at, samples * channels);
        at += samples * channels;
      }
      assertEquals(0, samples, "no damage");
      assertEquals(all.length, at);
      opusfile_h.op_free(file);
      return all;
    }
  }

  private static double correlation(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }

  @Test
  void speechComesBackInTimeAndSmall() throws IOException {
    float[] speech = Recordings.load(Recordings.CLEAN_48K);
    byte[] ogg = written(OggOpusConfig.defaults(48_000, 1), speech);
    assertEquals("OggS", new String(ogg, 0, 4, StandardCharsets.US_ASCII));
    assertEquals("OpusHead", new String(ogg, 28, 8, StandardCharsets.US_ASCII));
    float[] heard = decoded(ogg, 1);
    assertEquals(speech.length, heard.length);
    assertTrue(correlation(speech, heard) > 0.97, "correlation " + correlation(speech, heard));
    double kilobitsPerSecond = 8e-3 * ogg.length / (speech.length / 48_000.0);
    assertTrue(kilobitsPerSecond > 30 && kilobitsPerSecond < 66, kilobitsPerSecond + " kb/s");
  }

  @ParameterizedTest
  @CsvSource({"8000, 1", "11025, 1", "16000, 2", "44100, 2", "48000, 2", "96000, 1"})
  void everyRateAndBothSidesComeBack(int rate, int channels) throws IOException {
    float[][] sides = {Tones.sine(440, 0.5, rate, rate), Tones.sine(600, 0.25, rate, rate)};
    float[] heard =
        decoded(
            written(OggOpusConfig.defaults(rate, channels), Arrays.copyOf(sides, channels)),
            channels);
    assertEquals(1.0, heard.length / (double) channels / DECODED_RATE_HZ, 2e-4, "a second");
    for (int c = 0; c < channels; c++) {
      float[] side = new float[heard.length / channels];
      for (int i = 0; i < side.length; i++) {
        side[i] = heard[i * channels + c];
      }
      double hz = c == 0 ? 440 : 600;
      Tones.Fit fit = Tones.fit(side, 12_000, 36_000, hz, DECODED_RATE_HZ);
      assertEquals(0, Decibels.fromAmplitude(fit.amplitude() / (c == 0 ? 0.5 : 0.25)), 0.5);
    }
  }

  @Test
  void piecesGiveTheSameBytesAsTheWhole() throws IOException {
    float[] speech = Arrays.copyOf(Recordings.load("austen16_clean.wav"), 40_000);
    OggOpusConfig config = OggOpusConfig.defaults(16_000, 1);
    byte[] whole = written(config, speech);
    assertArrayEquals(whole, written(config, speech), "the same twice");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OggOpusWriter writer = new OggOpusWriter(out, config)) {
      for (int at = 0; at < speech.length; at += 777) {
        writer.write(new float[][] {speech}, at, Math.min(777, speech.length - at));
      }
      writer.finish();
      assertThrows(IllegalStateException.class, writer::finish);
    }
    assertArrayEquals(whole, out.toByteArray());
  }

  @Test
  void tagsAreWrittenAndTheBitrateIsKept() throws IOException {
    float[] speech = Recordings.load("austen16_clean.wav");
    OggOpusConfig config =
        OggOpusConfig.defaults(16_000, 1)
            .withTag("TITLE", "Größe = 1")
            .withTag("COMMENT", "by RNNoise")
            .withBitrateBitsPerSecond(16_000);
    byte[] low = written(config, speech);
    byte[] high = written(config.withBitrateBitsPerSecond(64_000), speech);
    String text = new String(low, StandardCharsets.UTF_8);
    assertTrue(text.contains("TITLE=Größe = 1") && text.contains("COMMENT=by RNNoise"));
    assertTrue(high.length > 3 * low.length, low.length + " and " + high.length);
  }

  @Test
  void whatIsNotFiniteBecomesSilenceAndNoSoundIsAFileToo() throws IOException {
    float[] poisoned = new float[9_600];
    Arrays.fill(poisoned, Float.NaN);
    for (float sample : decoded(written(OggOpusConfig.defaults(48_000, 1), poisoned), 1)) {
      assertEquals(0f, sample, 1e-4f);
    }
    assertEquals(0, decoded(written(OggOpusConfig.defaults(48_000, 1), new float[0]), 1).length);
  }

  @Test
  void aFileIsWrittenAsideAndReplacesTheOld() throws IOException {
    Path file = Files.writeString(folder.resolve("a.opus"), "old");
    float[] tone = Tones.sine(440, 0.5, 48_000, 9_600);
    OggOpusConfig config = OggOpusConfig.defaults(48_000, 1);
    assertThrows(
        IllegalArgumentException.class, () -> OggOpusWriter.writeFile(file, config, tone, tone));
    assertEquals("old", Files.readString(file), "a failure leaves what was there");
    OggOpusWriter.writeFile(file, config, tone);
    assertArrayEquals(written(config, tone), Files.readAllBytes(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aStreamThatTakesNoMoreIsTold() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("disk full");
          }
        };
    OggOpusConfig config = OggOpusConfig.defaults(48_000, 1);
    assertEquals(
        "disk full",
        assertThrows(IOException.class, () -> OggOpusWriter.write(full, config, new float[960]))
            .getMessage());
  }

  @Test
  void callsAfterCloseAreRefused() {
    OggOpusWriter writer =
        new OggOpusWriter(OutputStream.nullOutputStream(), OggOpusConfig.defaults(48_000, 1));
    writer.close();
    writer.close();
    assertThrows(IllegalStateException.class, () -> writer.write(new float[1][960], 0, 960));
    assertThrows(IllegalStateException.class, writer::finish);
  }

  @Test
  void aLibraryWithoutThePartIsToldClearly() {
    String message =
        assertThrows(
                NativeLibraryException.class,
                () -> NativeLibraries.load(NativeLibrary.OPUS, "ope_no_such_function"))
            .getMessage();
    assertTrue(message.contains("has no function ope_no_such_function; the library that"), message);
  }

  @ParameterizedTest
  @CsvSource({
    "4000, 1, 48000, sampleRateHz",
    "48000, 9, 48000, channels is 9",
    "48000, 1, 5999, bitrateBitsPerSecond is 5999",
  })
  void unfitSettingsAreNamed(int rate, int channels, int bitrate, String expected) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> OggOpusConfig.defaults(rate, channels).withBitrateBitsPerSecond(bitrate))
            .getMessage();
    assertTrue(message.startsWith(expected) && message.contains("allowed: "), message);
  }

  @Test
  void unfitTagsAreNamed() {
    OggOpusConfig config = OggOpusConfig.defaults(48_000, 1);
    for (String name : List.of("", "A=B", "Ä", "A\nB")) {
      assertThrows(IllegalArgumentException.class, () -> config.withTag(name, "x"), name);
    }
    assertThrows(IllegalArgumentException.class, () -> config.withTag("TITLE", "a\0b"));
  }
}
