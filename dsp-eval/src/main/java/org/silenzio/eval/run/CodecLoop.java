package org.silenzio.eval.run;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.CodecConfig;
import org.silenzio.codec.CodecProvider;
import org.silenzio.codec.PacketDecoder;
import org.silenzio.codec.PacketEncoder;

/** Encodes each frame and decodes it again: what the far end hears over a perfect network. */
public final class CodecLoop implements FrameProcessor {

  private final PacketEncoder encoder;
  private final PacketDecoder decoder;
  private final byte[] packet;
  private long packets;
  private long bytes;

  public CodecLoop(CodecProvider codec, CodecConfig config) {
    encoder = codec.createEncoder(config);
    try {
      decoder = codec.createDecoder(config);
    } catch (RuntimeException | Error e) {
      encoder.close();
      throw e;
    }
    packet = new byte[encoder.maxPacketBytes()];
  }

  @Override
  public StreamFormat format() {
    return encoder.format();
  }

  @Override
  public void process(AudioFrame frame) {
    int length = encoder.encode(frame, packet);
    decoder.decode(packet, 0, length, frame);
    packets++;
    bytes += length;
  }

  /** The mean bit rate so far. */
  public double bitsPerSecond() {
    return packets == 0 ? 0 : 8_000.0 * bytes / (packets * format().frameMs());
  }

  @Override
  public void reset() {
    encoder.reset();
    decoder.reset();
    packets = 0;
    bytes = 0;
  }

  @Override
  public int latencySamples() {
    return encoder.latencySamples();
  }

  @Override
  public void close() {
    encoder.close();
    decoder.close();
  }
}
