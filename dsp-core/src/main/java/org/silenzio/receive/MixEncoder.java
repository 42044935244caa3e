package org.silenzio.receive;

import org.silenzio.audio.AudioFrame;
import org.silenzio.codec.PacketEncoder;

/**
 * An encoder that can begin in the middle of a stream which another one has coded so far.
 *
 * <p>A decoder carries the end of the last packet into the next one. An encoder that rested knows
 * another end, so it forgets it and codes the packet before once more, for nobody.
 */
final class MixEncoder {

  private final PacketEncoder encoder;
  private final byte[] packet;
  private boolean running;

  MixEncoder(PacketEncoder encoder) {
    this.encoder = encoder;
    packet = new byte[encoder.maxPacketBytes()];
  }

  /** Lets the encoder rest: the next packet is a beginning. */
  void rest() {
    running = false;
  }

  /**
   * Encodes a packet.
   *
   * @param before the frame before, of which the listener has a packet, whoever encoded it
   * @param frame the frame to encode
   * @return the packet's length
   */
  int encode(AudioFrame before, AudioFrame frame) {
    if (!running) {
      encoder.reset();
      encoder.encode(before, packet);
      running = true;
    }
    return encoder.encode(frame, packet);
  }

  /** Whether the packet need not be sent. */
  boolean isPause() {
    return encoder.lastPacketIsDtx();
  }

  /** The packet encoded last. */
  byte[] packet() {
    return packet;
  }

  void close() {
    encoder.close();
  }
}
