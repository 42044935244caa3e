package org.silenzio.natives.opus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.receive.JitterBuffer;
import org.silenzio.receive.JitterConfig;
import org.silenzio.receive.JitterStatistics;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.KernelIndependent;
import org.silenzio.testing.Recordings;

/** The jitter buffer over the real codec, against what the decoder gives by itself. */
@KernelIndependent
class OpusReceiveTest {

  private static final int RATE = 48_000;
  private static final int FRAME = RATE / 100;
  private static final int PACKET = RATE / 50;
  private static final long NANOS_PER_MS = 1_000_000L;

  /** Where two sounds are joined the buffer fades over so much. */
  private static final int JOINT = RATE / 200;

  /** A packet, when its sound begins in the stream, and how long it is. */
  private record Sent(byte[] bytes, int position, int samples) {}

  private record Heard(float[][] sound, JitterStatistics statistics) {}

  private static JitterConfig steady(int delayMs) {
    return JitterConfig.defaults().withDelayMs(delayMs, delayMs);
  }

  /** Speech; what is not the first channel comes half a millisecond later, softer. */
  private static float[] speech(int seconds, int channels) {
    float[] mono = Recordings.load(Recordings.CLEAN_48K);
    float[] sound = new float[seconds * RATE * channels];
    for (int i = 0; i < seconds * RATE; i++) {
      for (int c = 0; c < channels; c++) {
        sound[i * channels + c] = mono[(RATE + i - 24 * c) % mono.length] / (1 + c);
      }
    }
    return sound;
  }

  private static OpusConfig speechConfig(int channels, int samples) {
    return OpusConfig.defaults(new StreamFormat(RATE, channels, samples))
        .withSignal(OpusSignal.VOICE)
        .withBitrateBitsPerSecond(40_000 * channels)
        .withExpectedLossPercent(20);
  }

  /** Encodes a stretch of interleaved sound by an encoder of its own. */
  private static List<Sent> encode(OpusConfig config, float[] sound, int from, int to) {
    int channels = config.format().channels();
    int samples = config.format().frameSamples();
    List<Sent> packets = new ArrayList<>();
    try (OpusEncoder encoder = new OpusEncoder(config)) {
      byte[] packet = new byte[encoder.maxPacketBytes()];
      for (int at = from; at + samples <= to; at += samples) {
        int length = encoder.encode(sound, at * channels, packet);
        packets.add(new Sent(Arrays.copyOf(packet, length), at, samples));
      }
    }
    return packets;
  }

  /**
   * Plays what arrives, each packet when its sound begins; without those that are left out the
   * numbers go on as if they had never been made.
   */
  private static Heard play(
      List<Sent> packets, IntPredicate lost, IntPredicate leftOut, int channels, int delayMs) {
    StreamFormat format = new StreamFormat(RATE, channels, PACKET);
    Sent end = packets.getLast();
    int samples = end.position() + end.samples() + delayMs * RATE / 1_000;
    float[][] sound = new float[channels][samples];
    long[] now = {0};
    try (JitterBuffer buffer =
        new JitterBuffer(
            new OpusDecoder(OpusDecoderConfig.defaults(format)), steady(delayMs), () -> now[0])) {
      AudioFrame frame = new AudioFrame(buffer.format());
      int next = 0;
      int number = 65_500; // about to wrap around
      for (int at = 0; at + FRAME <= samples; at += FRAME) {
        now[0] = at / FRAME * 10L * NANOS_PER_MS;
        for (; next < packets.size() && packets.get(next).position() <= at; next++) {
          Sent packet = packets.get(next);
          if (!lost.test(next) && !leftOut.test(next)) {
            byte[] bytes = packet.bytes();
            buffer.put(number, packet.position(), now[0], bytes, 0, bytes.length);
          }
          number += leftOut.test(next) ? 0 : 1;
        }
        buffer.pull(frame);
        for (int c = 0; c < channels; c++) {
          System.arraycopy(frame.channel(c), 0, sound[c], at, FRAME);
        }
      }
      return new Heard(sound, buffer.statistics());
    }
  }

  private static Heard play(List<Sent> packets, IntPredicate lost, int channels, int delayMs) {
    return play(packets, lost, n -> false, channels, delayMs);
  }

  /** What the decoder gives by itself; what is lost it makes up. */
  private static float[][] decode(List<Sent> packets, IntPredicate lost, int channels) {
    StreamFormat format = new StreamFormat(RATE, channels, PACKET);
    Sent end = packets.getLast();
    float[][] sound = new float[channels][end.position() + end.samples()];
    try (OpusDecoder decoder = new OpusDecoder(OpusDecoderConfig.defaults(format))) {
      for (int n = 0; n < packets.size(); n++) {
        Sent packet = packets.get(n);
        if (lost.test(n)) {
          decoder.conceal(sound, packet.position(), packet.samples());
        } else {
          decoder.decode(packet.bytes(), 0, packet.bytes().length, sound, packet.position());
        }
      }
    }
    return sound;
  }

  private static void assertSame(float[][] truth, Heard heard, int delayMs) {
    int delay = delayMs * RATE / 1_000;
    for (int c = 0; c < truth.length; c++) {
      for (int i = JOINT; i < truth[c].length - delay; i++) {
        assertEquals(truth[c][i], heard.sound()[c][delay + i], "channel " + c + ", sample " + i);
      }
    }
  }

  /** The squared difference over the lost packets and as much behind each. */
  private static double error(
      float[][] truth, float[][] heard, int delay, List<Sent> packets, IntPredicate lost) {
    double sum = 0;
    for (int n = 0; n + 2 < packets.size(); n++) {
      for (int c = 0; lost.test(n) && c < truth.length; c++) {
        for (int i = packets.get(n).position(); i < packets.get(n + 2).position(); i++) {
          sum += Math.pow(truth[c][i] - heard[c][delay + i], 2);
        }
      }
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void singleLossesAreRestoredByErrorCorrection(int channels) {
    int delayMs = 60;
    List<Sent> packets = encode(speechConfig(channels, PACKET), speech(8, channels), 0, 8 * RATE);
    float[][] truth = decode(packets, n -> false, channels);
    assertSame(truth, play(packets, n -> false, channels, delayMs), delayMs);

    IntPredicate lost = n -> n % 8 == 5;
    int restored = 0;
    int missing = 0;
    for (int n = 5; n + 1 < packets.size(); n += 8) {
      byte[] behind = packets.get(n + 1).bytes();
      boolean redundant = OpusPacket.hasFec(behind, 0, behind.length);
      restored += redundant ? 1 : 0;
      missing += redundant ? 0 : 1;
    }
    Heard heard = play(packets, lost, channels, delayMs);
    JitterStatistics statistics = heard.statistics();
    assertTrue(restored > 20, restored + " of " + (restored + missing));
    assertEquals(restored, statistics.fecRecoveredPackets(), statistics::toString);
    assertEquals((long) restored * PACKET, statistics.fecRecoveredSamples());
    assertEquals((long) missing * PACKET, statistics.concealedSamples());
    double recovered = error(truth, heard.sound(), delayMs * RATE / 1_000, packets, lost);
    double concealed = error(truth, decode(packets, lost, channels), 0, packets, lost);
    assertTrue(recovered < 0.6 * concealed, recovered + " against " + concealed);
  }

  /** 200 ms at a time, of which the packet behind them has come when they begin to be played. */
  @Test
  void longGapsAreRestoredByDeepRedundancy() {
    int delayMs = 300;
    int gap = 10;
    OpusConfig config =
        speechConfig(1, PACKET)
            .withFec(OpusFec.OFF)
            .withBitrateBitsPerSecond(48_000)
            .withExpectedLossPercent(30)
            .withRedundancyMs(1_000);
    List<Sent> packets = encode(config, speech(8, 1), 0, 8 * RATE);
    IntPredicate lost = n -> n >= 60 && n % 80 < gap;
    long reached = 0;
    long missed = 0;
    try (OpusDred dred = new OpusDred(RATE)) {
      for (int n = 80 + gap; n < packets.size(); n += 80) {
        byte[] behind = packets.get(n).bytes();
        int reach = Math.min(dred.parse(behind, 0, behind.length), gap * PACKET);
        int held = Math.max(0, reach - dred.endSamples()); // behind that there was silence
        reached += held;
        missed += gap * PACKET - held;
      }
    }
    assertTrue(reached > missed, reached + ", " + missed);
    float[][] truth = decode(packets, n -> false, 1);
    float[][] plain = decode(packets, lost, 1);
    Heard heard = play(packets, lost, 1, delayMs);
    JitterStatistics statistics = heard.statistics();
    assertEquals((double) reached, (double) statistics.dredRecoveredSamples(), 4.0 * FRAME);
    assertEquals((double) missed, (double) statistics.concealedSamples(), 4.0 * FRAME);
    double recovered = 0;
    double concealed = 0;
    int delay = delayMs * RATE / 1_000;
    for (int n = 80; n + gap < packets.size(); n += 80) {
      int from = n * PACKET;
      int to = (n + gap) * PACKET;
      float[] whole = Arrays.copyOfRange(truth[0], from, to);
      float[] made = Arrays.copyOfRange(heard.sound()[0], from + delay, to + delay);
      recovered += OpusDredTest.distanceDb(whole, made);
      concealed += OpusDredTest.distanceDb(whole, Arrays.copyOfRange(plain[0], from, to));
    }
    assertTrue(recovered < 0.75 * concealed, recovered + " against " + concealed);
  }

  /**
   * Two seconds of speech, four of a room's soft noise, speech again: whether the packets that say
   * nothing are sent or left out, the noise goes on at its level and nothing counts as lost.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPauseSoundsLikeTheRoomAndIsNoLoss(boolean leftOut) {
    int delayMs = 60;
    float[] sound = speech(8, 1);
    Random random = new Random(1);
    double level = 1e-3; // -60 dBFS
    for (int i = 0; i < sound.length; i++) {
      boolean pause = i >= 2 * RATE && i < 6 * RATE;
      sound[i] = (pause ? 0 : sound[i]) + (float) (level * random.nextGaussian());
    }
    List<Sent> packets =
        encode(
            OpusConfig.defaults(new StreamFormat(RATE, 1, PACKET))
                .withSignal(OpusSignal.VOICE)
                .withBitrateBitsPerSecond(24_000)
                .withDtx(true),
            sound,
            0,
            8 * RATE);
    IntPredicate silent = n -> packets.get(n).bytes().length <= 2;
    long announcing = 0;
    for (int n = 0; n < packets.size(); n++) {
      announcing += silent.test(n) ? 1 : 0;
    }
    Heard heard = play(packets, n -> false, leftOut ? silent : n -> false, 1, delayMs);
    JitterStatistics statistics = heard.statistics();
    assertTrue(announcing > 100, announcing + " packets without sound");
    assertEquals(0, statistics.concealedSamples(), statistics::toString);
    assertEquals(0, statistics.concealmentEvents());
    assertEquals(leftOut, statistics.comfortNoiseSamples() > RATE, statistics::toString);
    int from = 3 * RATE;
    int to = 6 * RATE;
    double[] loudness = new double[(to - from) / PACKET];
    for (int n = 0; n < loudness.length; n++) {
      loudness[n] = levelDb(heard.sound()[0], from + n * PACKET, PACKET);
    }
    double mean = Arrays.stream(loudness).average().orElseThrow();
    double coded = levelDb(decode(packets, n -> false, 1)[0], 2 * RATE + RATE / 10, RATE / 10);
    for (double each : loudness) {
      assertTrue(Math.abs(each - mean) < 8, each + " dB, the mean is " + mean);
    }
    assertEquals(coded, mean, 4);
    // Gaussian noise of that level bends by 4.5 times the root of its mean square at the most
    double bend = 8 * Math.sqrt(6) * Math.pow(10, mean / 20);
    float[] quiet = heard.sound()[0];
    for (int i = from; i < to; i++) {
      assertTrue(Math.abs(quiet[i] - 2 * quiet[i - 1] + quiet[i - 2]) < bend, "click at " + i);
    }
  }

  private static double levelDb(float[] sound, int from, int length) {
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += sound[i] * sound[i];
    }
    return 10 * Math.log10(sum / length + 1e-12);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void framesMayChangeTheirDurationInMidStream(int channels) {
    int delayMs = 80;
    float[] sound = speech(6, channels);
    List<Sent> packets = new ArrayList<>();
    int[] packetMs = {20, 10, 60, 20};
    for (int part = 0; part < packetMs.length; part++) {
      int from = part * 3 * RATE / 2;
      OpusConfig config = speechConfig(channels, packetMs[part] * RATE / 1_000);
      packets.addAll(encode(config, sound, from, from + 3 * RATE / 2));
    }
    Heard heard = play(packets, n -> false, channels, delayMs);
    assertSame(decode(packets, n -> false, channels), heard, delayMs);
    assertEquals(0, heard.statistics().concealedSamples());
    assertEquals(0, heard.statistics().packetsLate() + heard.statistics().packetsDiscarded());
  }

  /** With losses, error correction, late packets and a pause. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void pullingAllocatesNothing(int channels) {
    float[] sound = speech(6, channels);
    Arrays.fill(sound, 3 * RATE * channels, 5 * RATE * channels, 0f);
    List<Sent> packets = encode(speechConfig(channels, PACKET).withDtx(true), sound, 0, 6 * RATE);
    long[] now = {0};
    OpusDecoder decoder =
        new OpusDecoder(OpusDecoderConfig.defaults(new StreamFormat(RATE, channels, PACKET)));
    try (JitterBuffer buffer = new JitterBuffer(decoder, JitterConfig.defaults(), () -> now[0])) {
      AudioFrame frame = new AudioFrame(buffer.format());
      int[] sent = {0};
      Runnable step =
          () -> {
            int n = sent[0]++;
            now[0] += 20 * NANOS_PER_MS;
            byte[] bytes = packets.get(n % packets.size()).bytes();
            if (n % 12 != 5 && n % 97 > 3) {
              long late = n % 7 * 4L * NANOS_PER_MS;
              buffer.put(n, n * PACKET, now[0] + late, bytes, 0, bytes.length);
            }
            buffer.pull(frame);
            buffer.pull(frame);
          };
      assertEquals(0, Allocation.bytes(3_000, 400, step));
      JitterStatistics statistics = buffer.statistics();
      assertTrue(statistics.fecRecoveredPackets() > 0, statistics::toString);
      assertTrue(statistics.concealedSamples() > 0, statistics::toString);
    }
  }

  /** Every packet is played, counted or waits; the close frees the decoder, whatever waits. */
  @Test
  void nothingIsLostOrLeakedAtTheClose() throws IOException {
    List<Sent> packets = encode(speechConfig(1, PACKET), speech(2, 1), 0, 2 * RATE);
    long before = 0;
    int lives = 300;
    for (int life = -100; life < lives; life++) {
      if (life == 0) {
        System.gc();
        before = residentKib();
      }
      OpusDecoder decoder =
          new OpusDecoder(OpusDecoderConfig.defaults(new StreamFormat(RATE, 1, PACKET)));
      long[] now = {0};
      JitterBuffer buffer =
          new JitterBuffer(decoder, steady(100).withPackets(16, 500), () -> now[0]);
      AudioFrame frame = new AudioFrame(buffer.format());
      int put = 0;
      for (int n = 0; n < 20; n++) {
        now[0] += 20 * NANOS_PER_MS;
        byte[] bytes = packets.get(n).bytes();
        for (int copies = n % 6 == 3 ? 0 : n % 5 == 1 ? 2 : 1; copies > 0; copies--) {
          put += buffer.put(n, n * PACKET, now[0], bytes, 0, bytes.length) ? 1 : 0;
        }
        buffer.pull(frame);
        buffer.pull(frame);
      }
      JitterStatistics statistics = buffer.statistics();
      assertEquals(put, statistics.packetsReceived());
      assertTrue(statistics.waitingPackets() > 2, statistics::toString);
      long played =
          put
              - statistics.packetsDuplicate()
              - statistics.packetsLate()
              - statistics.packetsDiscarded()
              - statistics.packetsDamaged()
              - statistics.waitingPackets();
      assertEquals(
          played * PACKET,
          statistics.jitterBufferEmittedCount() - statistics.fecRecoveredSamples(),
          statistics::toString);
      buffer.close();
      assertThrows(IllegalStateException.class, () -> buffer.pull(frame));
      float[][] into = new float[1][decoder.maxPacketSamples()];
      assertThrows(IllegalStateException.class, () -> decoder.conceal(into, 0, PACKET));
    }
    System.gc();
    long grown = residentKib() - before;
    // a decoder with its redundancy's holds half a MiB and more
    assertTrue(grown < 32 * 1_024, lives + " lives left " + grown + " KiB");
  }

  private static long residentKib() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0; // elsewhere than on Linux it is not known
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
