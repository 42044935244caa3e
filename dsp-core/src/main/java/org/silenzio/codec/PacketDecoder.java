package org.silenzio.codec;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

/**
 * Turns packets into sound, and makes up for those that were lost.
 *
 * <p>Packets may differ in duration: the methods that take planar arrays give as many samples as
 * the packet holds. Those that take a frame are for streams of one duration.
 *
 * <p>[audio] methods neither allocate nor block nor throw on damaged packets: what cannot be
 * decoded is told by the returned value and counted. Calls follow the order of the sound: what is
 * lost is recovered or concealed before the packet behind it is decoded.
 */
public interface PacketDecoder extends AutoCloseable {

  /**
   * The rate and channels of the sound, and the frames of the methods that take frames. [any]
   *
   * @return the format, constant
   */
  StreamFormat format();

  /**
   * The most that one packet may hold, so the length that arrays need behind the place where the
   * sound begins. [any]
   *
   * @return samples per channel, constant
   */
  int maxPacketSamples();

  /**
   * How long a packet lasts, by its header alone. [audio]
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its length in bytes, 0 or more
   * @return samples per channel; 0 if the packet is damaged
   */
  int packetSamples(byte[] packet, int offset, int length);

  /**
   * Decodes a packet. [audio]
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its length in bytes, 0 or more
   * @param into planar, receives the sound
   * @param at where in each channel the sound begins
   * @return samples per channel written; 0 if the packet is damaged: nothing is written, and it is
   *     counted
   */
  int decode(byte[] packet, int offset, int length, float[][] into, int at);

  /**
   * How much of the sound right before a packet its forward error correction restores. [audio]
   *
   * @param packet holds the packet behind the loss
   * @param offset its first byte
   * @param length its length in bytes, 0 or more
   * @return samples per channel; 0 if there is none inside
   */
  int fecSamples(byte[] packet, int offset, int length);

  /**
   * Recovers the sound right before a packet from its forward error correction. [audio] To be
   * followed by {@link #decode} of the same packet.
   *
   * @param packet holds the packet behind the lost one
   * @param offset its first byte
   * @param length its length in bytes, 0 or more
   * @param into planar, receives the sound
   * @param at where in each channel the sound begins
   * @param samples how many are missing; what the packet does not hold of them is concealed
   * @return false if the packet is damaged: nothing is written
   */
  boolean decodeFec(byte[] packet, int offset, int length, float[][] into, int at, int samples);

  /**
   * Reads the deep redundancy of a packet, from which the past second or less can be made again.
   * [audio] It replaces what was read before and stays until {@link #reset}. Costs more than a
   * decode.
   *
   * @param packet holds the packet behind the loss
   * @param offset its first byte
   * @param length its length in bytes, 0 or more
   * @return how far before the packet's own sound it reaches, in samples per channel; 0 if there is
   *     none
   */
  int readRedundancy(byte[] packet, int offset, int length);

  /**
   * Makes lost sound again from the redundancy read last. [audio]
   *
   * @param samplesBack where the piece begins, counted back from the beginning of the packet that
   *     was read; at most what {@link #readRedundancy} returned
   * @param into planar, receives the sound
   * @param at where in each channel the sound begins
   * @param samples how many, whole multiples of 2.5 ms, at most {@link #maxPacketSamples}
   * @return false if nothing can be made of it: nothing is written
   */
  boolean decodeRedundancy(int samplesBack, float[][] into, int at, int samples);

  /**
   * Makes up sound in place of what was lost (packet loss concealment). [audio]
   *
   * @param into planar, receives the sound
   * @param at where in each channel the sound begins
   * @param samples how many, whole multiples of 2.5 ms, at most {@link #maxPacketSamples}
   */
  void conceal(float[][] into, int at, int samples);

  /**
   * Decodes a packet of the frame's duration. [audio]
   *
   * @param packet holds the packet
   * @param offset its first byte
   * @param length its length in bytes
   * @param frame receives the sound, of {@link #format()}
   * @return whether the packet was sound; if not, or if it lasts longer or shorter than the frame,
   *     the frame was concealed
   * @throws IllegalArgumentException if the frame has another format
   */
  boolean decode(byte[] packet, int offset, int length, AudioFrame frame);

  /**
   * Recovers the frame before a packet from the forward error correction inside it. [audio] To be
   * followed by {@link #decode(byte[], int, int, AudioFrame)} of the same packet.
   *
   * @param packet holds the packet behind the lost one
   * @param offset its first byte
   * @param length its length in bytes
   * @param frame receives the sound of the lost packet, concealed if none was inside
   * @return whether the packet was sound
   * @throws IllegalArgumentException if the frame has another format
   */
  boolean decodeFec(byte[] packet, int offset, int length, AudioFrame frame);

  /**
   * Makes up a frame in place of a lost packet. [audio]
   *
   * @param frame receives the sound, of {@link #format()}
   * @throws IllegalArgumentException if the frame has another format
   */
  void conceal(AudioFrame frame);

  /**
   * Packets that could not be decoded. [any]
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
