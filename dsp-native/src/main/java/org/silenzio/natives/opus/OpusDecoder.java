package org.silenzio.natives.opus;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.bindings.opus.opus_h;
import org.silenzio.codec.CodecConfig;
import org.silenzio.codec.PacketDecoder;
import org.silenzio.concurrent.SingleCaller;
import org.silenzio.concurrent.Tally;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;

/**
 * Opus by libopus (RFC 6716, RFC 8251), at any of its rates whatever the encoder's was, mono or
 * stereo.
 *
 * <p>[audio] decoding, recovery, concealment, {@link #reset}, {@link #controls}: any thread, one
 * call at a time. [control] construction, {@link #close}. [any] the rest. A close during a call,
 * and a call after it, throw {@link IllegalStateException}; an array or buffer that is too short,
 * or a number of samples that is no whole multiple of 2.5 ms, is refused before libopus sees it.
 *
 * <p>A packet without sound (DTX: up to {@value #PAUSE_BYTES} bytes) and what is concealed behind
 * it are the far end's background, which libopus makes as well without its network, for a fraction
 * of the work: so the effort is lowered until the next packet that has sound.
 *
 * <p>A direct buffer's packet is read where it lies, samples are written into a direct buffer of
 * native byte order without a copy. Nothing else may write to them meanwhile; the last buffers are
 * held on to.
 *
 * <p>Every control of the decoder:
 *
 * <table>
 * <caption>Controls, by {@link OpusDecoderConfig} at construction and {@link #controls}
 * later</caption>
 * <tr><th>libopus</th><th>property</th><th>values</th><th>initially</th></tr>
 * <tr><td>GAIN</td><td>gainDb</td><td>−128 to below 128 in steps of 1/256</td><td>0</td></tr>
 * <tr><td>COMPLEXITY</td><td>complexity</td><td>0 to 10</td><td>5</td></tr>
 * <tr><td>PHASE_INVERSION_DISABLED</td><td>phaseInversionDisabled</td><td>on, off</td><td>off</td></tr>
 * <tr><td>BANDWIDTH</td><td>bandwidth</td><td>read only</td><td></td></tr>
 * <tr><td>LAST_PACKET_DURATION</td><td>lastPacketSamples</td><td>read only</td><td></td></tr>
 * <tr><td>PITCH</td><td>pitchSamples</td><td>read only</td><td></td></tr>
 * <tr><td>SAMPLE_RATE</td><td>sampleRateHz</td><td>read only</td><td></td></tr>
 * <tr><td>FINAL_RANGE</td><td>finalRange</td><td>read only</td><td></td></tr>
 * <tr><td>RESET_STATE</td><td>{@link #reset}</td><td></td><td></td></tr>
 * </table>
 */
public final class OpusDecoder implements PacketDecoder {

  /** Longer frames are chains, of which the redundancy fails in packets of several. */
  private static final int MAX_SOUND_FEC_FRAME_MS = 20;

  /** Head and no more than one byte, of which libopus makes no frame. */
  private static final int PAUSE_BYTES = 2;

  private final StreamFormat format;
  private final int maxPacketSamples;
  private final Tally damagedPackets = new Tally();
  private final NativeBuffers packetBuffers = new NativeBuffers();
  private final NativeBuffers soundBuffers = new NativeBuffers();
  private final SingleCaller caller = new SingleCaller("OpusDecoder");
  private final Arena arena;
  private final MemorySegment pcm;
  private final MemorySegment packetSegment;
  private final MemorySegment decoder;
  private final OpusDecoderControls controls;
  private final OpusDred redundancy; // null where the library has none
  private final float[][] planes;

  /** Whether the last packet said only that silence goes on. */
  private boolean pausing;

  /**
   * Creates the native decoder. A library before 1.5 conceals without its network.
   *
   * @param config 8, 12, 16, 24 or 48 kHz, 1 or 2 channels, frames of 2.5 to 120 ms
   * @throws IllegalArgumentException if Opus does not take the format
   * @throws org.silenzio.natives.NativeLibraryException if the library cannot be loaded
   */
  public OpusDecoder(CodecConfig config) {
    this(serving(OpusDecoderConfig.of(config)));
  }

  /** Libraries before 1.5 know no effort: there the wish for more of it is left out. */
  private static OpusDecoderConfig serving(OpusDecoderConfig config) {
    NativeLibraries.load(NativeLibrary.OPUS); // before its symbols are looked up
    return OpusDred.isAvailable() ? config : config.withComplexity(0);
  }

  /**
   * Creates the native decoder.
   *
   * @param config all its settings; 1 or 2 channels
   * @throws IllegalArgumentException if there are more channels
   * @throws OpusException if the library refuses a setting
   * @throws org.silenzio.natives.NativeLibraryException if the library cannot be loaded
   */
  // reinterpret: the arena frees the decoder when it closes; the arena is closed with this object
  @SuppressWarnings({"restricted", "MustBeClosedChecker"})
  public OpusDecoder(OpusDecoderConfig config) {
    format = OpusFormats.check(config.format(), 2);
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
      controls = new OpusDecoderControls(ControlCalls.ofDecoder(), decoder, arena);
      controls.apply(config);
      redundancy = OpusDred.isAvailable() ? new OpusDred(format.sampleRateHz(), arena) : null;
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

  /**
   * All controls as properties. [any]; what it gives is [audio]
   *
   * @return the same for the decoder's life
   */
  public OpusDecoderControls controls() {
    return controls;
  }

  @Override
  public int packetSamples(byte[] packet, int offset, int length) {
    return take(packet, offset, length) ? packetSamples(packetSegment, length) : 0;
  }

  /** The same of a packet where libopus can read it, of one byte or more. */
  int packetSamples(MemorySegment packet, int length) {
    return Math.max(0, opus_h.opus_packet_get_nb_samples(packet, length, format.sampleRateHz()));
  }

  @Override
  public int decode(byte[] packet, int offset, int length, float[][] into, int at) {
    int samples = 0;
    if (take(packet, offset, length)) {
      samples = decodeFloats(packetSegment, length, pcm, maxPacketSamples);
    }
    if (samples <= 0) {
      return damaged();
    }
    deliver(into, at, samples);
    return samples;
  }

  /**
   * Decodes a packet into interleaved floats. [audio]
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its length in bytes, 0 or more
   * @param into receives the sound
   * @param at where it begins
   * @return samples per channel written; 0 if the packet is damaged: nothing is written, and it is
   *     counted
   * @throws IndexOutOfBoundsException if {@code into} is too short
   */
  public int decode(byte[] packet, int offset, int length, float[] into, int at) {
    int samples = 0;
    if (take(packet, offset, length)) {
      checkRoom(packetSamples(packetSegment, length), into.length, at);
      samples = decodeFloats(packetSegment, length, pcm, maxPacketSamples);
    }
    if (samples <= 0) {
      return damaged();
    }
    MemorySegment.copy(pcm, JAVA_FLOAT, 0, into, at, samples * format.channels());
    return samples;
  }

  /**
   * Decodes a packet into interleaved 16-bit samples, softly clipped where they are too loud.
   * [audio]
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its length in bytes, 0 or more
   * @param into receives the sound
   * @param at where it begins
   * @return samples per channel written; 0 if the packet is damaged: nothing is written, and it is
   *     counted
   * @throws IndexOutOfBoundsException if {@code into} is too short
   */
  public int decode(byte[] packet, int offset, int length, short[] into, int at) {
    int samples = 0;
    if (take(packet, offset, length)) {
      checkRoom(packetSamples(packetSegment, length), into.length, at);
      samples = decodeShorts(packetSegment, length, pcm, maxPacketSamples);
    }
    if (samples <= 0) {
      return damaged();
    }
    MemorySegment.copy(pcm, JAVA_SHORT, 0, into, at, samples * format.channels());
    return samples;
  }

  /**
   * Decodes a packet into interleaved floats in a buffer's own byte order. [audio] Both positions
   * move behind what was read and written.
   *
   * @param packet the packet, from position to limit
   * @param into receives the sound
   * @return samples per channel written; 0 if the packet is damaged: nothing is written, and it is
   *     counted
   * @throws IllegalArgumentException if less remains in {@code into} than the packet holds
   */
  public int decodeFloats(ByteBuffer packet, ByteBuffer into) {
    int length = packet.remaining();
    MemorySegment source = take(packet);
    int samples = source == null ? 0 : packetSamples(source, length);
    int bytes = samples * format.channels() * Float.BYTES;
    NativeBuffers.checkRoom("into", into, bytes);
    if (samples > 0) {
      if (NativeBuffers.holdsSamples(into, Float.BYTES) && !into.isReadOnly()) {
        samples = decodeFloats(source, length, soundBuffers.remaining(into), samples);
      } else {
        samples = decodeFloats(source, length, pcm, samples);
        for (int i = 0; i < samples * format.channels(); i++) {
          into.putFloat(into.position() + i * Float.BYTES, pcm.getAtIndex(JAVA_FLOAT, i));
        }
      }
    }
    return moved(packet, into, samples, bytes);
  }

  /**
   * Decodes a packet into interleaved 16-bit samples in a buffer's own byte order, softly clipped
   * where they are too loud. [audio] Both positions move behind what was read and written.
   *
   * @param packet the packet, from position to limit
   * @param into receives the sound
   * @return samples per channel written; 0 if the packet is damaged: nothing is written, and it is
   *     counted
   * @throws IllegalArgumentException if less remains in {@code into} than the packet holds
   */
  public int decodeShorts(ByteBuffer packet, ByteBuffer into) {
    int length = packet.remaining();
    MemorySegment source = take(packet);
    int samples = source == null ? 0 : packetSamples(source, length);
    int bytes = samples * format.channels() * Short.BYTES;
    NativeBuffers.checkRoom("into", into, bytes);
    if (samples > 0) {
      if (NativeBuffers.holdsSamples(into, Short.BYTES) && !into.isReadOnly()) {
        samples = decodeShorts(source, length, soundBuffers.remaining(into), samples);
      } else {
        samples = decodeShorts(source, length, pcm, samples);
        for (int i = 0; i < samples * format.channels(); i++) {
          into.putShort(into.position() + i * Short.BYTES, pcm.getAtIndex(JAVA_SHORT, i));
        }
      }
    }
    return moved(packet, into, samples, bytes);
  }

  private int moved(ByteBuffer packet, ByteBuffer into, int samples, int bytes) {
    packet.position(packet.limit());
    if (samples <= 0) {
      return damaged();
    }
    into.position(into.position() + bytes);
    return samples;
  }

  private int decodeFloats(MemorySegment packet, int length, MemorySegment into, int maxSamples) {
    assert caller.enter();
    try {
      pausing = length <= PAUSE_BYTES;
      controls.spareNetwork(pausing);
      return opus_h.opus_decode_float(decoder, packet, length, into, maxSamples, 0);
    } finally {
      controls.spareNetwork(false);
      assert caller.leave();
    }
  }

  private int decodeShorts(MemorySegment packet, int length, MemorySegment into, int maxSamples) {
    assert caller.enter();
    try {
      pausing = length <= PAUSE_BYTES;
      controls.spareNetwork(pausing);
      return opus_h.opus_decode(decoder, packet, length, into, maxSamples, 0);
    } finally {
      controls.spareNetwork(false);
      assert caller.leave();
    }
  }

  private int damaged() {
    damagedPackets.add(1);
    return 0;
  }

  /**
   * {@inheritDoc}
   *
   * <p>The redundant frames of a packet of several frames restore what lies before its first: a
   * frame's worth. Of the speech coder's packets of 80 and 120 ms, which are two frames of 40 and
   * 60 ms, nothing is restored: one in ten of those frames libopus's encoder repeats with gains far
   * too high, and a burst of noise is worse than what concealment makes. Frames of 20 ms, whose
   * gains do not build on each other, and packets of one frame are sound.
   */
  @Override
  public int fecSamples(byte[] packet, int offset, int length) {
    // libopus's own question reads the byte behind an empty frame
    if (!OpusPacket.hasFec(packet, offset, length)) {
      return 0;
    }
    boolean several = OpusPacket.frames(packet, offset, length) > 1;
    if (several && OpusPacket.frameMs(packet, offset, length) > MAX_SOUND_FEC_FRAME_MS) {
      return 0;
    }
    return OpusPacket.frameSamples(packet[offset], format.sampleRateHz());
  }

  @Override
  public boolean decodeFec(
      byte[] packet, int offset, int length, float[][] into, int at, int samples) {
    OpusFormats.checkPiece(samples, format.sampleRateHz());
    if (!take(packet, offset, length) || !decodeFec(packetSegment, length, pcm, samples)) {
      return false;
    }
    deliver(into, at, samples);
    return true;
  }

  /** The same of a packet where libopus can read it, of one byte or more. */
  boolean decodeFec(MemorySegment packet, int length, MemorySegment into, int samples) {
    assert caller.enter();
    pausing = false;
    try {
      return opus_h.opus_decode_float(decoder, packet, length, into, samples, 1) == samples;
    } finally {
      assert caller.leave();
    }
  }

  @Override
  public int readRedundancy(byte[] packet, int offset, int length) {
    return redundancy != null
            && redundancy.parse(packet, offset, length) > 0
            && redundancy.process()
        ? redundancy.reachSamples()
        : 0;
  }

  @Override
  public boolean decodeRedundancy(int samplesBack, float[][] into, int at, int samples) {
    return redundancy != null && decodeRedundancy(redundancy, samplesBack, into, at, samples);
  }

  /**
   * Makes lost sound again from redundancy that was read and processed apart. [audio]
   *
   * @param dred parsed and processed, at this decoder's rate
   * @param samplesBack where the piece begins, counted back from the beginning of the packet that
   *     was parsed
   * @param into planar, receives the sound
   * @param at where in each channel the sound begins
   * @param samples how many, whole multiples of 2.5 ms, at most {@link #maxPacketSamples}; best are
   *     multiples of 10 ms
   * @return false if it holds nothing of that piece: nothing is written
   * @throws IllegalArgumentException if {@code samples} is no such number
   */
  public boolean decodeRedundancy(
      OpusDred dred, int samplesBack, float[][] into, int at, int samples) {
    OpusFormats.checkPiece(samples, format.sampleRateHz());
    if (!dred.covers(samplesBack) || !decodeDred(dred, samplesBack, pcm, samples)) {
      return false;
    }
    deliver(into, at, samples);
    return true;
  }

  /** The same into where libopus can write. */
  boolean decodeDred(OpusDred dred, int samplesBack, MemorySegment into, int samples) {
    assert caller.enter();
    pausing = false;
    try {
      int made =
          opus_h.opus_decoder_dred_decode_float(
              decoder, dred.segment(), samplesBack, into, samples);
      return made == samples;
    } finally {
      assert caller.leave();
    }
  }

  @Override
  public void conceal(float[][] into, int at, int samples) {
    OpusFormats.checkPiece(samples, format.sampleRateHz());
    if (conceal(pcm, samples)) {
      deliver(into, at, samples);
    } else {
      for (float[] channel : into) {
        Arrays.fill(channel, at, at + samples, 0f);
      }
    }
  }

  /** The same into where libopus can write. */
  boolean conceal(MemorySegment into, int samples) {
    assert caller.enter();
    try {
      controls.spareNetwork(pausing);
      return opus_h.opus_decode_float(decoder, MemorySegment.NULL, 0, into, samples, 0) == samples;
    } finally {
      controls.spareNetwork(false);
      assert caller.leave();
    }
  }

  private void checkRoom(int samples, int length, int at) {
    Objects.checkFromIndexSize(at, samples * format.channels(), length);
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
    if (fecSamples(packet, offset, length) == 0
        || !decodeFec(packet, offset, length, planes(frame), 0, format.frameSamples())) {
      conceal(planes(frame), 0, format.frameSamples());
    }
    return packetSamples(packet, offset, length) > 0;
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

  /** A packet where libopus can read it; null if no packet is so short or so long. */
  private MemorySegment take(ByteBuffer packet) {
    int length = packet.remaining();
    if (length == 0 || length > OpusFormats.MAX_PACKET_BYTES) {
      return null;
    }
    if (packet.isDirect()) {
      return packetBuffers.remaining(packet);
    }
    for (int i = 0; i < length; i++) {
      packetSegment.set(JAVA_BYTE, i, packet.get(packet.position() + i));
    }
    return packetSegment;
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
    controls.reset();
    pausing = false;
    if (redundancy != null) {
      redundancy.forget();
    }
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
