package org.silenzio.natives.opus;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;
import org.silenzio.bindings.opus.opus_h;
import org.silenzio.codec.CodecConfig;
import org.silenzio.codec.PacketEncoder;
import org.silenzio.concurrent.SingleCaller;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;

/**
 * Opus by libopus (RFC 6716, RFC 8251), mono or stereo.
 *
 * <p>[audio] encoding, {@link #reset}, {@link #controls}: any thread, one call at a time. [control]
 * construction, {@link #close}. [any] the rest. A close during a call, and a call after it, throw
 * {@link IllegalStateException}; an array or buffer that is too short is refused before libopus
 * sees it.
 *
 * <p>Floats have full scale at ±1; what is not finite counts as silence. Of 16-bit samples in a
 * direct buffer of native byte order, and of a packet in a direct buffer, nothing is copied; the
 * last buffers are held on to.
 *
 * <p>Every control of the encoder:
 *
 * <table>
 * <caption>Controls, by {@link OpusConfig} at construction and {@link #controls} later</caption>
 * <tr><th>libopus</th><th>property</th><th>values</th><th>initially</th></tr>
 * <tr><td>APPLICATION</td><td>application</td><td>{@link OpusApplication}; later only before the
 *     first frame or after a reset</td><td>VOIP</td></tr>
 * <tr><td>BITRATE</td><td>bitrateBitsPerSecond</td><td>500 to 300,000 times the channels, AUTO,
 *     MAX; also {@link #setBitrateBitsPerSecond} from any thread</td><td>24,000 times the
 *     channels</td></tr>
 * <tr><td>VBR, VBR_CONSTRAINT</td><td>vbr, vbrConstrained; {@link OpusRateControl}</td><td>on,
 *     off</td><td>CONSTRAINED</td></tr>
 * <tr><td>COMPLEXITY</td><td>complexity</td><td>0 to 10</td><td>10</td></tr>
 * <tr><td>SIGNAL</td><td>signal</td><td>{@link OpusSignal}</td><td>AUTO</td></tr>
 * <tr><td>BANDWIDTH</td><td>bandwidth; codedBandwidth tells what came of it</td><td>{@link
 *     OpusBandwidth}, or the encoder's choice</td><td>its choice</td></tr>
 * <tr><td>MAX_BANDWIDTH</td><td>maxBandwidth</td><td>{@link OpusBandwidth}</td><td>FULLBAND</td></tr>
 * <tr><td>FORCE_CHANNELS</td><td>forcedChannels</td><td>1, 2, or 0: its choice</td><td>0</td></tr>
 * <tr><td>INBAND_FEC</td><td>fec</td><td>{@link OpusFec}</td><td>ON where the speech coder can
 *     serve; idle without expected loss</td></tr>
 * <tr><td>PACKET_LOSS_PERC</td><td>expectedLossPercent</td><td>0 to 100; also {@link
 *     #setExpectedLossPercent} from any thread; with redundancy the library is told {@linkplain
 *     OpusConfig#expectedLossPercent more}</td><td>0</td></tr>
 * <tr><td>DTX</td><td>dtx; {@link #lastPacketIsDtx}</td><td>on, off</td><td>off</td></tr>
 * <tr><td>IN_DTX</td><td>inDtx</td><td>read only</td><td></td></tr>
 * <tr><td>LSB_DEPTH</td><td>lsbDepth</td><td>8 to 24</td><td>24</td></tr>
 * <tr><td>PREDICTION_DISABLED</td><td>predictionDisabled</td><td>on, off</td><td>off</td></tr>
 * <tr><td>PHASE_INVERSION_DISABLED</td><td>phaseInversionDisabled</td><td>on, off</td><td>off</td></tr>
 * <tr><td>EXPERT_FRAME_DURATION</td><td>frameDuration</td><td>{@link OpusFrameDuration}: the
 *     frame's own</td><td>OF_THE_FRAME</td></tr>
 * <tr><td>DRED_DURATION</td><td>redundancyMs</td><td>0 to 1,040 in steps of 10</td><td>0</td></tr>
 * <tr><td>LOOKAHEAD</td><td>lookaheadSamples; {@link #latencySamples}</td><td>read only</td><td></td></tr>
 * <tr><td>SAMPLE_RATE</td><td>sampleRateHz</td><td>read only</td><td></td></tr>
 * <tr><td>FINAL_RANGE</td><td>finalRange</td><td>read only</td><td></td></tr>
 * <tr><td>RESET_STATE</td><td>{@link #reset}</td><td></td><td></td></tr>
 * </table>
 */
public final class OpusEncoder implements PacketEncoder {

  /** "2 bytes or less" need not be sent, says libopus's {@code opus.h}. */
  private static final int MAX_DTX_BYTES = 2;

  private final StreamFormat format;
  private final int frameValues;
  private final int maxPacketBytes;
  private final SampleGuard guard = new SampleGuard();
  private final SingleCaller caller = new SingleCaller("OpusEncoder");
  private final NativeBuffers sampleBuffers = new NativeBuffers();
  private final NativeBuffers packetBuffers = new NativeBuffers();
  private final RuntimeSettings settings;
  private final Arena arena;
  private final MemorySegment pcm;
  private final MemorySegment packetSegment;
  private final MemorySegment encoder;
  private final OpusEncoderControls controls;
  private final int latencySamples;
  private boolean lastPacketIsDtx;

  /**
   * Creates the native encoder, tuned for voice over a network.
   *
   * @param config 8, 12, 16, 24 or 48 kHz, 1 or 2 channels, frames of 2.5 to 120 ms
   * @throws IllegalArgumentException if Opus does not take the configuration
   * @throws org.silenzio.natives.NativeLibraryException if the library cannot be loaded
   */
  public OpusEncoder(CodecConfig config) {
    this(OpusConfig.of(config));
  }

  /**
   * Creates the native encoder.
   *
   * @param config all its settings; 1 or 2 channels
   * @throws IllegalArgumentException if there are more channels
   * @throws OpusException if the library refuses a setting, such as redundancy where it was built
   *     without it
   * @throws org.silenzio.natives.NativeLibraryException if the library cannot be loaded
   */
  // reinterpret: the arena frees the encoder when it closes; the arena is closed with this object
  @SuppressWarnings({"restricted", "MustBeClosedChecker"})
  public OpusEncoder(OpusConfig config) {
    format = OpusFormats.check(config.format(), 2);
    settings = new RuntimeSettings(format.channels());
    frameValues = format.frameSamples() * format.channels();
    maxPacketBytes = OpusFormats.maxPacketBytes(format);
    NativeLibraries.load(NativeLibrary.OPUS); // before the binding looks its symbols up
    arena = Arena.ofShared(); // a confined one would admit only the thread that creates it
    try {
      MemorySegment error = arena.allocate(JAVA_INT);
      MemorySegment created =
          opus_h.opus_encoder_create(
              format.sampleRateHz(), format.channels(), config.application().code(), error);
      OpusException.check("opus_encoder_create", error.get(JAVA_INT, 0));
      encoder = created.reinterpret(arena, opus_h::opus_encoder_destroy);
      pcm = arena.allocate(JAVA_FLOAT, frameValues);
      packetSegment = arena.allocate(maxPacketBytes);
      controls = new OpusEncoderControls(ControlCalls.ofEncoder(), encoder, format, arena);
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
    return deliver(encodeFloats(packetSegment), packet);
  }

  /**
   * Encodes one frame of interleaved floats. [audio] Neither allocates nor blocks.
   *
   * @param samples holds the frame, left as it is
   * @param at its first sample
   * @param packet receives the packet from index 0, {@link #maxPacketBytes()} long or longer
   * @return the packet's length in bytes
   * @throws IllegalArgumentException if the packet's array is too short
   * @throws IndexOutOfBoundsException if the frame's is
   */
  public int encode(float[] samples, int at, byte[] packet) {
    NativeBuffers.checkRoom("packet", packet.length, maxPacketBytes);
    Objects.checkFromIndexSize(at, frameValues, samples.length);
    for (int i = 0; i < frameValues; i++) {
      pcm.setAtIndex(JAVA_FLOAT, i, guard.mend(samples[at + i]));
    }
    return deliver(encodeFloats(packetSegment), packet);
  }

  /**
   * Encodes one frame of interleaved 16-bit samples. [audio] Neither allocates nor blocks.
   *
   * @param samples holds the frame
   * @param at its first sample
   * @param packet receives the packet from index 0, {@link #maxPacketBytes()} long or longer
   * @return the packet's length in bytes
   * @throws IllegalArgumentException if the packet's array is too short
   * @throws IndexOutOfBoundsException if the frame's is
   */
  public int encode(short[] samples, int at, byte[] packet) {
    NativeBuffers.checkRoom("packet", packet.length, maxPacketBytes);
    Objects.checkFromIndexSize(at, frameValues, samples.length);
    MemorySegment.copy(samples, at, pcm, JAVA_SHORT, 0, frameValues);
    return deliver(encodeShorts(pcm, packetSegment), packet);
  }

  /**
   * Encodes one frame of interleaved floats in a buffer's own byte order. [audio] Both positions
   * move behind what was read and written.
   *
   * @param samples stands at the frame
   * @param packet receives the packet, {@link #maxPacketBytes()} or more remaining
   * @return the packet's length in bytes
   * @throws IllegalArgumentException if less remains in either
   */
  public int encodeFloats(ByteBuffer samples, ByteBuffer packet) {
    int sampleBytes = frameValues * Float.BYTES;
    NativeBuffers.checkRoom("samples", samples, sampleBytes);
    NativeBuffers.checkRoom("packet", packet, maxPacketBytes);
    int at = samples.position();
    for (int i = 0; i < frameValues; i++) {
      pcm.setAtIndex(JAVA_FLOAT, i, guard.mend(samples.getFloat(at + i * Float.BYTES)));
    }
    int bytes;
    if (writable(packet)) {
      bytes = encodeFloats(packetBuffers.remaining(packet));
    } else {
      bytes = encodeFloats(packetSegment);
      NativeBuffers.copy(packetSegment, bytes, packet);
    }
    samples.position(at + sampleBytes);
    packet.position(packet.position() + bytes);
    return bytes;
  }

  /**
   * Encodes one frame of interleaved 16-bit samples in a buffer's own byte order. [audio] Both
   * positions move behind what was read and written.
   *
   * @param samples stands at the frame
   * @param packet receives the packet, {@link #maxPacketBytes()} or more remaining
   * @return the packet's length in bytes
   * @throws IllegalArgumentException if less remains in either
   */
  public int encodeShorts(ByteBuffer samples, ByteBuffer packet) {
    int sampleBytes = frameValues * Short.BYTES;
    NativeBuffers.checkRoom("samples", samples, sampleBytes);
    NativeBuffers.checkRoom("packet", packet, maxPacketBytes);
    int at = samples.position();
    MemorySegment input = pcm;
    if (NativeBuffers.holdsSamples(samples, Short.BYTES)) {
      input = sampleBuffers.remaining(samples);
    } else {
      for (int i = 0; i < frameValues; i++) {
        pcm.setAtIndex(JAVA_SHORT, i, samples.getShort(at + i * Short.BYTES));
      }
    }
    int bytes;
    if (writable(packet)) {
      bytes = encodeShorts(input, packetBuffers.remaining(packet));
    } else {
      bytes = encodeShorts(input, packetSegment);
      NativeBuffers.copy(packetSegment, bytes, packet);
    }
    samples.position(at + sampleBytes);
    packet.position(packet.position() + bytes);
    return bytes;
  }

  private static boolean writable(ByteBuffer packet) {
    return packet.isDirect() && !packet.isReadOnly();
  }

  private int deliver(int bytes, byte[] packet) {
    MemorySegment.copy(packetSegment, JAVA_BYTE, 0, packet, 0, bytes);
    return bytes;
  }

  /** Encodes the floats in {@link #pcm}. */
  private int encodeFloats(MemorySegment into) {
    assert caller.enter();
    try {
      settings.applyTo(controls);
      return finish(
          opus_h.opus_encode_float(encoder, pcm, format.frameSamples(), into, maxPacketBytes));
    } finally {
      assert caller.leave();
    }
  }

  private int encodeShorts(MemorySegment samples, MemorySegment into) {
    assert caller.enter();
    try {
      settings.applyTo(controls);
      return finish(
          opus_h.opus_encode(encoder, samples, format.frameSamples(), into, maxPacketBytes));
    } finally {
      assert caller.leave();
    }
  }

  private int finish(int bytes) {
    if (bytes < 0) {
      throw new OpusException("opus_encode", bytes);
    }
    lastPacketIsDtx = bytes <= MAX_DTX_BYTES && controls.dtx();
    return bytes;
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
