package org.silenzio.natives.opus;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.silenzio.audio.StreamFormat;
import org.silenzio.bindings.opus.opus_h;
import org.silenzio.bindings.opusenc.opusenc_h;
import org.silenzio.bindings.opusfile.opusfile_h;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;

/**
 * Makes every call of libopus, libopusfile and libopusenc that takes a length, on memory that ends
 * where the length says, at a guard page. Run as a process of its own: an error ends it.
 */
final class GuardedCalls {

  private static final int RATE_HZ = 48_000;
  private static final int MAX_SAMPLES = 5_760;

  private final GuardedMemory packetMemory = new GuardedMemory(200_000);
  private final GuardedMemory soundMemory = new GuardedMemory(MAX_SAMPLES * 8 * Float.BYTES);
  private final Random random = new Random(3);
  private int calls;

  private GuardedCalls() {}

  public static void main(String[] arguments) {
    GuardedCalls guarded = new GuardedCalls();
    if (arguments.length > 0) {
      guarded.packetMemory.overread();
    }
    for (int channels = 1; channels <= 2; channels++) {
      for (int samples : new int[] {120, 480, 960, 2_880, 5_760}) {
        StreamFormat format = new StreamFormat(RATE_HZ, channels, samples);
        OpusConfig config =
            OpusConfig.defaults(format)
                .withBitrateBitsPerSecond(40_000)
                .withComplexity(1)
                .withExpectedLossPercent(20)
                .withDtx(true);
        guarded.codec(config);
        guarded.codec(config.withFec(OpusFec.OFF).withComplexity(7).withRedundancyMs(1_000));
        guarded.codec(config.withBitrateBitsPerSecond(OpusConfig.BITRATE_MAX));
      }
    }
    for (int channels = 1; channels <= 8; channels++) {
      guarded.surround(channels);
      guarded.file(channels);
    }
    System.out.println(guarded.calls + " calls");
  }

  private static ByteBuffer buffer(MemorySegment segment) {
    return segment.asByteBuffer().order(ByteOrder.nativeOrder());
  }

  private void codec(OpusConfig config) {
    StreamFormat format = config.format();
    int values = format.frameSamples() * format.channels();
    try (OpusEncoder encoder = new OpusEncoder(config);
        OpusDecoder decoder = new OpusDecoder(OpusDecoderConfig.defaults(format));
        OpusRepacketizer repacketizer = new OpusRepacketizer();
        OpusDred dred = new OpusDred(RATE_HZ)) {
      int room = encoder.maxPacketBytes();
      byte[] packet = new byte[room];
      for (int n = 0; n < 30; n++) {
        MemorySegment shorts = soundMemory.last((long) values * Short.BYTES);
        boolean silence = n > 18;
        for (int i = 0; i < values; i++) {
          double tone = Math.sin(i / 20.0) * 9_000 + random.nextGaussian() * 500;
          shorts.setAtIndex(JAVA_SHORT, i, (short) (silence ? 0 : tone));
        }
        MemorySegment whole = packetMemory.last(room);
        int length = encoder.encodeShorts(buffer(shorts), buffer(whole));
        MemorySegment.copy(whole, 0, MemorySegment.ofArray(packet), 0, length);
        calls++;
        read(decoder, repacketizer, dred, packet, length, values);
        int cut = random.nextInt(length + 1);
        if (cut > 0) {
          read(decoder, repacketizer, dred, packet, cut, values);
        }
        packet[random.nextInt(Math.min(3, length))] = (byte) random.nextInt(256);
        read(decoder, repacketizer, dred, packet, length, values);
      }
    }
    encodeFloatsDirectly(config);
  }

  /** Our own scratch memory holds the floats: here the library is given as much of the guarded. */
  private void encodeFloatsDirectly(OpusConfig config) {
    StreamFormat format = config.format();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment error = arena.allocate(JAVA_INT);
      MemorySegment encoder =
          opus_h.opus_encoder_create(
              RATE_HZ, format.channels(), opus_h.OPUS_APPLICATION_VOIP(), error);
      int values = format.frameSamples() * format.channels();
      int room = OpusFormats.maxPacketBytes(format);
      for (int n = 0; n < 10; n++) {
        MemorySegment floats = soundMemory.last((long) values * Float.BYTES);
        for (int i = 0; i < values; i++) {
          floats.setAtIndex(JAVA_FLOAT, i, (float) random.nextGaussian() * 0.1f);
        }
        opus_h.opus_encode_float(
            encoder, floats, format.frameSamples(), packetMemory.last(room), room);
        calls++;
      }
      opus_h.opus_encoder_destroy(encoder);
    }
  }

  private void read(
      OpusDecoder decoder,
      OpusRepacketizer repacketizer,
      OpusDred dred,
      byte[] packet,
      int length,
      int values) {
    int channels = decoder.format().channels();
    MemorySegment guarded = packetMemory.holding(packet, length);
    int samples = decoder.packetSamples(guarded, length);
    int fec = decoder.fecSamples(packet, 0, length);
    if (fec > 0) {
      decoder.decodeFec(guarded, length, floats(fec, channels), fec);
    }
    decoder.decodeFec(guarded, length, floats(values / channels, channels), values / channels);
    int reach = dred.parse(guarded, length);
    if (reach > 0 && dred.process()) {
      decoder.decodeDred(dred, reach, floats(480, channels), 480);
      decoder.decodeDred(dred, reach / 2, floats(120, channels), 120);
    }
    if (samples > 0) {
      decoder.decodeFloats(buffer(guarded), buffer(floats(samples, channels)));
      decoder.decodeShorts(
          buffer(guarded), buffer(soundMemory.last((long) samples * channels * Short.BYTES)));
    }
    decoder.conceal(floats(120, channels), 120);
    repacketizer.reset();
    if (repacketizer.add(guarded, length)) {
      byte[] sized = new byte[OpusFormats.MAX_PACKET_BYTES];
      int joined = repacketizer.join(sized, 0);
      if (joined > 0) {
        repacketizer.join(0, repacketizer.frames(), outside().last(joined), joined);
      }
      for (int less = 1; less < 4 && less < joined; less++) {
        int tooShort = joined - less;
        try {
          repacketizer.join(0, repacketizer.frames(), outside().last(tooShort), tooShort);
        } catch (OpusException expected) {
          calls++;
        }
      }
    }
    repacketizer.reset();
    for (int more : new int[] {1, 2, 254, 255, 256, 700}) {
      MemorySegment padded = outside().last(length + more);
      MemorySegment.copy(MemorySegment.ofArray(packet), 0, padded, 0, length);
      if (repacketizer.pad(padded, length, length + more)) {
        repacketizer.unpad(padded, length + more);
      }
    }
    MemorySegment again = packetMemory.holding(packet, length);
    repacketizer.unpad(again, length);
    calls += 20;
  }

  /** Room for results beside the packet. */
  private GuardedMemory outside() {
    return soundMemory;
  }

  private MemorySegment floats(int samples, int channels) {
    return soundMemory.last((long) samples * channels * Float.BYTES);
  }

  private void surround(int channels) {
    int frame = 960;
    OpusConfig config = OpusConfig.defaults(new StreamFormat(RATE_HZ, channels, frame));
    try (OpusMultistreamEncoder encoder = new OpusMultistreamEncoder(config);
        OpusMultistreamDecoder decoder = new OpusMultistreamDecoder(RATE_HZ, encoder.mapping())) {
      int room = encoder.maxPacketBytes();
      byte[] packet = new byte[room];
      for (int n = 0; n < 20; n++) {
        MemorySegment sound = floats(frame, channels);
        for (int i = 0; i < frame * channels; i++) {
          sound.setAtIndex(JAVA_FLOAT, i, (float) random.nextGaussian() * 0.1f);
        }
        MemorySegment whole = packetMemory.last(room);
        int length = encoder.encode(sound, whole);
        MemorySegment.copy(whole, 0, MemorySegment.ofArray(packet), 0, length);
        decoder.decode(
            packetMemory.holding(packet, length), length, floats(frame, channels), frame);
        int cut = 1 + random.nextInt(length);
        decoder.decode(packetMemory.holding(packet, cut), cut, floats(frame, channels), frame);
        packet[random.nextInt(length)] = (byte) random.nextInt(256);
        decoder.decode(
            packetMemory.holding(packet, length), length, floats(frame, channels), frame);
        decoder.decode(MemorySegment.NULL, 0, floats(120, channels), 120);
        calls += 5;
      }
    }
  }

  /** A file written from guarded sound, then read from guarded bytes: whole, cut short, damaged. */
  private void file(int channels) {
    NativeLibraries.load(NativeLibrary.OPUS, "ope_encoder_create_pull");
    byte[] file = write(channels);
    readFile(file, file.length, channels);
    for (int n = 0; n < 20; n++) {
      readFile(file, 1 + random.nextInt(file.length), channels);
      byte[] damaged = file.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      readFile(damaged, damaged.length, channels);
    }
  }

  @SuppressWarnings("restricted") // the library says how long its page is
  private byte[] write(int channels) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment error = arena.allocate(JAVA_INT);
      MemorySegment comments = opusenc_h.ope_comments_create();
      MemorySegment encoder =
          opusenc_h.ope_encoder_create_pull(
              comments, RATE_HZ, channels, channels > 2 ? 1 : 0, error);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      for (int samples : new int[] {1, 7, 480, 959, 960, 961, 5_760, 5_760}) {
        MemorySegment sound = floats(samples, channels);
        for (int i = 0; i < samples * channels; i++) {
          sound.setAtIndex(JAVA_FLOAT, i, (float) random.nextGaussian() * 0.1f);
        }
        opusenc_h.ope_encoder_write_float(encoder, sound, samples);
        calls++;
      }
      opusenc_h.ope_encoder_drain(encoder);
      MemorySegment page = arena.allocate(ADDRESS);
      MemorySegment bytes = arena.allocate(JAVA_INT);
      while (opusenc_h.ope_encoder_get_page(encoder, page, bytes, 0) != 0) {
        file.writeBytes(
            page.get(ADDRESS, 0).reinterpret(bytes.get(JAVA_INT, 0)).toArray(JAVA_BYTE));
      }
      opusenc_h.ope_encoder_destroy(encoder);
      opusenc_h.ope_comments_destroy(comments);
      return file.toByteArray();
    }
  }

  private void readFile(byte[] file, int length, int channels) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment error = arena.allocate(JAVA_INT);
      MemorySegment opened =
          opusfile_h.op_open_memory(packetMemory.holding(file, length), length, error);
      calls++;
      if (opened.equals(MemorySegment.NULL)) {
        return; // too damaged
      }
      // rooms from one sample to more than a packet
      for (int room = 1; room <= MAX_SAMPLES; room *= 7) {
        opusfile_h.op_pcm_seek(opened, 0);
        int reads = 0;
        while (reads < 50
            && opusfile_h.op_read_float(
                    opened, floats(room, channels), room * channels, MemorySegment.NULL)
                != 0) {
          reads++;
        }
        opusfile_h.op_pcm_seek(opened, 0);
        while (reads < 100
            && opusfile_h.op_read_float_stereo(opened, floats(room, 2), room * 2) != 0) {
          reads++;
        }
        calls += reads;
      }
      opusfile_h.op_free(opened);
    }
  }
}
