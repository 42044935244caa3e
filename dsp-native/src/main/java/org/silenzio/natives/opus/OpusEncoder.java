package org.silenzio.natives.opus;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;
import org.silenzio.bindings.opus.opus_h;
import org.silenzio.codec.CodecConfig;
import org.silenzio.codec.PacketEncoder;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;

/**
 * Opus by libopus (RFC 6716, RFC 8251), tuned for voice over a network.
 *
 * <p>[audio] {@link #encode}, {@link #reset}: any thread, one call at a time. [control]
 * construction, {@link #close}. [any] the rest. A close during a call, and a call after it, throw
 * {@link IllegalStateException}.
 */
public final class OpusEncoder implements PacketEncoder {

  private final StreamFormat format;
  private final int maxPacketBytes;
  private final SampleGuard guard = new SampleGuard();
  private final Arena arena;
  private final MemorySegment pcm;
  private final MemorySegment packetSegment;
  private final MemorySegment encoder;
  private final int latencySamples;

  /**
   * Creates the native encoder.
   *
   * @param config 8, 12, 16, 24 or 48 kHz, 1 or 2 channels, frames of 2.5 to 120 ms
   * @throws IllegalArgumentException if Opus does not take the format
   * @throws org.silenzio.natives.NativeLibraryException if the library cannot be loaded
   */
  // reinterpret: the arena frees the encoder when it closes; the arena is closed with this object
  @SuppressWarnings({"restricted", "MustBeClosedChecker"})
  public OpusEncoder(CodecConfig config) {
    format = OpusFormats.check(config.format());
    maxPacketBytes = OpusFormats.maxPacketBytes(format);
    NativeLibraries.load(NativeLibrary.OPUS); // before the binding looks its symbols up
    arena = Arena.ofShared(); // a confined one would admit only the thread that creates it
    try {
      MemorySegment scratch = arena.allocate(JAVA_INT);
      MemorySegment created =
          opus_h.opus_encoder_create(
              format.sampleRateHz(), format.channels(), opus_h.OPUS_APPLICATION_VOIP(), scratch);
      OpusException.check("opus_encoder_create", scratch.get(JAVA_INT, 0));
      encoder = created.reinterpret(arena, opus_h::opus_encoder_destroy);
      pcm = arena.allocate(JAVA_FLOAT, (long) format.frameSamples() * format.channels());
      packetSegment = arena.allocate(maxPacketBytes);
      EncoderControls.set(
          encoder, opus_h.OPUS_SET_BITRATE_REQUEST(), config.bitrateBitsPerSecond());
      EncoderControls.set(encoder, opus_h.OPUS_SET_COMPLEXITY_REQUEST(), config.complexity());
      latencySamples = EncoderControls.get(encoder, opus_h.OPUS_GET_LOOKAHEAD_REQUEST(), scratch);
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
  public int maxPacketBytes() {
    return maxPacketBytes;
  }

  @Override
  public int encode(AudioFrame frame, byte[] packet) {
    FrameProcessor.checkFormat(frame, format);
    if (packet.length < maxPacketBytes) {
      throw new IllegalArgumentException(
          "packet has " + packet.length + " bytes, allowed: " + maxPacketBytes + " or more");
    }
    int channels = format.channels();
    for (int c = 0; c < channels; c++) {
      float[] samples = frame.channel(c);
      for (int i = 0; i < samples.length; i++) {
        pcm.setAtIndex(JAVA_FLOAT, (long) i * channels + c, guard.mend(samples[i]));
      }
    }
    int bytes =
        OpusException.check(
            "opus_encode_float",
            opus_h.opus_encode_float(
                encoder, pcm, format.frameSamples(), packetSegment, maxPacketBytes));
    MemorySegment.copy(packetSegment, JAVA_BYTE, 0, packet, 0, bytes);
    return bytes;
  }

  @Override
  public long nonFiniteSamples() {
    return guard.nonFiniteSamples();
  }

  @Override
  public void reset() {
    EncoderControls.reset(encoder);
  }

  @Override
  public int latencySamples() {
    return latencySamples;
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
