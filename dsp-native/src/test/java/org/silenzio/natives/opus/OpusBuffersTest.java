package org.silenzio.natives.opus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.Recordings;

/** Whatever holds the samples and packets, libopus reads and writes the same. */
class OpusBuffersTest {

  private static final StreamFormat STEREO_20MS = new StreamFormat(48_000, 2, 960);
  private static final OpusConfig CONFIG = OpusConfig.defaults(STEREO_20MS);
  private static final OpusDecoderConfig DECODER = OpusDecoderConfig.defaults(STEREO_20MS);
  private static final int FRAMES = 20;
  private static final int VALUES = 2 * 960;

  /** A kind of buffer: heap or direct, either order of bytes, aligned or not. */
  private record Kind(boolean direct, ByteOrder order, int shift) {
    ByteBuffer of(int bytes) {
      ByteBuffer whole =
          direct ? ByteBuffer.allocateDirect(bytes + 8) : ByteBuffer.allocate(bytes + 8);
      return whole.position(shift).limit(bytes + shift).slice().order(order);
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          new Kind(true, ByteOrder.nativeOrder(), 0),
          new Kind(true, ByteOrder.nativeOrder(), 1),
          new Kind(true, ByteOrder.BIG_ENDIAN, 0),
          new Kind(false, ByteOrder.LITTLE_ENDIAN, 0),
          new Kind(false, ByteOrder.BIG_ENDIAN, 3));

  private static short[] speech() {
    float[] mono = Recordings.load(Recordings.CLEAN_48K);
    short[] stereo = new short[FRAMES * VALUES];
    for (int i = 0; i < stereo.length / 2; i++) {
      stereo[2 * i] = (short) (mono[60_000 + i] * 32_768);
      stereo[2 * i + 1] = (short) (mono[61_000 + i] * 16_384);
    }
    return stereo;
  }

  private static float[] asFloats(short[] pcm) {
    float[] floats = new float[pcm.length];
    for (int i = 0; i < pcm.length; i++) {
      floats[i] = pcm[i] / 32_768f;
    }
    return floats;
  }

  @Test
  void shortsFloatsFramesAndBuffersGiveTheSamePackets() {
    short[] shorts = speech();
    float[] floats = asFloats(shorts);
    byte[][] expected = packets();
    try (OpusEncoder encoder = new OpusEncoder(CONFIG)) {
      byte[] packet = new byte[encoder.maxPacketBytes()];
      AudioFrame frame = new AudioFrame(STEREO_20MS);
      for (int n = 0; n < FRAMES; n++) {
        for (int i = 0; i < VALUES; i++) {
          frame.channel(i % 2)[i / 2] = floats[n * VALUES + i];
        }
        int length = encoder.encode(frame, packet);
        assertArrayEquals(expected[n], Arrays.copyOf(packet, length), "frame " + n);
      }
      encoder.reset();
      for (int n = 0; n < FRAMES; n++) {
        int length = encoder.encode(floats, n * VALUES, packet);
        assertArrayEquals(expected[n], Arrays.copyOf(packet, length), "floats " + n);
      }
    }
    for (Kind kind : KINDS) {
      try (OpusEncoder encoder = new OpusEncoder(CONFIG)) {
        for (boolean asShorts : new boolean[] {true, false}) {
          encoder.reset();
          ByteBuffer packet = kind.of(encoder.maxPacketBytes());
          ByteBuffer samples = kind.of(shorts.length * (asShorts ? 2 : 4));
          for (int i = 0; i < shorts.length; i++) {
            if (asShorts) {
              samples.putShort(shorts[i]);
            } else {
              samples.putFloat(floats[i]);
            }
          }
          samples.flip();
          for (int n = 0; n < FRAMES; n++) {
            packet.clear();
            int length =
                asShorts
                    ? encoder.encodeShorts(samples, packet)
                    : encoder.encodeFloats(samples, packet);
            assertEquals(length, packet.position());
            byte[] bytes = new byte[length];
            packet.flip().get(bytes);
            assertArrayEquals(expected[n], bytes, kind + " " + n);
          }
          assertEquals(0, samples.remaining());
        }
      }
    }
  }

  private static byte[][] packets() {
    short[] shorts = speech();
    byte[][] packets = new byte[FRAMES][];
    try (OpusEncoder encoder = new OpusEncoder(CONFIG)) {
      byte[] packet = new byte[encoder.maxPacketBytes()];
      for (int n = 0; n < FRAMES; n++) {
        int length = encoder.encode(shorts, n * VALUES, packet);
        packets[n] = Arrays.copyOf(packet, length);
      }
    }
    return packets;
  }

  @Test
  void planesArraysAndBuffersReceiveTheSameSound() {
    byte[][] packets = packets();
    float[][] floats = new float[FRAMES][VALUES];
    short[][] shorts = new short[FRAMES][VALUES];
    try (OpusDecoder planar = new OpusDecoder(DECODER);
        OpusDecoder interleaved = new OpusDecoder(DECODER);
        OpusDecoder coarse = new OpusDecoder(DECODER)) {
      float[][] planes = new float[2][960];
      for (int n = 0; n < FRAMES; n++) {
        assertEquals(960, planar.decode(packets[n], 0, packets[n].length, planes, 0));
        assertEquals(960, interleaved.decode(packets[n], 0, packets[n].length, floats[n], 0));
        assertEquals(960, coarse.decode(packets[n], 0, packets[n].length, shorts[n], 0));
        for (int i = 0; i < VALUES; i++) {
          assertEquals(planes[i % 2][i / 2], floats[n][i]);
          assertEquals(floats[n][i] * 32_768, shorts[n][i], 0.51f);
        }
      }
    }
    for (Kind kind : KINDS) {
      try (OpusDecoder fine = new OpusDecoder(DECODER);
          OpusDecoder coarse = new OpusDecoder(DECODER)) {
        ByteBuffer sound = kind.of(VALUES * Float.BYTES);
        for (int n = 0; n < FRAMES; n++) {
          ByteBuffer packet = kind.of(packets[n].length).put(packets[n]).flip();
          assertEquals(960, fine.decodeFloats(packet, sound.clear()));
          assertEquals(0, packet.remaining());
          assertEquals(VALUES * Float.BYTES, sound.position());
          sound.flip();
          for (int i = 0; i < VALUES; i++) {
            assertEquals(floats[n][i], sound.getFloat(), kind.toString());
          }
          assertEquals(960, coarse.decodeShorts(packet.flip(), sound.clear()));
          sound.flip();
          for (int i = 0; i < VALUES; i++) {
            assertEquals(shorts[n][i], sound.getShort(), kind.toString());
          }
        }
      }
    }
  }

  @Test
  void whatIsTooShortIsRefusedAndTheStateStays() {
    byte[] packet = packets()[0];
    try (OpusEncoder encoder = new OpusEncoder(CONFIG);
        OpusDecoder decoder = new OpusDecoder(DECODER)) {
      byte[] room = new byte[encoder.maxPacketBytes()];
      ByteBuffer buffer = ByteBuffer.allocateDirect(room.length);
      assertTrue(
          assertThrows(
                  IllegalArgumentException.class,
                  () -> encoder.encodeShorts(ByteBuffer.allocate(3_839), buffer))
              .getMessage()
              .startsWith("samples has 3839 bytes, allowed: 3840"));
      assertThrows(
          IllegalArgumentException.class,
          () -> encoder.encodeFloats(ByteBuffer.allocateDirect(7_679), buffer));
      assertThrows(
          IllegalArgumentException.class,
          () -> encoder.encodeShorts(ByteBuffer.allocate(3_840), ByteBuffer.allocateDirect(9)));
      assertThrows(
          IndexOutOfBoundsException.class, () -> encoder.encode(new short[VALUES], 1, room));
      assertThrows(
          IndexOutOfBoundsException.class, () -> encoder.encode(new float[VALUES - 1], 0, room));
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> decoder.decode(packet, 0, packet.length, new float[VALUES], 1));
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> decoder.decode(packet, 0, packet.length, new short[VALUES - 1], 0));
      assertThrows(
          IllegalArgumentException.class,
          () -> decoder.decodeFloats(ByteBuffer.wrap(packet), ByteBuffer.allocateDirect(7_679)));
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> decoder.decode(packet, 1, packet.length, new float[VALUES], 0));
      float[][] planes = new float[2][5_760];
      for (int samples : new int[] {-120, 0, 1, 5_880, 119}) {
        assertThrows(IllegalArgumentException.class, () -> decoder.conceal(planes, 0, samples));
        assertThrows(
            IllegalArgumentException.class,
            () -> decoder.decodeFec(packet, 0, packet.length, planes, 0, samples));
        assertThrows(
            IllegalArgumentException.class,
            () -> decoder.decodeRedundancy(960, planes, 0, samples));
      }
      assertEquals(0, decoder.damagedPackets());
    }
  }

  @Test
  void buffersAreReadAndWrittenWithoutAllocation() {
    byte[][] packets = packets();
    short[] shorts = speech();
    try (OpusEncoder encoder = new OpusEncoder(CONFIG.withComplexity(0));
        OpusDecoder decoder = new OpusDecoder(DECODER)) {
      ByteBuffer samples = ByteBuffer.allocateDirect(2 * VALUES).order(ByteOrder.nativeOrder());
      for (int i = 0; i < VALUES; i++) {
        samples.putShort(2 * i, shorts[i]);
      }
      ByteBuffer packet = ByteBuffer.allocateDirect(encoder.maxPacketBytes());
      byte[] array = new byte[encoder.maxPacketBytes()];
      float[] heard = new float[VALUES];
      long bytes =
          Allocation.bytes(
              4_000,
              500,
              () -> {
                packet.clear();
                encoder.encodeShorts(samples.clear(), packet);
                decoder.decodeShorts(packet.flip(), samples.clear());
                encoder.encode(shorts, 0, array);
                decoder.decode(packets[3], 0, packets[3].length, heard, 0);
              });
      assertEquals(0, bytes);
    }
  }
}
