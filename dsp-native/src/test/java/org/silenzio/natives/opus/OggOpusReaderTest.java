package org.silenzio.natives.opus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.Decibels;
import org.silenzio.natives.opus.OggOpusConfig.RateControl;
import org.silenzio.natives.opus.OpusPacket.Mode;
import org.silenzio.testing.KernelIndependent;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.Tones;

/** Files that were written here, whole and damaged; others' files: see the evaluation's tests. */
class OggOpusReaderTest {

  /** How many mutated files; more is for a run by hand. */
  private static final int FILES = Integer.getInteger("silenzio.opus.files", 400);

  /** Another one gives other files. */
  private static final long FILES_SEED = Long.getLong("silenzio.opus.filesSeed", 4);

  /** A leak of 1 KiB a file would be as much over so many files, from which on it is looked for. */
  private static final int FILES_FOR_LEAKS = 32_768;

  private static final long FILES_LIMIT_KIB = 32 * 1_024;

  private static final int RATE_HZ = 48_000;
  private static final int SERIAL_AT = 14;
  private static final int CHECKSUM_AT = 22;

  @TempDir Path folder;

  private static byte[] written(OggOpusConfig config, float[]... channels) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OggOpusWriter.write(out, config, channels);
    return out.toByteArray();
  }

  private static byte[] speech(double seconds) throws IOException {
    float[] samples = Recordings.load(Recordings.CLEAN_48K);
    return written(
        OggOpusConfig.defaults(RATE_HZ, 1).withTag("TITLE", "Größe"),
        Arrays.copyOfRange(samples, 24_000, 24_000 + (int) (seconds * RATE_HZ)));
  }

  /** To the end, in pieces of a size that fits nothing. */
  private static float[][] read(OggOpusReader reader) throws IOException {
    float[][] all = new float[reader.channels()][0];
    float[][] piece = new float[reader.channels()][1_111];
    int count;
    do {
      count = reader.read(piece, 11, 1_100);
      for (int c = 0; c < all.length; c++) {
        int before = all[c].length;
        all[c] = Arrays.copyOf(all[c], before + count);
        System.arraycopy(piece[c], 11, all[c], before, count);
      }
    } while (count == 1_100);
    return all;
  }

  private static float[][] read(byte[] file) throws IOException {
    try (OggOpusReader reader = OggOpusReader.open(file)) {
      return read(reader);
    }
  }

  /** The same file as another stream, so that it can follow the first. */
  private static byte[] withSerial(byte[] file, int serial) {
    ByteBuffer bytes = ByteBuffer.wrap(file.clone()).order(ByteOrder.LITTLE_ENDIAN);
    int page = 0;
    while (page < file.length) {
      int size = 27 + (file[page + 26] & 0xff);
      for (int i = (file[page + 26] & 0xff); i > 0; i--) {
        size += file[page + 27 + i - 1] & 0xff;
      }
      bytes.putInt(page + SERIAL_AT, serial);
      bytes.putInt(page + CHECKSUM_AT, 0);
      int sum = 0;
      for (int i = 0; i < size; i++) { // bit by bit, as RFC 3533 defines it
        sum ^= bytes.get(page + i) << 24;
        for (int bit = 0; bit < 8; bit++) {
          sum = (sum << 1) ^ (sum < 0 ? 0x04c11db7 : 0);
        }
      }
      bytes.putInt(page + CHECKSUM_AT, sum);
      page += size;
    }
    return bytes.array();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void memoryPathAndStreamGiveTheSameSound() throws IOException {
    byte[] file = speech(2);
    float[][] whole = read(file);
    assertEquals(2 * RATE_HZ, whole[0].length);
    float[] original = Recordings.load(Recordings.CLEAN_48K);
    double error = 0;
    double power = 0;
    for (int i = 0; i < whole[0].length; i++) {
      error += Math.pow(whole[0][i] - original[24_000 + i], 2);
      power += Math.pow(original[24_000 + i], 2);
    }
    assertTrue(Decibels.fromPower(power / error) > 10, "in time: " + power / error);
    Path path = Files.write(folder.resolve("größe.opus"), file);
    try (OggOpusReader reader = OggOpusReader.open(path)) {
      assertTrue(reader.isSeekable());
      assertEquals(2 * RATE_HZ, reader.samples());
      assertEquals(file.length * 8 / 2.0, reader.bitrateBitsPerSecond(), 0.02 * file.length * 4);
      assertArrayEquals(whole[0], read(reader)[0]);
      assertEquals(2 * RATE_HZ, reader.positionSamples());
    }
    Files.delete(path);
    try (OggOpusReader reader = OggOpusReader.open(new ByteArrayInputStream(file))) {
      assertFalse(reader.isSeekable());
      assertEquals(-1, reader.samples());
      assertArrayEquals(whole[0], read(reader)[0]);
      assertThrows(UnsupportedOperationException.class, () -> reader.seek(0));
    }
  }

  @Test
  void headersAreToldAlikeByTheLibraryAndByThePacketReader() throws IOException {
    byte[] file = speech(1);
    OggOpusPackets packets = new OggOpusPackets(new ByteArrayInputStream(file));
    packets.next();
    try (OggOpusReader reader = OggOpusReader.open(file)) {
      assertEquals(packets.head(), reader.head(0));
      assertEquals(packets.tags(), reader.tags(0));
      assertEquals("Größe", reader.tags(0).first("title").orElseThrow());
      assertTrue(reader.tags(0).vendor().contains("opus"), reader.tags(0).vendor());
      assertEquals(1, reader.head(0).channels());
      assertEquals(RATE_HZ, reader.head(0).inputRateHz());
      assertEquals(312, reader.head(0).preSkipSamples(), "6.5 ms, libopus's delay");
      assertThrows(IndexOutOfBoundsException.class, () -> reader.head(1));
    }
  }

  @Test
  void theHeadersGainIsApplied() throws IOException {
    byte[] file = speech(1);
    float[] plain = read(file)[0];
    byte[] louder = file.clone();
    louder[28 + 17] = 6; // of 256ths of a dB the high byte: 6 dB
    float[] loud = read(withSerial(louder, 1))[0];
    double ratio = Tones.power(loud, 0, RATE_HZ) / Tones.power(plain, 0, RATE_HZ);
    assertEquals(6, Decibels.fromPower(ratio), 0.01);
  }

  @Test
  void seekingGoesToTheSample() throws IOException {
    byte[] file = speech(3);
    float[] whole = read(file)[0];
    try (OggOpusReader reader = OggOpusReader.open(file)) {
      float[][] piece = new float[1][4_800];
      for (long to : new long[] {100_001, 7, 143_000, 0, 50_000}) {
        reader.seek(to);
        assertEquals(to, reader.positionSamples());
        int count = reader.read(piece, 0, 4_800);
        assertEquals(Math.min(4_800, whole.length - to), count);
        double error = 0;
        for (int i = 0; i < count; i++) {
          error = Math.max(error, Math.abs(piece[0][i] - whole[(int) to + i]));
        }
        assertTrue(error < 0.02, "after 80 ms of running in, " + error + " off at " + to);
      }
      assertThrows(IllegalArgumentException.class, () -> reader.seek(whole.length));
      assertThrows(IllegalArgumentException.class, () -> reader.seek(-1));
    }
  }

  @Test
  void linksFollowOneAnother() throws IOException {
    byte[] mono = speech(1);
    float[] left = Tones.sine(440, 0.5, RATE_HZ, RATE_HZ / 2);
    float[] right = Tones.sine(700, 0.25, RATE_HZ, RATE_HZ / 2);
    byte[] stereo = withSerial(written(OggOpusConfig.defaults(RATE_HZ, 2), left, right), 77);
    byte[] chain = joined(mono, stereo);
    float[] first = read(mono)[0];
    float[][] second = read(stereo);
    try (OggOpusReader reader = OggOpusReader.open(chain)) {
      assertEquals(2, reader.links());
      assertEquals(2, reader.channels(), "mixed to stereo");
      assertEquals(RATE_HZ, reader.samples(0));
      assertEquals(RATE_HZ / 2, reader.samples(1));
      assertEquals(2, reader.head(1).channels());
      float[][] all = read(reader);
      assertEquals(1, reader.link());
      for (int c = 0; c < 2; c++) {
        assertArrayEquals(first, Arrays.copyOf(all[c], RATE_HZ));
        assertArrayEquals(second[c], Arrays.copyOfRange(all[c], RATE_HZ, all[c].length));
      }
    }
    try (OggOpusReader reader = OggOpusReader.open(new ByteArrayInputStream(chain))) {
      float[] all = read(reader)[0];
      assertEquals(RATE_HZ * 3 / 2, all.length);
      assertEquals((second[0][9_000] + second[1][9_000]) / 2, all[RATE_HZ + 9_000], "the mean");
    }
    OggOpusPackets packets = new OggOpusPackets(new ByteArrayInputStream(chain));
    int[] counts = new int[2];
    while (packets.next() >= 0) {
      counts[packets.link()]++;
    }
    assertEquals(2, packets.head().channels());
    assertTrue(counts[0] >= 51 && counts[1] >= 26, Arrays.toString(counts));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7, 8})
  void surroundKeepsItsChannels(int channels) throws IOException {
    float[][] tones = new float[channels][];
    for (int c = 0; c < channels; c++) {
      // the last of 6, 7 and 8 is for low frequencies alone
      tones[c] = Tones.sine(c == channels - 1 ? 60 : 300 + 150 * c, 0.3, RATE_HZ, RATE_HZ);
    }
    byte[] file = written(OggOpusConfig.defaults(RATE_HZ, channels), tones);
    try (OggOpusReader reader = OggOpusReader.open(file)) {
      assertEquals(1, reader.head(0).mappingFamily());
      assertEquals(channels, reader.channels());
      float[][] heard = read(reader);
      for (int c = 0; c < channels; c++) {
        double hz = c == channels - 1 ? 60 : 300 + 150 * c;
        Tones.Fit fit = Tones.fit(heard[c], 12_000, 36_000, hz, RATE_HZ);
        assertEquals(0, Decibels.fromAmplitude(fit.amplitude() / 0.3), 1.0, "channel " + c);
      }
    }
  }

  @Test
  void packetsAreTakenOutWholeWithTheirTimes() throws IOException {
    byte[] file = speech(3);
    OggOpusPackets packets = new OggOpusPackets(new ByteArrayInputStream(file));
    long samples = 0;
    long last = -1;
    int bytes;
    while ((bytes = packets.next()) >= 0) {
      assertTrue(OpusPacket.isValid(packets.packet(), 0, bytes));
      samples += OpusPacket.samples(packets.packet(), 0, bytes, RATE_HZ);
      last = Math.max(last, packets.granulePosition());
    }
    assertEquals(3 * RATE_HZ, last - packets.head().preSkipSamples());
    assertTrue(samples >= last && samples < last + 2 * 960, "the last is cut by its time");
    assertTrue(packets.isEnded());
    assertEquals(0, packets.damagedPages() + packets.lostPages());
    assertEquals(-1, packets.next());
  }

  @Test
  void damageIsPassedOverAndCounted() throws IOException {
    byte[] file = speech(5);
    byte[] damaged = file.clone();
    damaged[file.length / 2] ^= 0x55;
    float[] whole = read(file)[0];
    try (OggOpusReader reader = OggOpusReader.open(damaged)) {
      float[] heard = read(reader)[0];
      assertEquals(1, reader.gaps());
      assertEquals(5 * RATE_HZ, heard.length, "silence takes the time of what is missing");
      assertArrayEquals(Arrays.copyOf(whole, RATE_HZ), Arrays.copyOf(heard, RATE_HZ));
      double error = 0;
      for (int i = 9 * RATE_HZ / 2; i < 5 * RATE_HZ; i++) {
        error = Math.max(error, Math.abs(heard[i] - whole[i]));
      }
      assertTrue(error < 0.02, "behind it in time, " + error);
    }
    OggOpusPackets packets = new OggOpusPackets(new ByteArrayInputStream(damaged));
    int count = 0;
    while (packets.next() >= 0) {
      count++;
    }
    assertEquals(1, packets.damagedPages());
    assertEquals(1, packets.lostPages());
    assertTrue(count > 150 && count < 250 && packets.isEnded(), count + " packets");
    byte[] cut = Arrays.copyOf(file, file.length * 2 / 3);
    assertTrue(read(cut)[0].length < 4 * RATE_HZ);
    packets = new OggOpusPackets(new ByteArrayInputStream(cut));
    while (packets.next() >= 0) {
      assertFalse(packets.isEnded());
    }
    assertFalse(packets.isEnded());
  }

  /** No file, however damaged, does more than throw what is documented. */
  @KernelIndependent
  @Test
  void mutatedFilesNeverCrash() throws IOException {
    Random random = new Random(FILES_SEED);
    List<byte[]> whole = new ArrayList<>();
    whole.add(speech(0.4)); // short, so that the damage strikes headers too, and many are done
    whole.add(joined(speech(0.15), withSerial(speech(0.2), 9)));
    whole.add(written(OggOpusConfig.defaults(RATE_HZ, 6), new float[6][RATE_HZ / 16]));
    int refused = 0;
    long before = 0;
    for (int n = 0; n < FILES; n++) {
      if (n == FILES / 4) {
        System.gc();
        before = residentKib();
      }
      byte[] file = mutated(whole.get(n % whole.size()), random);
      try (OggOpusReader reader =
          n % 2 == 0
              ? OggOpusReader.open(file)
              : OggOpusReader.open(new ByteArrayInputStream(file))) {
        float[][] heard = read(reader);
        assertTrue(heard[0].length < 100 * RATE_HZ, "no sound out of nothing");
        for (int link = 0; link < reader.links(); link++) {
          assertTrue(reader.tags(link).comments().size() < 1_000);
        }
        if (reader.isSeekable() && reader.samples() > 0) {
          reader.seek(random.nextLong(reader.samples()));
          read(reader);
        }
      } catch (IOException e) {
        assertFalse(e.getMessage().isBlank());
        refused++;
      }
      try {
        OggOpusPackets packets = new OggOpusPackets(new ByteArrayInputStream(file));
        int bytes;
        while ((bytes = packets.next()) >= 0) {
          if (OpusPacket.isValid(packets.packet(), 0, bytes)) {
            OpusPacket.voice(packets.packet(), 0, bytes);
          }
        }
      } catch (IOException e) {
        assertFalse(e.getMessage().isBlank());
      }
    }
    assertTrue(refused > FILES / 20 && refused < FILES * 9 / 10, refused + " of " + FILES);
    System.gc();
    long grown = residentKib() - before;
    assertTrue(
        FILES < FILES_FOR_LEAKS || grown < FILES_LIMIT_KIB, FILES + " left " + grown + " KiB");
  }

  /** Half of them with checksums that are right, so that the damage gets past them. */
  private static byte[] mutated(byte[] file, Random random) {
    byte[] changed = file.clone();
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(9) == 0 ? random.nextInt(200) : random.nextInt(changed.length);
      changed[at] = (byte) (random.nextBoolean() ? random.nextInt() : changed[at] ^ 1);
    }
    if (random.nextBoolean()) {
      try {
        changed = withSerial(changed, 5);
      } catch (IndexOutOfBoundsException e) {
        return changed; // the sizes of pages are damaged too
      }
    }
    return random.nextInt(3) == 0
        ? Arrays.copyOf(changed, random.nextInt(changed.length))
        : changed;
  }

  @Test
  void whatIsNoneIsRefusedWithTheReason() throws IOException {
    assertEquals(
        "is no Ogg Opus file",
        assertThrows(IOException.class, () -> OggOpusReader.open(new byte[] {1, 2, 3, 4}))
            .getMessage());
    assertThrows(IOException.class, () -> OggOpusReader.open(new byte[0]));
    assertThrows(IOException.class, () -> OggOpusReader.open(folder.resolve("absent.opus")));
    byte[] file = speech(0.5);
    file[28 + 8] = (byte) 0xf0;
    byte[] future = withSerial(file, 1);
    assertThrows(IOException.class, () -> OggOpusReader.open(future));
    OggOpusPackets packets = new OggOpusPackets(new ByteArrayInputStream(future));
    assertTrue(assertThrows(IOException.class, packets::next).getMessage().contains("version"));
  }

  @Test
  void whatTheStreamThrowsIsPassedOn() throws IOException {
    byte[] file = speech(5);
    for (int bytes : new int[] {10, file.length / 2}) {
      InputStream broken =
          new InputStream() {
            private int at;

            @Override
            public int read() throws IOException {
              if (at == bytes) {
                throw new IOException("cable pulled");
              }
              return file[at++] & 0xff;
            }

            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
              to[offset] = (byte) read();
              return 1;
            }
          };
      IOException thrown =
          assertThrows(
              IOException.class,
              () -> {
                try (OggOpusReader reader = OggOpusReader.open(broken)) {
                  read(reader);
                }
              });
      assertEquals("cable pulled", thrown.getMessage());
    }
  }

  @Test
  void callsAfterCloseAndUnfitArraysAreRefused() throws IOException {
    OggOpusReader reader = OggOpusReader.open(speech(0.5));
    assertThrows(IllegalArgumentException.class, () -> reader.read(new float[2][9], 0, 9));
    assertThrows(IndexOutOfBoundsException.class, () -> reader.read(new float[1][9], 1, 9));
    reader.close();
    reader.close();
    assertThrows(IllegalStateException.class, () -> reader.read(new float[1][9], 0, 9));
    assertThrows(IllegalStateException.class, reader::samples);
    assertThrows(IllegalStateException.class, () -> reader.seek(0));
  }

  /**
   * A decoder's state is 20 KiB or more, a file's buffers too: 3,000 lost ones would be 100 MiB.
   */
  @KernelIndependent
  @Test
  @EnabledOnOs(OS.LINUX)
  void thousandsOfLivesLeaveResidentMemoryFlat() throws IOException {
    byte[] file = speech(0.1);
    byte[] damaged = Arrays.copyOf(file, 60);
    Path path = Files.write(folder.resolve("a.opus"), file);
    live(300, path, file, damaged);
    long before = residentKib();
    live(600, path, file, damaged);
    long grown = residentKib() - before;
    assertTrue(grown < 8 * 1_024, "grew by " + grown + " KiB");
  }

  private static void live(int times, Path path, byte[] file, byte[] damaged) throws IOException {
    float[][] into = new float[1][960];
    for (int i = 0; i < times; i++) {
      try (OggOpusReader reader = OggOpusReader.open(path)) {
        assertEquals(960, reader.read(into, 0, 960));
      }
      try (OggOpusReader reader = OggOpusReader.open(new ByteArrayInputStream(file))) {
        assertEquals(960, reader.read(into, 0, 960));
      }
      assertThrows(IOException.class, () -> OggOpusReader.open(damaged));
    }
    System.gc();
  }

  private static long residentKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private record Sizes(List<Integer> bytes, int fec, int dtx, double ms, Mode mode) {}

  private static Sizes sizes(OggOpusConfig config, float[] samples) throws IOException {
    OggOpusPackets packets = new OggOpusPackets(new ByteArrayInputStream(written(config, samples)));
    List<Integer> sizes = new ArrayList<>();
    int fec = 0;
    int dtx = 0;
    double ms = 0;
    int bytes;
    Mode mode = null;
    while ((bytes = packets.next()) >= 0) {
      sizes.add(bytes);
      fec += OpusPacket.hasFec(packets.packet(), 0, bytes) ? 1 : 0;
      dtx += OpusPacket.isDtx(packets.packet(), 0, bytes) ? 1 : 0;
      // the last is only as long as there is sound
      ms = Math.max(ms, OpusPacket.durationMs(packets.packet(), 0, bytes));
      mode = OpusPacket.mode(packets.packet(), 0, bytes);
    }
    return new Sizes(sizes, fec, dtx, ms, mode);
  }

  @Test
  void settingsReachTheEncoder() throws IOException {
    float[] speech = Arrays.copyOf(Recordings.load("austen16_clean.wav"), 64_000);
    OggOpusConfig config = OggOpusConfig.defaults(16_000, 1).withBitrateBitsPerSecond(24_000);
    Sizes plain = sizes(config, speech);
    assertEquals(0, plain.fec());
    assertEquals(0, plain.dtx());
    Sizes fec = sizes(config.withExpectedLossPercent(20), speech);
    assertTrue(fec.fec() > fec.bytes().size() / 4, fec.fec() + " of " + fec.bytes().size());
    float[] pause = Arrays.copyOf(Arrays.copyOf(speech, 32_000), 96_000);
    assertTrue(sizes(config.withDiscontinuous(true), pause).dtx() > 100);
    Sizes constant = sizes(config.withRateControl(RateControl.CBR), speech);
    assertEquals(1, constant.bytes().stream().distinct().count(), "all of one size");
    assertEquals(60, constant.bytes().getFirst());
    double voice = mean(sizes(config.withSignal(OggOpusConfig.Signal.VOICE), speech).bytes());
    assertEquals(60, voice, 12);
    assertNotEquals(
        sizes(config.withComplexity(0), speech).bytes(), plain.bytes(), "less work, other bytes");
    OggOpusConfig music = config.withSignal(OggOpusConfig.Signal.MUSIC);
    assertEquals(Mode.CELT, sizes(music.withBitrateBitsPerSecond(40_000), speech).mode());
  }

  private static double mean(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).average().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(doubles = {2.5, 5, 10, 20, 40, 60, 80, 100, 120})
  void packetsHaveTheLengthAskedFor(double ms) throws IOException {
    float[] tone = Tones.sine(440, 0.5, RATE_HZ, RATE_HZ);
    OggOpusConfig config = OggOpusConfig.defaults(RATE_HZ, 1).withFrameMs(ms);
    assertEquals(ms, sizes(config, tone).ms());
    assertEquals(RATE_HZ, read(written(config, tone))[0].length);
  }

  @ParameterizedTest
  @EnumSource(RateControl.class)
  void everyRateControlKeepsTheMean(RateControl control) throws IOException {
    float[] speech = Recordings.load(Recordings.CLEAN_48K);
    OggOpusConfig config =
        OggOpusConfig.defaults(RATE_HZ, 1)
            .withBitrateBitsPerSecond(32_000)
            .withRateControl(control);
    assertEquals(80, mean(sizes(config, speech).bytes()), control == RateControl.CBR ? 0.5 : 25);
  }

  @Test
  void unfitSettingsAreNamed() {
    OggOpusConfig config = OggOpusConfig.defaults(RATE_HZ, 1);
    assertThrows(IllegalArgumentException.class, () -> config.withComplexity(11));
    assertThrows(IllegalArgumentException.class, () -> config.withFrameMs(30));
    assertThrows(IllegalArgumentException.class, () -> config.withExpectedLossPercent(101));
  }
}
