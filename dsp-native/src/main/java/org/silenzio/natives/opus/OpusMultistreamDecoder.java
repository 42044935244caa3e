package org.silenzio.natives.opus;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.silenzio.concurrent.SingleCaller;
import org.silenzio.concurrent.Tally;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;

/**
 * Surround sound by libopus (RFC 7845), at any of its rates whatever the encoder's was.
 *
 * <p>[audio] decoding, concealment, {@link #reset}, {@link #controls}: any thread, one call at a
 * time. [control] construction, {@link #close}. [any] the rest. A close during a call, and a call
 * after it, throw {@link IllegalStateException}.
 *
 * <p>Of the controls of {@link OpusDecoder} libopus refuses here complexity and pitchSamples.
 */
public final class OpusMultistreamDecoder implements AutoCloseable {

  private final int sampleRateHz;
  private final OpusChannelMapping mapping;
  private final int channels;
  private final int maxPacketSamples;
  private final int maxPacketBytes;
  private final Tally damagedPackets = new Tally();
  private final SingleCaller caller = new SingleCaller("OpusMultistreamDecoder");
  private final Arena arena;
  private final MemorySegment pcm;
  private final MemorySegment packetSegment;
  private final MemorySegment decoder;
  private final OpusDecoderControls controls;

  /**
   * Creates the native decoder.
   *
   * @param sampleRateHz 8, 12, 16, 24 or 48 kHz
   * @param mapping the encoder's
   * @throws IllegalArgumentException if Opus does not take the rate
   * @throws org.silenzio.natives.NativeLibraryException if the library cannot be loaded
   */
  // reinterpret: the arena frees the decoder when it closes; the arena is closed with this object
  @SuppressWarnings({"restricted", "MustBeClosedChecker"})
  public OpusMultistreamDecoder(int sampleRateHz, OpusChannelMapping mapping) {
    OpusFormats.checkRate(sampleRateHz);
    this.sampleRateHz = sampleRateHz;
    this.mapping = mapping;
    channels = mapping.channels().size();
    maxPacketSamples = OpusFormats.maxPacketSamples(sampleRateHz);
    maxPacketBytes = mapping.streams() * OpusFormats.MAX_PACKET_BYTES;
    NativeLibraries.load(NativeLibrary.OPUS); // before the binding looks its symbols up
    arena = Arena.ofShared(); // a confined one would admit only the thread that creates it
    try {
      MemorySegment error = arena.allocate(JAVA_INT);
      MemorySegment table = arena.allocate(channels);
      for (int c = 0; c < channels; c++) {
        table.set(JAVA_BYTE, c, mapping.channels().get(c).byteValue());
      }
      MemorySegment created =
          MultistreamCalls.createDecoder(
              sampleRateHz, channels, mapping.streams(), mapping.coupledStreams(), table, error);
      OpusException.check("opus_multistream_decoder_create", error.get(JAVA_INT, 0));
      decoder = created.reinterpret(arena, MultistreamCalls::destroyDecoder);
      pcm = arena.allocate(JAVA_FLOAT, (long) maxPacketSamples * channels);
      packetSegment = arena.allocate(maxPacketBytes);
      controls = new OpusDecoderControls(MultistreamCalls.DECODER_CONTROLS, decoder, arena);
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  /**
   * The rate of the sound. [any]
   *
   * @return the rate in Hz, constant
   */
  public int sampleRateHz() {
    return sampleRateHz;
  }

  /**
   * Which channel lies in which stream. [any]
   *
   * @return the mapping, constant
   */
  public OpusChannelMapping mapping() {
    return mapping;
  }

  /**
   * The most that one packet may hold. [any]
   *
   * @return samples per channel, constant
   */
  public int maxPacketSamples() {
    return maxPacketSamples;
  }

  /**
   * All controls as properties. [any]; what it gives is [audio]
   *
   * @return the same for the decoder's life
   */
  public OpusDecoderControls controls() {
    return controls;
  }

  /**
   * Decodes a packet. [audio] Neither allocates nor blocks.
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its length in bytes, 0 or more
   * @param into planar, receives the sound
   * @param at where in each channel the sound begins
   * @return samples per channel written; 0 if the packet is damaged: nothing is written, and it is
   *     counted
   */
  public int decode(byte[] packet, int offset, int length, float[][] into, int at) {
    Objects.checkFromIndexSize(offset, length, packet.length);
    int samples = 0;
    if (length > 0 && length <= maxPacketBytes) {
      MemorySegment.copy(packet, offset, packetSegment, JAVA_BYTE, 0, length);
      samples = decode(packetSegment, length, pcm, maxPacketSamples);
    }
    if (samples <= 0) {
      damagedPackets.add(1);
      return 0;
    }
    deliver(into, at, samples);
    return samples;
  }

  /** The same where libopus can read and write. */
  int decode(MemorySegment packet, int length, MemorySegment into, int maxSamples) {
    assert caller.enter();
    try {
      return MultistreamCalls.decode(decoder, packet, length, into, maxSamples, 0);
    } finally {
      assert caller.leave();
    }
  }

  /**
   * Makes up sound in place of what was lost. [audio]
   *
   * @param into planar, receives the sound
   * @param at where in each channel the sound begins
   * @param samples how many, whole multiples of 2.5 ms, at most {@link #maxPacketSamples}
   * @throws IllegalArgumentException if it is another number
   */
  public void conceal(float[][] into, int at, int samples) {
    OpusFormats.checkPiece(samples, sampleRateHz);
    OpusException.check(
        "opus_multistream_decode_float", decode(MemorySegment.NULL, 0, pcm, samples));
    deliver(into, at, samples);
  }

  private void deliver(float[][] into, int at, int samples) {
    for (int c = 0; c < channels; c++) {
      float[] plane = into[c];
      for (int i = 0; i < samples; i++) {
        plane[at + i] = pcm.getAtIndex(JAVA_FLOAT, (long) i * channels + c);
      }
    }
  }

  /**
   * Packets that could not be decoded. [any]
   *
   * @return the count since construction
   */
  public long damagedPackets() {
    return damagedPackets.get();
  }

  /** Forgets the signal's past but keeps the settings. [audio] */
  public void reset() {
    controls.reset();
  }

  /** Frees what the decoder holds; further calls have no effect. [control] */
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
