package org.silenzio.natives.opus;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.silenzio.bindings.opus.opus_h;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;
import org.silenzio.natives.opus.OpusPacket.Mode;
import org.silenzio.natives.opus.OpusPacket.Voice;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.KernelIndependent;
import org.silenzio.testing.Recordings;

/** libopus's own functions are the truth. */
@SuppressWarnings("EnumOrdinal") // in the order in which libopus numbers them
@KernelIndependent
class OpusPacketTest {

  /** How many random and mutated packets; a million is for a run by hand. */
  private static final int PACKETS = Integer.getInteger("silenzio.opus.packets", 30_000);

  private static final int RATE_HZ = 48_000;

  /** libopus's OPUS_SET_FORCE_MODE, which its own tests use. */
  private static final int FORCE_MODE = 11_002;

  private static final double[] FRAMES_MS = {2.5, 5, 10, 20, 40, 60, 80, 100, 120};
  private static final int[] RATES_HZ = {8_000, 12_000, 16_000, 24_000, 48_000};

  private static final MemorySegment SEGMENT = Arena.ofAuto().allocate(100_000);
  private static final MemorySegment FRAMES = Arena.ofAuto().allocate(ADDRESS, 48);
  private static final MemorySegment SIZES = Arena.ofAuto().allocate(JAVA_SHORT, 48);

  @BeforeAll
  static void load() {
    NativeLibraries.load(NativeLibrary.OPUS);
  }

  private record Coded(
      Mode mode, OpusBandwidth bandwidth, int channels, double ms, byte[] packet) {}

  /** Packets of speech of one kind, as libopus makes them. */
  private static List<Coded> coded(
      Mode mode, OpusBandwidth bandwidth, int channels, double ms, boolean fec, int count) {
    List<Coded> packets = new ArrayList<>();
    float[] speech = Recordings.load(Recordings.CLEAN_48K);
    int samples = (int) (ms * RATE_HZ / 1_000);
    try (Arena own = Arena.ofConfined()) {
      MemorySegment encoder =
          opus_h.opus_encoder_create(
              RATE_HZ, channels, opus_h.OPUS_APPLICATION_VOIP(), own.allocate(JAVA_INT));
      opus_h.opus_encoder_ctl control = opus_h.opus_encoder_ctl.makeInvoker(opus_h.C_INT);
      control.apply(encoder, FORCE_MODE, 1_000 + mode.ordinal());
      control.apply(
          encoder,
          opus_h.OPUS_SET_BANDWIDTH_REQUEST(),
          opus_h.OPUS_BANDWIDTH_NARROWBAND() + bandwidth.ordinal());
      control.apply(encoder, opus_h.OPUS_SET_FORCE_CHANNELS_REQUEST(), channels);
      control.apply(encoder, opus_h.OPUS_SET_BITRATE_REQUEST(), 40_000 * channels);
      control.apply(encoder, opus_h.OPUS_SET_COMPLEXITY_REQUEST(), 3);
      control.apply(encoder, opus_h.OPUS_SET_INBAND_FEC_REQUEST(), fec ? 1 : 0);
      control.apply(encoder, opus_h.OPUS_SET_PACKET_LOSS_PERC_REQUEST(), fec ? 30 : 0);
      MemorySegment pcm = own.allocate(JAVA_FLOAT, (long) samples * channels);
      MemorySegment data = own.allocate(10_000);
      for (int n = 0; n < count; n++) {
        for (int i = 0; i < samples * channels; i++) {
          float side = i % channels == 0 ? 1f : 0.3f;
          pcm.setAtIndex(
              JAVA_FLOAT, i, side * speech[72_000 + (n * samples + i / channels) % 96_000]);
        }
        int bytes = opus_h.opus_encode_float(encoder, pcm, samples, data, 10_000);
        assertTrue(bytes > 0, () -> "libopus refuses " + mode + bandwidth + ms);
        packets.add(
            new Coded(mode, bandwidth, channels, ms, data.asSlice(0, bytes).toArray(JAVA_BYTE)));
      }
      opus_h.opus_encoder_destroy(encoder);
    }
    return packets;
  }

  private static Set<OpusBandwidth> bandwidths(Mode mode) {
    return switch (mode) {
      case SILK -> EnumSet.range(OpusBandwidth.NARROWBAND, OpusBandwidth.WIDEBAND);
      case HYBRID -> EnumSet.of(OpusBandwidth.SUPERWIDEBAND, OpusBandwidth.FULLBAND);
      case CELT -> EnumSet.complementOf(EnumSet.of(OpusBandwidth.MEDIUMBAND));
    };
  }

  /** Every mode, bandwidth and duration in mono and stereo. */
  private static List<Coded> all(boolean fec, int each) {
    List<Coded> packets = new ArrayList<>();
    for (Mode mode : Mode.values()) {
      for (OpusBandwidth bandwidth : bandwidths(mode)) {
        for (double ms : FRAMES_MS) {
          for (int channels = 1; channels <= 2; channels++) {
            if (mode == Mode.CELT || ms >= 10) {
              packets.addAll(coded(mode, bandwidth, channels, ms, fec, each));
            }
          }
        }
      }
    }
    return packets;
  }

  @Test
  void packetsAreWhatTheEncoderWasToldToMake() {
    int withFec = 0;
    for (Coded coded : all(true, 4)) {
      byte[] packet = coded.packet();
      int length = packet.length;
      assertEquals(coded.mode(), OpusPacket.mode(packet, 0, length), coded::toString);
      assertEquals(coded.channels(), OpusPacket.channels(packet, 0, length));
      assertEquals(coded.ms(), OpusPacket.durationMs(packet, 0, length));
      assertEquals(
          coded.ms(),
          OpusPacket.frames(packet, 0, length) * OpusPacket.frameMs(packet, 0, length),
          coded::toString);
      assertEquals(coded.mode() == Mode.CELT, OpusPacket.voice(packet, 0, length) == Voice.UNKNOWN);
      withFec += OpusPacket.hasFec(packet, 0, length) ? 1 : 0;
      agrees(packet, length);
    }
    assertTrue(withFec > 10, withFec + " packets have redundancy");
    for (Coded coded : all(false, 1)) {
      byte[] packet = coded.packet();
      assertFalse(OpusPacket.hasFec(packet, 0, packet.length));
      // redundancy is paid for with bandwidth
      assertEquals(coded.bandwidth(), OpusPacket.bandwidth(packet, 0, packet.length));
    }
  }

  /** Damaged, cut, lengthened, padded ones, and ones of nothing but chance. */
  @Test
  void bothAgreeOnDamagedAndRandomPackets() {
    Random random = new Random(6);
    List<Coded> real = all(true, 2);
    int valid = 0;
    for (int n = 0; n < PACKETS; n++) {
      byte[] packet;
      if (n % 2 == 0) {
        packet = new byte[random.nextInt(n % 8 == 0 ? 4 : 1_600)];
        random.nextBytes(packet);
      } else {
        byte[] whole = real.get(random.nextInt(real.size())).packet();
        packet = Arrays.copyOf(whole, 1 + random.nextInt(whole.length + 8));
        for (int changes = random.nextInt(4); changes > 0; changes--) {
          packet[random.nextInt(Math.min(6, packet.length))] = (byte) random.nextInt(256);
        }
      }
      if (packet.length > 0 && random.nextInt(4) == 0) {
        packet[0] |= 3; // the code that has the most to say
      }
      valid += agrees(packet, packet.length) ? 1 : 0;
    }
    assertTrue(valid > PACKETS / 10 && valid < PACKETS * 9 / 10, valid + " of " + PACKETS);
  }

  /** What libopus says, and whether the packet is valid. */
  private static boolean agrees(byte[] bytes, int length) {
    int offset = 5;
    byte[] packet = new byte[length + 9];
    Arrays.fill(packet, (byte) 0xa5);
    System.arraycopy(bytes, 0, packet, offset, length);
    MemorySegment.copy(bytes, 0, SEGMENT, JAVA_BYTE, 0, length);
    int count =
        opus_h.opus_packet_parse(
            SEGMENT, length, MemorySegment.NULL, FRAMES, SIZES, MemorySegment.NULL);
    // made anew only for a message: a million times it would take long
    try {
      compare(packet, offset, length, count);
    } catch (AssertionError e) {
      throw new AssertionError(HexFormat.of().formatHex(bytes, 0, Math.min(length, 40)), e);
    }
    return count > 0;
  }

  private static void compare(byte[] packet, int offset, int length, int count) {
    assertEquals(count > 0, OpusPacket.isValid(packet, offset, length));
    assertEquals(Math.max(0, count), OpusPacket.frames(packet, offset, length));
    if (count <= 0) {
      assertEquals(0, OpusPacket.samples(packet, offset, length, RATE_HZ));
      assertEquals(0, OpusPacket.paddingBytes(packet, offset, length));
      assertFalse(OpusPacket.hasFec(packet, offset, length));
      assertThrows(IllegalArgumentException.class, () -> OpusPacket.mode(packet, offset, length));
      return;
    }
    assertEquals(
        opus_h.opus_packet_get_bandwidth(SEGMENT) - opus_h.OPUS_BANDWIDTH_NARROWBAND(),
        OpusPacket.bandwidth(packet, offset, length).ordinal());
    assertEquals(
        opus_h.opus_packet_get_nb_channels(SEGMENT), OpusPacket.channels(packet, offset, length));
    assertEquals(
        opus_h.opus_packet_get_nb_frames(SEGMENT, length),
        OpusPacket.frames(packet, offset, length));
    for (int rate : RATES_HZ) {
      assertEquals(
          opus_h.opus_packet_get_nb_samples(SEGMENT, length, rate),
          OpusPacket.samples(packet, offset, length, rate));
    }
    assertEquals(
        opus_h.opus_packet_get_samples_per_frame(SEGMENT, RATE_HZ),
        OpusPacket.frameMs(packet, offset, length) * RATE_HZ / 1_000);
    // of an empty first frame libopus 1.5 looks at the byte behind it, which is not the packet's
    assertEquals(
        SIZES.get(JAVA_SHORT, 0) > 0 && opus_h.opus_packet_has_lbrr(SEGMENT, length) == 1,
        OpusPacket.hasFec(packet, offset, length));
    long end = 0;
    boolean dtx = true;
    Voice voice = Voice.UNKNOWN;
    boolean silk = OpusPacket.mode(packet, offset, length) != Mode.CELT;
    for (int frame = 0; frame < count; frame++) {
      long at = FRAMES.getAtIndex(ADDRESS, frame).address() - SEGMENT.address();
      int size = SIZES.getAtIndex(JAVA_SHORT, frame);
      assertEquals(at, OpusPacket.frameOffset(packet, offset, length, frame) - offset);
      assertEquals(size, OpusPacket.frameBytes(packet, offset, length, frame));
      end = at + size;
      dtx &= size <= 1;
      if (silk && size > 1 && voice != Voice.ACTIVE) {
        voice = speaks(packet, offset + (int) at, size, length) ? Voice.ACTIVE : Voice.INACTIVE;
      }
    }
    assertEquals(dtx, OpusPacket.isDtx(packet, offset, length));
    assertEquals(voice, OpusPacket.voice(packet, offset, length));
    int lengthBytes = 0;
    if (OpusPacket.code(packet, offset, length) == 3 && (packet[offset + 1] & 0x40) != 0) {
      int at = offset + 2;
      do {
        lengthBytes++;
      } while (packet[at++] == -1);
    }
    assertEquals(length - end + lengthBytes, OpusPacket.paddingBytes(packet, offset, length));
  }

  /** Decodes the marks with a range decoder, as RFC 6716, section 4.1, describes it. */
  private static boolean speaks(byte[] packet, int at, int size, int length) {
    int silkFrames = (int) Math.max(1, OpusPacket.frameMs(packet, 5, length) / 20);
    HalfDecoder decoder = new HalfDecoder(packet, at, size);
    boolean speech = false;
    for (int c = OpusPacket.channels(packet, 5, length); c > 0; c--) {
      for (int i = 0; i < silkFrames; i++) {
        speech |= decoder.bit();
      }
      decoder.bit(); // redundancy
    }
    return speech;
  }

  /** Section 4.1.3.2 for a probability of one half. */
  private static final class HalfDecoder {
    private final byte[] data;
    private int at;
    private final int end;
    private int left;
    private long range = 128;
    private long difference;

    HalfDecoder(byte[] data, int at, int size) {
      this.data = data;
      this.at = at;
      this.end = at + size;
      int first = next();
      difference = 127L - (first >> 1);
      left = first & 1;
      normalize();
    }

    private int next() {
      return at < end ? data[at++] & 0xff : 0;
    }

    private void normalize() {
      while (range <= 1 << 23) {
        range <<= 8;
        int byteHere = next();
        int symbol = left << 7 | byteHere >> 1;
        left = byteHere & 1;
        difference = (difference << 8) + (255 - symbol) & 0x7fffffffL;
      }
    }

    boolean bit() {
      long half = range >> 1;
      boolean one = difference < half;
      if (!one) {
        difference -= half;
        range -= half;
      } else {
        range = half;
      }
      normalize();
      return one;
    }
  }

  @Test
  void silenceIsNotSpeechAndNothingIsSentOfIt() {
    try (Arena own = Arena.ofConfined()) {
      MemorySegment encoder =
          opus_h.opus_encoder_create(
              16_000, 1, opus_h.OPUS_APPLICATION_VOIP(), own.allocate(JAVA_INT));
      opus_h.opus_encoder_ctl control = opus_h.opus_encoder_ctl.makeInvoker(opus_h.C_INT);
      control.apply(encoder, opus_h.OPUS_SET_DTX_REQUEST(), 1);
      MemorySegment pcm = own.allocate(JAVA_FLOAT, 320);
      MemorySegment data = own.allocate(1_500);
      float[] speech = Recordings.load("austen16_clean.wav");
      int active = 0;
      int dtx = 0;
      for (int n = 0; n < 200; n++) {
        if (n < 100) {
          MemorySegment.copy(speech, n * 320, pcm, JAVA_FLOAT, 0, 320);
        } else {
          pcm.fill((byte) 0);
        }
        int bytes = opus_h.opus_encode_float(encoder, pcm, 320, data, 1_500);
        byte[] packet = data.asSlice(0, bytes).toArray(JAVA_BYTE);
        Voice voice = OpusPacket.voice(packet, 0, bytes);
        active += n < 100 && voice == Voice.ACTIVE ? 1 : 0;
        dtx += OpusPacket.isDtx(packet, 0, bytes) ? 1 : 0;
        assertEquals(bytes <= 2, OpusPacket.isDtx(packet, 0, bytes));
        assertFalse(n > 110 && voice == Voice.ACTIVE, "silence at " + n);
      }
      assertTrue(active > 40, active + " of 100 packets of speech");
      assertTrue(dtx > 50, dtx + " packets of nothing");
      opus_h.opus_encoder_destroy(encoder);
    }
  }

  @Test
  void paddingIsCounted() {
    byte[] packet = coded(Mode.SILK, OpusBandwidth.WIDEBAND, 1, 20, false, 1).getFirst().packet();
    MemorySegment.copy(packet, 0, SEGMENT, JAVA_BYTE, 0, packet.length);
    assertEquals(0, OpusPacket.paddingBytes(packet, 0, packet.length));
    assertFalse(OpusPacket.isVbr(packet, 0, packet.length));
    int wide = packet.length + 700;
    assertEquals(0, opus_h.opus_packet_pad(SEGMENT, packet.length, wide));
    byte[] padded = SEGMENT.asSlice(0, wide).toArray(JAVA_BYTE);
    // one more byte tells the number of frames
    assertEquals(699, OpusPacket.paddingBytes(padded, 0, wide));
    assertEquals(packet.length - 1, OpusPacket.frameBytes(padded, 0, wide, 0));
  }

  @Test
  void unfitCallsAreRefused() {
    byte[] packet = {0, 1, 2};
    assertThrows(IndexOutOfBoundsException.class, () -> OpusPacket.isValid(packet, 1, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> OpusPacket.frameBytes(packet, 0, 3, 1));
    assertThrows(IllegalArgumentException.class, () -> OpusPacket.samples(packet, 0, 3, 44_100));
    assertThrows(IllegalArgumentException.class, () -> OpusPacket.code(packet, 0, 0));
    assertFalse(OpusPacket.isValid(packet, 3, 0));
  }

  @Test
  void nothingIsAllocated() {
    byte[] packet = coded(Mode.SILK, OpusBandwidth.WIDEBAND, 2, 120, true, 2).getLast().packet();
    int length = packet.length;
    int[] sink = new int[1];
    assertEquals(
        0,
        Allocation.bytes(
            20_000,
            1_000,
            () ->
                sink[0] +=
                    OpusPacket.samples(packet, 0, length, RATE_HZ)
                        + OpusPacket.mode(packet, 0, length).ordinal()
                        + OpusPacket.bandwidth(packet, 0, length).passbandHz()
                        + OpusPacket.voice(packet, 0, length).ordinal()
                        + OpusPacket.paddingBytes(packet, 0, length)
                        + OpusPacket.frameBytes(packet, 0, length, 1)
                        + (OpusPacket.hasFec(packet, 0, length) ? 1 : 0)
                        + (OpusPacket.isDtx(packet, 0, length) ? 1 : 0)
                        + (OpusPacket.isVbr(packet, 0, length) ? 1 : 0)));
    assertTrue(sink[0] != 0);
  }
}
