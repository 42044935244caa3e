package org.silenzio.eval.reception;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.CodecConfig;
import org.silenzio.codec.PacketEncoder;
import org.silenzio.natives.opus.OpusConfig;
import org.silenzio.natives.opus.OpusEncoder;
import org.silenzio.natives.opus.OpusFec;

/**
 * How Opus encodes: packets of {@value #PACKET_MS} ms, mono, full effort, for voice.
 *
 * @param protection what the packets carry against the loss of others
 * @param bitrateBitsPerSecond the aim, protection included
 * @param expectedLossPercent what the encoder is told of the network, 0 to 100
 */
record Encoding(Protection protection, int bitrateBitsPerSecond, int expectedLossPercent) {

  static final int PACKET_MS = 20;

  /** How far back redundancy reaches at most. */
  private static final int REDUNDANCY_MS = CodecConfig.MAX_REDUNDANCY_MS;

  /** Sound in packets, each with its number before it. */
  record Packets(byte[][] tagged, double bitsPerSecond) {}

  static StreamFormat format(int sampleRateHz) {
    return new StreamFormat(sampleRateHz, 1, sampleRateHz * PACKET_MS / 1_000);
  }

  /** Encodes a whole recording; the last packet is filled up with silence. */
  Packets encode(float[] samples, int sampleRateHz) {
    StreamFormat format = format(sampleRateHz);
    int packets = Math.ceilDiv(samples.length, format.frameSamples());
    byte[][] tagged = new byte[packets][];
    long bytes = 0;
    AudioFrame frame = new AudioFrame(format);
    try (PacketEncoder encoder = encoder(format)) {
      byte[] packet = new byte[encoder.maxPacketBytes()];
      for (int n = 0; n < packets; n++) {
        int from = n * format.frameSamples();
        frame.clear();
        System.arraycopy(
            samples,
            from,
            frame.channel(0),
            0,
            Math.min(format.frameSamples(), samples.length - from));
        int length = encoder.encode(frame, packet);
        tagged[n] = ObservedDecoder.tagged(n, packet, length);
        bytes += length;
      }
    }
    return new Packets(tagged, 8_000.0 * bytes / (packets * PACKET_MS));
  }

  private PacketEncoder encoder(StreamFormat format) {
    return new OpusEncoder(
        OpusConfig.defaults(format)
            .withBitrateBitsPerSecond(bitrateBitsPerSecond)
            .withFec(protection.hasFec() ? OpusFec.ON : OpusFec.OFF)
            .withExpectedLossPercent(expectedLossPercent)
            .withRedundancyMs(protection.hasRedundancy() ? REDUNDANCY_MS : 0));
  }
}
