package org.silenzio.eval.reception;

import java.nio.ByteBuffer;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.PacketDecoder;

/**
 * A decoder of packets that begin with their number, which it takes off: so it knows which packet a
 * receiver decodes when, and how much it conceals, whatever the receiver itself counts.
 */
final class ObservedDecoder implements PacketDecoder {

  private static final int TAG_BYTES = Integer.BYTES;

  /** Is told of every packet that is decoded, before it is. */
  interface Watcher {
    void decoding(int packet);
  }

  private final PacketDecoder decoder;
  private final Watcher watcher;
  private long fecSamples;
  private long redundancySamples;
  private long concealedSamples;

  ObservedDecoder(PacketDecoder decoder, Watcher watcher) {
    this.decoder = decoder;
    this.watcher = watcher;
  }

  /** A packet with its number before it. */
  static byte[] tagged(int number, byte[] packet, int length) {
    return ByteBuffer.allocate(TAG_BYTES + length).putInt(number).put(packet, 0, length).array();
  }

  long fecSamples() {
    return fecSamples;
  }

  long redundancySamples() {
    return redundancySamples;
  }

  long concealedSamples() {
    return concealedSamples;
  }

  @Override
  public StreamFormat format() {
    return decoder.format();
  }

  @Override
  public int maxPacketSamples() {
    return decoder.maxPacketSamples();
  }

  @Override
  public int packetSamples(byte[] packet, int offset, int length) {
    return decoder.packetSamples(packet, offset + TAG_BYTES, length - TAG_BYTES);
  }

  @Override
  public int decode(byte[] packet, int offset, int length, float[][] into, int at) {
    watcher.decoding(ByteBuffer.wrap(packet, offset, length).getInt());
    return decoder.decode(packet, offset + TAG_BYTES, length - TAG_BYTES, into, at);
  }

  @Override
  public int fecSamples(byte[] packet, int offset, int length) {
    return decoder.fecSamples(packet, offset + TAG_BYTES, length - TAG_BYTES);
  }

  @Override
  public boolean decodeFec(
      byte[] packet, int offset, int length, float[][] into, int at, int samples) {
    boolean done =
        decoder.decodeFec(packet, offset + TAG_BYTES, length - TAG_BYTES, into, at, samples);
    fecSamples += done ? samples : 0;
    return done;
  }

  @Override
  public int readRedundancy(byte[] packet, int offset, int length) {
    return decoder.readRedundancy(packet, offset + TAG_BYTES, length - TAG_BYTES);
  }

  @Override
  public boolean decodeRedundancy(int samplesBack, float[][] into, int at, int samples) {
    boolean done = decoder.decodeRedundancy(samplesBack, into, at, samples);
    redundancySamples += done ? samples : 0;
    return done;
  }

  @Override
  public void conceal(float[][] into, int at, int samples) {
    decoder.conceal(into, at, samples);
    concealedSamples += samples;
  }

  @Override
  public boolean decode(byte[] packet, int offset, int length, AudioFrame frame) {
    watcher.decoding(ByteBuffer.wrap(packet, offset, length).getInt());
    return decoder.decode(packet, offset + TAG_BYTES, length - TAG_BYTES, frame);
  }

  @Override
  public boolean decodeFec(byte[] packet, int offset, int length, AudioFrame frame) {
    boolean done = decoder.decodeFec(packet, offset + TAG_BYTES, length - TAG_BYTES, frame);
    fecSamples += done ? frame.format().frameSamples() : 0;
    return done;
  }

  @Override
  public void conceal(AudioFrame frame) {
    decoder.conceal(frame);
    concealedSamples += frame.format().frameSamples();
  }

  @Override
  public long damagedPackets() {
    return decoder.damagedPackets();
  }

  @Override
  public void reset() {
    decoder.reset();
  }

  @Override
  public void close() {
    decoder.close();
  }
}
