package org.silenzio.natives.opus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.Recordings;

class OpusRepacketizerTest {

  private static final StreamFormat MONO_20MS = new StreamFormat(16_000, 1, 320);
  private static final OpusConfig CONFIG = OpusConfig.defaults(MONO_20MS);

  private static byte[][] packets(OpusConfig config, int count) {
    float[] speech = Recordings.load("austen16_clean.wav");
    byte[][] packets = new byte[count][];
    int samples = config.format().frameSamples();
    try (OpusEncoder encoder = new OpusEncoder(config)) {
      byte[] packet = new byte[encoder.maxPacketBytes()];
      for (int n = 0; n < count; n++) {
        int length = encoder.encode(speech, 20_000 + n * samples, packet);
        packets[n] = Arrays.copyOf(packet, length);
      }
    }
    return packets;
  }

  /** Joined and taken apart again, the packets sound as they did. */
  @Test
  void sixPacketsInOneSoundAsTheyDid() {
    byte[][] packets = packets(CONFIG, 6);
    byte[] joined = new byte[10_000];
    float[][] apart = new float[1][1_920];
    float[][] together = new float[1][1_920];
    try (OpusRepacketizer repacketizer = new OpusRepacketizer();
        OpusDecoder one = new OpusDecoder(OpusDecoderConfig.defaults(MONO_20MS));
        OpusDecoder other = new OpusDecoder(OpusDecoderConfig.defaults(MONO_20MS))) {
      for (byte[] packet : packets) {
        assertTrue(repacketizer.add(packet, 0, packet.length));
      }
      assertEquals(6, repacketizer.frames());
      assertFalse(repacketizer.add(packets[0], 0, packets[0].length), "120 ms is the most");
      int length = repacketizer.join(joined, 3);
      assertEquals(1_920, one.decode(joined, 3, length, together, 0));
      for (int n = 0; n < 6; n++) {
        other.decode(packets[n], 0, packets[n].length, apart, 320 * n);
        byte[] again = new byte[2_000];
        int single = repacketizer.join(n, n + 1, again, 0);
        assertArrayEquals(packets[n], Arrays.copyOf(again, single));
      }
      assertArrayEquals(apart[0], together[0]);
      repacketizer.reset();
      assertEquals(0, repacketizer.frames());
      assertTrue(repacketizer.add(joined, 3, length), "a packet of six");
      assertEquals(6, repacketizer.frames());
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    byte[][] packets = packets(CONFIG, 2);
    byte[][] others = packets(CONFIG.withFormat(new StreamFormat(16_000, 1, 160)), 1);
    try (OpusRepacketizer repacketizer = new OpusRepacketizer()) {
      assertThrows(OpusException.class, () -> repacketizer.join(new byte[100], 0));
      assertTrue(repacketizer.add(packets[0], 0, packets[0].length));
      assertFalse(repacketizer.add(others[0], 0, others[0].length), "frames of 10 ms");
      assertFalse(repacketizer.add(packets[1], 0, 0));
      byte[] damaged = packets[1].clone();
      damaged[0] |= 3; // any number of frames, and the count makes no sense
      damaged[1] = 0;
      assertFalse(repacketizer.add(damaged, 0, damaged.length));
      assertTrue(repacketizer.add(packets[1], 0, packets[1].length), "and it goes on");
      assertThrows(OpusException.class, () -> repacketizer.join(new byte[10], 0));
      assertThrows(OpusException.class, () -> repacketizer.join(1, 3, new byte[5_000], 0));
      assertThrows(OpusException.class, () -> repacketizer.join(-1, 1, new byte[5_000], 0));
      assertThrows(IndexOutOfBoundsException.class, () -> repacketizer.join(new byte[10], 11));
    }
  }

  @Test
  void paddingComesAndGoesAndTheSoundStays() {
    byte[] packet = packets(CONFIG, 1)[0];
    byte[] padded = Arrays.copyOf(packet, 1_000);
    float[] plain = new float[320];
    float[] heard = new float[320];
    OpusDecoderConfig decoders = OpusDecoderConfig.defaults(MONO_20MS);
    try (OpusRepacketizer repacketizer = new OpusRepacketizer();
        OpusDecoder one = new OpusDecoder(decoders);
        OpusDecoder other = new OpusDecoder(decoders)) {
      for (int length : new int[] {packet.length + 1, packet.length + 2, 400, 1_000}) {
        padded = Arrays.copyOf(packet, 1_000);
        assertTrue(repacketizer.pad(padded, packet.length, length));
        one.reset();
        other.reset();
        assertEquals(320, one.decode(packet, 0, packet.length, plain, 0));
        assertEquals(320, other.decode(padded, 0, length, heard, 0));
        assertArrayEquals(plain, heard);
        int unpadded = repacketizer.unpad(padded, length);
        assertArrayEquals(packet, Arrays.copyOf(padded, unpadded));
      }
      byte[] full = padded;
      assertFalse(repacketizer.pad(full, 500, 499));
      assertFalse(repacketizer.pad(full, 0, 10));
      assertEquals(0, repacketizer.unpad(full, 0));
      assertEquals(0, repacketizer.unpad(new byte[] {(byte) 0xff, 0}, 2));
      assertThrows(
          IndexOutOfBoundsException.class, () -> repacketizer.pad(full, 10, full.length + 1));
    }
  }

  /** Deep redundancy lies in the padding. */
  @Test
  void unpaddingTakesDeepRedundancyAway() {
    OpusConfig config =
        CONFIG
            .withBitrateBitsPerSecond(48_000)
            .withFec(OpusFec.OFF)
            .withExpectedLossPercent(30)
            .withRedundancyMs(1_000);
    byte[] packet = packets(config, 60)[59];
    try (OpusRepacketizer repacketizer = new OpusRepacketizer();
        OpusDred dred = new OpusDred(16_000)) {
      assertTrue(dred.parse(packet, 0, packet.length) > 0);
      int length = repacketizer.unpad(packet, packet.length);
      assertTrue(length > 0 && length < packet.length);
      assertEquals(0, dred.parse(packet, 0, length));
    }
  }

  @Test
  void nothingIsAllocatedAndNothingWorksAfterClose() {
    byte[] packet = packets(CONFIG, 1)[0];
    byte[] room = new byte[2_000];
    OpusRepacketizer repacketizer = new OpusRepacketizer();
    long bytes =
        Allocation.bytes(
            20_000,
            1_000,
            () -> {
              repacketizer.reset();
              repacketizer.add(packet, 0, packet.length);
              repacketizer.add(packet, 0, packet.length);
              int length = repacketizer.join(room, 0);
              repacketizer.pad(room, length, 1_000);
              repacketizer.unpad(room, 1_000);
            });
    assertEquals(0, bytes);
    repacketizer.close();
    repacketizer.close();
    assertThrows(IllegalStateException.class, () -> repacketizer.add(packet, 0, packet.length));
    assertThrows(IllegalStateException.class, repacketizer::frames);
    assertThrows(IllegalStateException.class, repacketizer::reset);
    assertThrows(IllegalStateException.class, () -> repacketizer.pad(room, packet.length, 1_000));
  }
}
