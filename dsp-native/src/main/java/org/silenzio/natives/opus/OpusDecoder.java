package org.silenzio.natives.opus;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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
 * <p>[audio] {@link #decode}, {@link #decodeFec}, {@link #conceal}, {@link #reset}: any thread, one
 * call at a time. [control] construction, {@link #close}. [any] the rest. A close during a call,
 * and a call after it, throw {@link IllegalStateException}.
 */
public final class OpusDecoder implements PacketDecoder {

  private final StreamFormat format;
  private final int maxPacketBytes;
  private final Tally damagedPackets = new Tally();
  private final Arena arena;
  private final MemorySegment pcm;
  private final MemorySegment packetSegment;
  private final MemorySegment decoder;

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
    maxPacketBytes = OpusFormats.maxPacketBytes(format);
    NativeLibraries.load(NativeLibrary.OPUS); // before the binding looks its symbols up
    arena = Arena.ofShared(); // a confined one would admit only the thread that creates it
    try {
      MemorySegment error = arena.allocate(JAVA_INT);
      MemorySegment created =
          opus_h.opus_decoder_create(format.sampleRateHz(), format.channels(), error);
      OpusException.check("opus_decoder_create", error.get(JAVA_INT, 0));
      decoder = created.reinterpret(arena, opus_h::opus_decoder_destroy);
      pcm = arena.allocate(JAVA_FLOAT, (long) format.frameSamples() * format.channels());
      packetSegment = arena.allocate(maxPacketBytes);
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
  public boolean decode(byte[] packet, int offset, int length, AudioFrame frame) {
    return decode(packet, offset, length, frame, false);
  }

  @Override
  public boolean decodeFec(byte[] packet, int offset, int length, AudioFrame frame) {
    return decode(packet, offset, length, frame, true);
  }

  private boolean decode(byte[] packet, int offset, int length, AudioFrame frame, boolean fec) {
    FrameProcessor.checkFormat(frame, format);
    Objects.checkFromIndexSize(offset, length, packet.length);
    boolean sound = length > 0 && length <= maxPacketBytes;
    if (sound) {
      MemorySegment.copy(packet, offset, packetSegment, JAVA_BYTE, 0, length);
      int samples =
          opus_h.opus_decode_float(
              decoder, packetSegment, length, pcm, format.frameSamples(), fec ? 1 : 0);
      // also false for a packet of another duration than the frame's
      sound = samples == format.frameSamples();
    }
    if (sound) {
      deliver(frame);
    } else {
      damagedPackets.add(fec ? 0 : 1); // the packet itself is still to come
      conceal(frame);
    }
    return sound;
  }

  @Override
  public void conceal(AudioFrame frame) {
    FrameProcessor.checkFormat(frame, format);
    int samples =
        opus_h.opus_decode_float(decoder, MemorySegment.NULL, 0, pcm, format.frameSamples(), 0);
    if (samples == format.frameSamples()) {
      deliver(frame);
    } else {
      frame.clear();
    }
  }

  private void deliver(AudioFrame frame) {
    int channels = format.channels();
    for (int c = 0; c < channels; c++) {
      float[] samples = frame.channel(c);
      for (int i = 0; i < samples.length; i++) {
        samples[i] = pcm.getAtIndex(JAVA_FLOAT, (long) i * channels + c);
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
