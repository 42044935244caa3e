package org.silenzio.codec;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

/** Turns frames of sound into packets. Made by {@link Codecs} or a codec's own constructor. */
public interface PacketEncoder extends AutoCloseable {

  /**
   * The frames this encoder takes. [any]
   *
   * @return the format, constant
   */
  StreamFormat format();

  /**
   * The size that a packet array needs. [any]
   *
   * @return the largest packet in bytes
   */
  int maxPacketBytes();

  /**
   * Encodes one frame. [audio] Neither allocates nor blocks.
   *
   * @param frame a frame of {@link #format()}, left as it is; samples that are not finite count as
   *     silence
   * @param packet receives the packet from index 0, {@link #maxPacketBytes()} long or longer
   * @return the packet's length in bytes
   * @throws IllegalArgumentException if the frame has another format or the array is too short
   */
  int encode(AudioFrame frame, byte[] packet);

  /**
   * Whether the packet encoded last says only that silence goes on: it need not be sent, and a
   * receiver conceals in its place. [audio] Only with {@link CodecConfig#dtx}.
   *
   * @return whether it may be left out; false before the first packet
   */
  boolean lastPacketIsDtx();

  /**
   * Sets another aim, in effect from the next packet on. [any] Neither locks nor waits; of several
   * values between two packets the last one counts.
   *
   * @param bitrateBitsPerSecond the aim
   * @throws IllegalArgumentException if the codec does not take it
   */
  void setBitrateBitsPerSecond(int bitrateBitsPerSecond);

  /**
   * Says how much the network loses now, in effect from the next packet on. [any] Neither locks nor
   * waits; of several values between two packets the last one counts.
   *
   * @param expectedLossPercent 0 to 100; as {@link CodecConfig#expectedLossPercent}
   * @throws IllegalArgumentException if it is no percentage
   */
  void setExpectedLossPercent(int expectedLossPercent);

  /**
   * NaN and infinite samples that were encoded as silence. [any]
   *
   * @return the count since construction
   */
  long nonFiniteSamples();

  /** Forgets the signal's past but keeps the settings. [audio] */
  void reset();

  /**
   * How much later a sample leaves encoder and decoder than it entered, the frame's own length not
   * counted. [any]
   *
   * @return the delay in samples at the format's rate, constant
   */
  int latencySamples();

  /** Frees what the encoder holds; further calls have no effect. [control] */
  @Override
  void close();
}
