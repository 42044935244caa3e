package org.silenzio.codec;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

/**
 * Turns packets into frames of sound, and makes up for those that were lost.
 *
 * <p>Every [audio] method fills the whole frame and neither allocates nor blocks nor throws on
 * damaged packets: what cannot be decoded is concealed and counted.
 */
public interface PacketDecoder extends AutoCloseable {

  /**
   * The frames this decoder gives. [any]
   *
   * @return the format, constant
   */
  StreamFormat format();

  /**
   * Decodes a packet. [audio]
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its length in bytes
   * @param frame receives the sound
   * @return whether the packet was sound; if not, the frame was concealed
   */
  boolean decode(byte[] packet, int offset, int length, AudioFrame frame);

  /**
   * Recovers the frame before a packet from the forward error correction inside it. [audio] To be
   * followed by {@link #decode} of the same packet.
   *
   * @param packet holds the packet behind the lost one
   * @param offset its first byte
   * @param length its length in bytes
   * @param frame receives the sound of the lost packet, concealed if none was inside
   * @return whether the packet was sound
   */
  boolean decodeFec(byte[] packet, int offset, int length, AudioFrame frame);

  /**
   * Makes up a frame in place of a lost packet (packet loss concealment). [audio]
   *
   * @param frame receives the sound
   */
  void conceal(AudioFrame frame);

  /**
   * Packets that could not be decoded and were concealed. [any]
   *
   * @return the count since construction
   */
  long damagedPackets();

  /** Forgets the signal's past. [audio] */
  void reset();

  /** Frees what the decoder holds; further calls have no effect. [control] */
  @Override
  void close();
}
