package org.silenzio.eval.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.bindings.opus.opus_h;
import org.silenzio.codec.CodecConfig;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;
import org.silenzio.natives.opus.OpusDecoder;
import org.silenzio.natives.opus.OpusDecoderConfig;
import org.silenzio.natives.opus.OpusEncoder;
import org.silenzio.receive.JitterBuffer;
import org.silenzio.receive.JitterConfig;
import org.silenzio.receive.JitterStatistics;

/**
 * What the codec adds to the C functions it calls: 20 ms of real speech, mono, 48 kHz, at 24 kb/s
 * and complexity 9, one frame after the other, through both. The two must come to the same packets
 * and the same sound. And what the jitter buffer adds to the C function: the same packets, one put
 * and 20 ms pulled, over a network that delays none, and over one that delays them by up to {@value
 * #UNEVEN_MS} ms, so that sound is stretched.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OpusBenchmark {

  private static final int RATE_HZ = 48_000;
  private static final int FRAME = 960;
  private static final int COMPLEXITY = 9;
  private static final int PACKET_BYTES = 1_500;
  private static final int UNEVEN_MS = 30;
  private static final long NANOS_PER_MS = 1_000_000L;

  private float[] recording;
  private int frames;
  private int position;
  private byte[][] packets;

  private OpusEncoder encoder;
  private OpusDecoder decoder;
  private AudioFrame frame;
  private byte[] packet;

  private Arena arena;
  private MemorySegment nativeRecording;
  private MemorySegment nativePackets;
  private MemorySegment nativePacket;
  private MemorySegment nativeSound;
  private MemorySegment bareEncoder;
  private MemorySegment bareDecoder;
  private Allocation counted;

  private Call even;
  private Call uneven;

  /** A stream of packets into a jitter buffer, in time of its own. */
  private static final class Call implements AutoCloseable {
    private final JitterBuffer buffer;
    private final AudioFrame frame;
    private final int mostLateMs;
    private final Random random = new Random(1);
    private int sent;
    private long nanos;

    Call(int mostLateMs) {
      this.mostLateMs = mostLateMs;
      StreamFormat format = new StreamFormat(RATE_HZ, 1, FRAME);
      OpusDecoderConfig config = OpusDecoderConfig.defaults(format).withComplexity(0);
      buffer = new JitterBuffer(new OpusDecoder(config), JitterConfig.defaults(), () -> nanos);
      frame = new AudioFrame(buffer.format());
    }

    float run(byte[] packet) {
      nanos += 10 * NANOS_PER_MS;
      buffer.pull(frame);
      nanos += 10 * NANOS_PER_MS;
      // handed over at once, which is when the buffer learns of it; told as late as it is
      long arrived = nanos + random.nextInt(mostLateMs + 1) * NANOS_PER_MS;
      buffer.put(sent, sent * FRAME, arrived, packet, 0, packet.length);
      sent++;
      buffer.pull(frame);
      return frame.channel(0)[0];
    }

    void check() {
      JitterStatistics statistics = buffer.statistics();
      if (statistics.packetsReceived() != sent || statistics.concealedSamples() > 0) {
        throw new IllegalStateException("the call is not as it was meant: " + statistics);
      }
    }

    @Override
    public void close() {
      buffer.close();
    }
  }

  @Setup
  @SuppressWarnings("MustBeClosedChecker") // closed by tearDown
  public void setUp() throws IOException {
    NativeLibraries.load(NativeLibrary.OPUS);
    recording = CallInput.load(RATE_HZ).capture();
    frames = recording.length / FRAME;
    StreamFormat format = new StreamFormat(RATE_HZ, 1, FRAME);
    CodecConfig config = CodecConfig.defaults(format).withComplexity(COMPLEXITY);
    encoder = new OpusEncoder(config);
    decoder = new OpusDecoder(OpusDecoderConfig.defaults(format).withComplexity(0));
    frame = new AudioFrame(format);
    packet = new byte[PACKET_BYTES];
    arena = Arena.ofShared();
    setUpBare(config);
    checkSamePackets();
    checkSameSound();
    even = new Call(0);
    uneven = new Call(UNEVEN_MS);
    position = 0;
  }

  /** Set as {@link OpusEncoder} sets it, as far as that differs from what libopus begins with. */
  private void setUpBare(CodecConfig config) {
    nativeRecording = arena.allocateFrom(ValueLayout.JAVA_FLOAT, recording);
    nativePackets = arena.allocate((long) frames * PACKET_BYTES);
    nativePacket = arena.allocate(PACKET_BYTES);
    nativeSound = arena.allocate(ValueLayout.JAVA_FLOAT, FRAME);
    MemorySegment error = arena.allocate(ValueLayout.JAVA_INT);
    bareEncoder = opus_h.opus_encoder_create(RATE_HZ, 1, opus_h.OPUS_APPLICATION_VOIP(), error);
    opus_h.opus_encoder_ctl control = opus_h.opus_encoder_ctl.makeInvoker(opus_h.C_INT);
    control.apply(bareEncoder, opus_h.OPUS_SET_BITRATE_REQUEST(), config.bitrateBitsPerSecond());
    control.apply(bareEncoder, opus_h.OPUS_SET_COMPLEXITY_REQUEST(), COMPLEXITY);
    bareDecoder = opus_h.opus_decoder_create(RATE_HZ, 1, error);
  }

  private void checkSamePackets() {
    packets = new byte[frames][];
    for (int n = 0; n < frames; n++) {
      position = n; // both take the same frame
      int bare = bareEncode();
      position = n;
      int length = encode();
      packets[n] = Arrays.copyOf(packet, length);
      MemorySegment expected = nativePacket.asSlice(0, bare);
      if (expected.mismatch(MemorySegment.ofArray(packets[n])) != -1) {
        throw new IllegalStateException("the packets of frame " + n + " differ");
      }
      nativePackets.asSlice((long) n * PACKET_BYTES, length).copyFrom(expected);
    }
  }

  private void checkSameSound() {
    for (int n = 0; n < frames; n++) {
      position = n;
      bareDecode();
      position = n;
      decode();
      if (nativeSound.mismatch(MemorySegment.ofArray(frame.channel(0))) != -1) {
        throw new IllegalStateException("the sounds of frame " + n + " differ");
      }
    }
  }

  private int next() {
    int n = position;
    position = position + 1 == frames ? 0 : position + 1;
    return n;
  }

  @Setup(Level.Iteration)
  public void begin(Allocation allocation) {
    counted = allocation; // JMH hands it to one method only
    counted.begin();
  }

  @TearDown(Level.Iteration)
  public void end() {
    counted.end();
  }

  /** The C function alone, on a recording that already lies in native memory. */
  @Benchmark
  public int bareEncode() {
    MemorySegment input = nativeRecording.asSlice(4L * FRAME * next(), 4L * FRAME);
    return opus_h.opus_encode_float(bareEncoder, input, FRAME, nativePacket, PACKET_BYTES);
  }

  /** The encoder, on frames of the heap. */
  @Benchmark
  public int encode() {
    System.arraycopy(recording, FRAME * next(), frame.channel(0), 0, FRAME);
    return encoder.encode(frame, packet);
  }

  /** The C function alone, on packets that already lie in native memory. */
  @Benchmark
  public int bareDecode() {
    int n = next();
    int length = packets[n].length;
    MemorySegment input = nativePackets.asSlice((long) n * PACKET_BYTES, length);
    return opus_h.opus_decode_float(bareDecoder, input, length, nativeSound, FRAME, 0);
  }

  /** The decoder, from and to the heap. */
  @Benchmark
  public boolean decode() {
    byte[] received = packets[next()];
    return decoder.decode(received, 0, received.length, frame);
  }

  /** A packet put, twice 10 ms pulled. */
  @Benchmark
  public float pull() {
    return even.run(packets[next()]);
  }

  /** The same where the network is uneven. */
  @Benchmark
  public float pullUneven() {
    return uneven.run(packets[next()]);
  }

  @TearDown
  public void tearDown() {
    even.check();
    uneven.check();
    even.close();
    uneven.close();
    encoder.close();
    decoder.close();
    opus_h.opus_encoder_destroy(bareEncoder);
    opus_h.opus_decoder_destroy(bareDecoder);
    arena.close();
  }
}
