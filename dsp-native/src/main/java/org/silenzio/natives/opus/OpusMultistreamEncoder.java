package org.silenzio.natives.opus;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.PacketEncoder;
import org.silenzio.concurrent.SingleCaller;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;

/**
 * Surround sound by libopus (RFC 7845, channel mapping family 1): 1 to 8 channels in Vorbis order,
 * bits shared out by what masks what.
 *
 * <p>[audio] {@link #encode}, {@link #reset}, {@link #controls}: any thread, one call at a time.
 * [control] construction, {@link #close}. [any] the rest. A close during a call, and a call after
 * it, throw {@link IllegalStateException}.
 *
 * <p>Of the controls of {@link OpusEncoder} libopus refuses here maxBandwidth's reading, inDtx and
 * redundancyMs.
 */
public final class OpusMultistreamEncoder implements PacketEncoder {

  private static final int SURROUND_FAMILY = 1;

  /** Of each stream: its head and, but for the last, its length; a stream with sound has more. */
  private static final int MAX_DTX_BYTES = 2;

  private final StreamFormat format;
  private final OpusChannelMapping mapping;
  private final int maxPacketBytes;
  private final SampleGuard guard = new SampleGuard();
  private final SingleCaller caller = new SingleCaller("OpusMultistreamEncoder");
  private final RuntimeSettings settings;
  private final Arena arena;
  private final MemorySegment pcm;
  private final MemorySegment packetSegment;
  private final MemorySegment encoder;
  private final OpusEncoderControls controls;
  private final int latencySamples;
  private boolean lastPacketIsDtx;

  /**
   * Creates the native encoder.
   *
   * @param config all its settings; the bit rate is that of all channels together
   * @throws OpusException if the library refuses a setting, such as redundancy
   * @throws org.silenzio.natives.NativeLibraryException if the library cannot be loaded
   */
  // reinterpret: the arena frees the encoder when it closes; the arena is closed with this object
  @SuppressWarnings({"restricted", "MustBeClosedChecker"})
  public OpusMultistreamEncoder(OpusConfig config) {
    format = config.format();
    settings = new RuntimeSettings(format.channels());
    NativeLibraries.load(NativeLibrary.OPUS); // before the binding looks its symbols up
    arena = Arena.ofShared(); // a confined one would admit only the thread that creates it
    try {
      MemorySegment error = arena.allocate(JAVA_INT);
      MemorySegment streams = arena.allocate(JAVA_INT);
      MemorySegment coupledStreams = arena.allocate(JAVA_INT);
      MemorySegment channels = arena.allocate(format.channels());
      MemorySegment created =
          MultistreamCalls.createEncoder(
              format.sampleRateHz(),
              format.channels(),
              SURROUND_FAMILY,
              streams,
              coupledStreams,
              channels,
              config.application().code(),
              error);
      OpusException.check("opus_multistream_surround_encoder_create", error.get(JAVA_INT, 0));
      encoder = created.reinterpret(arena, MultistreamCalls::destroyEncoder);
      mapping =
          new OpusChannelMapping(
              streams.get(JAVA_INT, 0),
              coupledStreams.get(JAVA_INT, 0),
              IntStream.range(0, format.channels())
                  .mapToObj(c -> channels.get(JAVA_BYTE, c) & 0xff)
                  .toList());
      maxPacketBytes = OpusFormats.maxPacketBytes(format, mapping.streams());
      pcm = arena.allocate(JAVA_FLOAT, (long) format.frameSamples() * format.channels());
      packetSegment = arena.allocate(maxPacketBytes);
      controls = new OpusEncoderControls(MultistreamCalls.ENCODER_CONTROLS, encoder, format, arena);
      controls.apply(config);
      latencySamples = controls.lookaheadSamples();
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  @Override
  public StreamFormat format() {
    return format;
  }

  /**
   * Which channel lies in which stream, as a decoder must know it. [any]
   *
   * @return the mapping, that of {@link OpusChannelMapping#surround}
   */
  public OpusChannelMapping mapping() {
    return mapping;
  }

  @Override
  public int maxPacketBytes() {
    return maxPacketBytes;
  }

  /**
   * All controls as properties. [any]; what it gives is [audio]
   *
   * @return the same for the encoder's life
   */
  public OpusEncoderControls controls() {
    return controls;
  }

  @Override
  public int encode(AudioFrame frame, byte[] packet) {
    FrameProcessor.checkFormat(frame, format);
    NativeBuffers.checkRoom("packet", packet.length, maxPacketBytes);
    int channels = format.channels();
    for (int c = 0; c < channels; c++) {
      float[] samples = frame.channel(c);
      for (int i = 0; i < samples.length; i++) {
        pcm.setAtIndex(JAVA_FLOAT, (long) i * channels + c, guard.mend(samples[i]));
      }
    }
    int bytes = encode(pcm, packetSegment);
    MemorySegment.copy(packetSegment, JAVA_BYTE, 0, packet, 0, bytes);
    return bytes;
  }

  /** A frame and the room for a packet where libopus can reach them. */
  int encode(MemorySegment samples, MemorySegment into) {
    assert caller.enter();
    try {
      settings.applyTo(controls);
      int bytes =
          MultistreamCalls.encode(encoder, samples, format.frameSamples(), into, maxPacketBytes);
      if (bytes < 0) {
        throw new OpusException("opus_multistream_encode_float", bytes);
      }
      lastPacketIsDtx = bytes <= mapping.streams() * MAX_DTX_BYTES && controls.dtx();
      return bytes;
    } finally {
      assert caller.leave();
    }
  }

  @Override
  public boolean lastPacketIsDtx() {
    return lastPacketIsDtx;
  }

  @Override
  public void setBitrateBitsPerSecond(int bitrateBitsPerSecond) {
    settings.offerBitrate(bitrateBitsPerSecond);
  }

  @Override
  public void setExpectedLossPercent(int expectedLossPercent) {
    settings.offerExpectedLoss(expectedLossPercent);
  }

  @Override
  public long nonFiniteSamples() {
    return guard.nonFiniteSamples();
  }

  @Override
  public void reset() {
    controls.reset();
    lastPacketIsDtx = false;
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
