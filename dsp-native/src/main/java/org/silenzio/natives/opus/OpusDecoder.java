package org.silenzio.natives.opus;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.bindings.opus.opus_h;
import org.silenzio.codec.CodecConfig;
import org.silenzio.codec.PacketDecoder;
import org.silenzio.concurrent.Tally;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;

/**
 * Opus by libopus (RFC 6716, RFC 8251), at any of its rates whatever the encoder's was.
 *
 * <p>[audio] decoding, concealment and {@link #reset}: any thread, one call at a time. [control]
 * construction, {@link #close}. [any] the rest. A close during a call, and a call after it, throw
 * {@link IllegalStateException}.
 */
public final class OpusDecoder implements PacketDecoder {

  private final StreamFormat format;
  private final int maxPacketSamples;
  private final Tally damagedPackets = new Tally();
  private final Arena arena;
  private final MemorySegment pcm;
  private final MemorySegment packetSegment;
  private final MemorySegment decoder;
  private final float[][] planes;

  /**
   * Creates the native decoder.
   *
   * @param config 8, 12, 16, 24 or 48 kHz, 1 or 2 channels, frames of 2.5 to 120 ms
   * @throws IllegalArgumentException if Opus does not take the format
   * @throws org.silenzio.natives.NativeLibraryException if the library cannot be loaded
   */
  // reinterpret: the arena frees the decoder when it closes; the arena is closed with this object
  @SuppressWarnings({"restricted", "MustBeClosedChecker"})
  public OpusDecoder(CodecConfig config) {
    format = OpusFormats.check(config.format());
    maxPacketSamples = OpusFormats.maxPacketSamples(format.sampleRateHz());
    planes = new float[format.channels()][];
    NativeLibraries.load(NativeLibrary.OPUS); // before the binding looks its symbols up
    arena = Arena.ofShared(); // a confined one would admit only the thread that creates it
    try {
      MemorySegment error = arena.allocate(JAVA_INT);
      MemorySegment created =
          opus_h.opus_decoder_create(format.sampleRateHz(), format.channels(), error);
      OpusException.check("opus_decoder_create", error.get(JAVA_INT, 0));
      decoder = created.reinterpret(arena, opus_h::opus_decoder_destroy);
      pcm = arena.allocate(JAVA_FLOAT, (long) maxPacketSamples * format.channels());
      packetSegment = arena.allocate(OpusFormats.MAX_PACKET_BYTES);
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  @Override
  public StreamFormat format() {
    return format;
  }

  @Override
  public int maxPacketSamples() {
    return maxPacketSamples;
  }

  @Override
  public int packetSamples(byte[] packet, int offset, int length) {
    if (!take(packet, offset, length)) {
      return 0;
    }
    return Math.max(
        0, opus_h.opus_packet_get_nb_samples(packetSegment, length, format.sampleRateHz()));
  }

  @Override
  public int decode(byte[] packet, int offset, int length, float[][] into, int at) {
    int samples = 0;
    if (take(packet, offset, length)) {
      samples = opus_h.opus_decode_float(decoder, packetSegment, length, pcm, maxPacketSamples, 0);
    }
    if (samples <= 0) {
      damagedPackets.add(1);
      return 0;
    }
    deliver(into, at, samples);
    return samples;
  }

  @Override
  public int fecSamples(byte[] packet, int offset, int length) {
    if (!take(packet, offset, length) || opus_h.opus_packet_has_lbrr(packetSegment, length) != 1) {
      return 0;
    }
    return opus_h.opus_packet_get_samples_per_frame(packetSegment, format.sampleRateHz());
  }

  @Override
  public boolean decodeFec(
      byte[] packet, int offset, int length, float[][] into, int at, int samples) {
    if (!take(packet, offset, length)
        || opus_h.opus_decode_float(decoder, packetSegment, length, pcm, samples, 1) != samples) {
      return false;
    }
    deliver(into, at, samples);
    return true;
  }

  @Override
  public int readRedundancy(byte[] packet, int offset, int length) {
    return 0;
  }

  @Override
  public boolean decodeRedundancy(int samplesBack, float[][] into, int at, int samples) {
    return false;
  }

  @Override
  public void conceal(float[][] into, int at, int samples) {
    if (opus_h.opus_decode_float(decoder, MemorySegment.NULL, 0, pcm, samples, 0) == samples) {
      deliver(into, at, samples);
    } else {
      for (float[] channel : into) {
        Arrays.fill(channel, at, at + samples, 0f);
      }
    }
  }

  @Override
  public boolean decode(byte[] packet, int offset, int length, AudioFrame frame) {
    FrameProcessor.checkFormat(frame, format);
    boolean sound = packetSamples(packet, offset, length) == format.frameSamples();
    if (sound) {
      sound = decode(packet, offset, length, planes(frame), 0) > 0;
    } else {
      damagedPackets.add(1);
    }
    if (!sound) {
      conceal(planes(frame), 0, format.frameSamples());
    }
    return sound;
  }

  @Override
  public boolean decodeFec(byte[] packet, int offset, int length, AudioFrame frame) {
    FrameProcessor.checkFormat(frame, format);
    boolean sound =
        packetSamples(packet, offset, length) > 0
            && decodeFec(packet, offset, length, planes(frame), 0, format.frameSamples());
    if (!sound) {
      conceal(planes(frame), 0, format.frameSamples());
    }
    return sound;
  }

  @Override
  public void conceal(AudioFrame frame) {
    FrameProcessor.checkFormat(frame, format);
    conceal(planes(frame), 0, format.frameSamples());
  }

  /** Copies a packet to where libopus can read it; false if no packet is so short or so long. */
  private boolean take(byte[] packet, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, packet.length);
    if (length == 0 || length > OpusFormats.MAX_PACKET_BYTES) {
      return false;
    }
    MemorySegment.copy(packet, offset, packetSegment, JAVA_BYTE, 0, length);
    return true;
  }

  private float[][] planes(AudioFrame frame) {
    for (int c = 0; c < planes.length; c++) {
      planes[c] = frame.channel(c);
    }
    return planes;
  }

  private void deliver(float[][] into, int at, int samples) {
    int channels = format.channels();
    for (int c = 0; c < channels; c++) {
      float[] plane = into[c];
      for (int i = 0; i < samples; i++) {
        plane[at + i] = pcm.getAtIndex(JAVA_FLOAT, (long) i * channels + c);
      }
    }
  }

  @Override
  public long damagedPackets() {
    return damagedPackets.get();
  }

  @Override
  public void reset() {
    OpusException.check(
        "opus_decoder_init",
        opus_h.opus_decoder_init(decoder, format.sampleRateHz(), format.channels()));
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
