package org.silenzio.receive;

import java.util.Optional;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.CodecConfig;
import org.silenzio.codec.CodecProvider;
import org.silenzio.codec.PacketDecoder;
import org.silenzio.codec.PacketEncoder;

/** A codec whose packets are the samples themselves, mono; counts what is open and who resets. */
final class PcmCodec implements CodecProvider {

  int open;
  int resets;

  /** What a packet holds. */
  static float sample(byte[] packet, int offset, int n) {
    int at = offset + n * Float.BYTES;
    int bits = 0;
    for (int b = 0; b < Float.BYTES; b++) {
      bits = (bits << 8) | (packet[at + b] & 0xFF);
    }
    return Float.intBitsToFloat(bits);
  }

  static void write(float sample, byte[] packet, int n) {
    int bits = Float.floatToRawIntBits(sample);
    for (int b = 0; b < Float.BYTES; b++) {
      packet[n * Float.BYTES + b] = (byte) (bits >> (24 - 8 * b));
    }
  }

  @Override
  public String name() {
    return "pcm";
  }

  @Override
  public Optional<String> unavailability() {
    return Optional.empty();
  }

  @Override
  public PacketEncoder createEncoder(CodecConfig config) {
    open++;
    return new Encoder(config);
  }

  @Override
  public PacketDecoder createDecoder(CodecConfig config) {
    open++;
    return new Decoder(config.format());
  }

  private final class Encoder implements PacketEncoder {
    private final CodecConfig config;
    private boolean pause;
    private boolean closed;

    Encoder(CodecConfig config) {
      this.config = config;
    }

    @Override
    public StreamFormat format() {
      return config.format();
    }

    @Override
    public int maxPacketBytes() {
      return config.format().frameSamples() * Float.BYTES;
    }

    @Override
    public int encode(AudioFrame frame, byte[] packet) {
      pause = config.dtx();
      for (int n = 0; n < config.format().frameSamples(); n++) {
        write(frame.channel(0)[n], packet, n);
        pause &= frame.channel(0)[n] == 0;
      }
      return maxPacketBytes();
    }

    @Override
    public boolean lastPacketIsDtx() {
      return pause;
    }

    @Override
    public void setBitrateBitsPerSecond(int bitrateBitsPerSecond) {
      // lossless
    }

    @Override
    public void setExpectedLossPercent(int expectedLossPercent) {
      // no protection
    }

    @Override
    public long nonFiniteSamples() {
      return 0;
    }

    @Override
    public void reset() {
      resets++;
    }

    @Override
    public int latencySamples() {
      return 0;
    }

    @Override
    public void close() {
      open -= closed ? 0 : 1;
      closed = true;
    }
  }

  private final class Decoder extends PlainDecoder {
    private final StreamFormat format;
    private boolean closed;

    Decoder(StreamFormat format) {
      this.format = format;
    }

    @Override
    public StreamFormat format() {
      return format;
    }

    @Override
    public int maxPacketSamples() {
      return format.sampleRateHz() * 120 / 1_000;
    }

    @Override
    public int packetSamples(byte[] packet, int offset, int length) {
      return length / Float.BYTES;
    }

    @Override
    public int decode(byte[] packet, int offset, int length, float[][] into, int at) {
      for (int n = 0; n < length / Float.BYTES; n++) {
        into[0][at + n] = sample(packet, offset, n);
      }
      return length / Float.BYTES;
    }

    @Override
    public int fecSamples(byte[] packet, int offset, int length) {
      return 0;
    }

    @Override
    public int readRedundancy(byte[] packet, int offset, int length) {
      return 0;
    }

    @Override
    public void reset() {
      // no past
    }

    @Override
    public void close() {
      open -= closed ? 0 : 1;
      closed = true;
    }
  }
}
