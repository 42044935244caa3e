package org.silenzio.natives.opus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.KernelIndependent;
import org.silenzio.testing.Recordings;

/**
 * Packets as a broken or hostile network sends them, into all that reads packets. The number is a
 * property; a million have gone through.
 */
@KernelIndependent
class OpusFuzzTest {

  private static final int PACKETS = Integer.getInteger("silenzio.test.opusFuzzPackets", 6_000);
  private static final long SEED = Long.getLong("silenzio.test.opusFuzzSeed", 20_121);
  private static final long LIMIT_KIB = 20 * 1_024;
  private static final int MAX_BYTES = 1_500;

  @Test
  void randomAndMutatedPacketsNeitherCrashNorLeakNorThrow() throws IOException {
    List<byte[]> seeds = seeds();
    Random random = new Random(SEED);
    try (Readers readers = new Readers()) {
      int warmUp = Math.min(1_000, PACKETS / 2);
      long before = 0;
      for (int n = 0; n < PACKETS; n++) {
        if (n == warmUp) {
          System.gc();
          before = residentKib();
        }
        readers.read(packet(random, seeds), random, n);
      }
      System.gc();
      long grown = residentKib() - before;
      assertTrue(grown < LIMIT_KIB, PACKETS + " packets left " + grown + " KiB");
      assertTrue(readers.sound > PACKETS / 10, readers.sound + " were sound enough");
      assertTrue(readers.recovered > 0, "error correction was decoded");
      assertTrue(readers.redundant > 0, "deep redundancy was decoded");
      assertTrue(readers.joined > 0, "packets were joined");
      assertTrue(readers.damaged() > PACKETS / 20, readers.damaged() + " were damaged");
    }
  }

  /**
   * All kinds: each coder, mono and stereo, error correction, redundancy, several frames, silence.
   */
  private static List<byte[]> seeds() {
    float[] speech = Recordings.load(Recordings.CLEAN_48K);
    List<byte[]> seeds = new ArrayList<>();
    for (int channels = 1; channels <= 2; channels++) {
      for (double ms : new double[] {2.5, 10, 20, 60, 120}) {
        for (int rate : new int[] {8_000, 24_000, 64_000}) {
          OpusConfig config =
              OpusConfig.defaults(new StreamFormat(48_000, channels, (int) (48 * ms)))
                  .withBitrateBitsPerSecond(rate)
                  .withComplexity(1)
                  .withExpectedLossPercent(30)
                  .withDtx(true);
          addPackets(config, speech, seeds);
          if (ms >= 10) {
            addPackets(
                config.withFec(OpusFec.OFF).withComplexity(7).withRedundancyMs(1_000),
                speech,
                seeds);
          }
        }
      }
    }
    return seeds;
  }

  private static void addPackets(OpusConfig config, float[] speech, List<byte[]> seeds) {
    int values = config.format().frameSamples() * config.format().channels();
    try (OpusEncoder encoder = new OpusEncoder(config)) {
      byte[] packet = new byte[encoder.maxPacketBytes()];
      int count = (144_000 - 48_000) / values;
      for (int n = 0; n < count; n++) { // speech, a pause, speech
        int length = encoder.encode(speech, 48_000 + n * values, packet);
        if (n % Math.max(1, count / 12) == 0) {
          seeds.add(Arrays.copyOf(packet, length));
        }
      }
    }
  }

  private static byte[] packet(Random random, List<byte[]> seeds) {
    int kind = random.nextInt(8);
    if (kind == 0) {
      byte[] noise = new byte[random.nextInt(random.nextBoolean() ? 8 : MAX_BYTES)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] packet = seeds.get(random.nextInt(seeds.size())).clone();
    switch (kind) {
      case 1 -> { // as it was
      }
      case 2 -> packet = Arrays.copyOf(packet, random.nextInt(packet.length + 1));
      case 3 -> packet[0] = (byte) random.nextInt(256);
      case 4 -> { // another head: frame counts, lengths, padding
        for (int i = 0; i < Math.min(4, packet.length); i++) {
          packet[i] = (byte) random.nextInt(256);
        }
      }
      case 5 -> { // the tail of another
        byte[] other = seeds.get(random.nextInt(seeds.size()));
        int from = random.nextInt(packet.length);
        int length = Math.min(packet.length - from, other.length);
        System.arraycopy(other, other.length - length, packet, from, length);
      }
      case 6 -> { // longer than it says
        int length = packet.length;
        packet = Arrays.copyOf(packet, length + random.nextInt(100));
        for (int i = length; i < packet.length; i++) {
          packet[i] = (byte) random.nextInt(256);
        }
      }
      default -> {
        for (int flips = 1 + random.nextInt(20); flips > 0; flips--) {
          packet[random.nextInt(packet.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return packet;
  }

  private static long residentKib() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0; // elsewhere than on Linux only crashes and exceptions are looked for
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static final class Readers implements AutoCloseable {
    private final OpusDecoder mono =
        new OpusDecoder(OpusDecoderConfig.defaults(new StreamFormat(48_000, 1, 960)));
    private final OpusDecoder stereo =
        new OpusDecoder(
            OpusDecoderConfig.defaults(new StreamFormat(16_000, 2, 320)).withComplexity(0));
    private final OpusMultistreamDecoder surround =
        new OpusMultistreamDecoder(24_000, OpusChannelMapping.surround(6));
    private final OpusRepacketizer repacketizer = new OpusRepacketizer();
    private final float[][] sounds = new float[6][5_760];
    private final byte[] room = new byte[70_000];
    private int sound;
    private int recovered;
    private int redundant;
    private int joined;

    void read(byte[] packet, Random random, int n) {
      OpusDecoder decoder = n % 2 == 0 ? mono : stereo;
      int rate = decoder.format().sampleRateHz();
      int length = packet.length;
      int samples = decoder.packetSamples(packet, 0, length);
      int missing = rate / 400 * (1 + random.nextInt(8));
      int fec = decoder.fecSamples(packet, 0, length);
      if (fec > 0) {
        recovered += decoder.decodeFec(packet, 0, length, sounds, 0, fec) ? 1 : 0;
        check(decoder, fec);
      }
      if (n % 4 < 2 && decoder.decodeFec(packet, 0, length, sounds, 0, missing)) {
        check(decoder, missing);
      }
      int reach = decoder.readRedundancy(packet, 0, length);
      if (reach > 0) {
        redundant++;
        int back = 1 + random.nextInt(reach);
        if (decoder.decodeRedundancy(back, sounds, 0, missing)) {
          check(decoder, missing);
        }
      }
      int decoded = decoder.decode(packet, 0, length, sounds, 0);
      if (decoded > 0) {
        assertEquals(samples, decoded);
        sound++;
        check(decoder, decoded);
      }
      if (n % 8 == 0) {
        surround.decode(packet, 0, length, sounds, 0);
      }
      repack(packet, random);
      if (n % 1_000 == 0) {
        decoder.reset();
      }
    }

    private void repack(byte[] packet, Random random) {
      if (!repacketizer.add(packet, 0, packet.length)) {
        repacketizer.reset();
        repacketizer.add(packet, 0, packet.length);
      }
      int frames = repacketizer.frames();
      if (frames > 0) {
        int first = random.nextInt(frames);
        int end = first + 1 + random.nextInt(frames - first);
        joined += repacketizer.join(first, end, room, 0) > 0 ? 1 : 0;
      }
      System.arraycopy(packet, 0, room, 0, packet.length);
      int padded = packet.length + random.nextInt(600);
      if (repacketizer.pad(room, packet.length, padded)) {
        repacketizer.unpad(room, padded);
      } else {
        repacketizer.unpad(room, packet.length);
      }
    }

    private void check(OpusDecoder decoder, int samples) {
      for (int c = 0; c < decoder.format().channels(); c++) {
        float sum = 0;
        for (int i = 0; i < samples; i++) {
          sum += sounds[c][i];
        }
        assertTrue(Float.isFinite(sum), "sound is finite");
      }
    }

    long damaged() {
      return mono.damagedPackets() + stereo.damagedPackets();
    }

    @Override
    public void close() {
      mono.close();
      stereo.close();
      surround.close();
      repacketizer.close();
    }
  }
}
