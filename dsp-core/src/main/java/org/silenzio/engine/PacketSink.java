package org.silenzio.engine;

/** Takes the packets that the capture becomes. */
@FunctionalInterface
public interface PacketSink {

  /**
   * Takes a packet. [audio] Called by the capture's thread: must copy what it wants to keep, and
   * must not allocate, lock, block or throw if that thread's frames are to stay punctual.
   *
   * @param packet holds the packet from index 0, valid during the call
   * @param length its length in bytes
   * @param voice whether somebody talks, a little before and after included: without, the packet
   *     may stay unsent
   */
  void accept(byte[] packet, int length, boolean voice);

  /**
   * Takes a packet of which the encoder says that it need not be sent (DTX): it says only that
   * silence goes on, which the receiver makes up by itself. [audio] Bound as {@link #accept} is,
   * which serves here too unless a sink sees to it: then all packets are sent. A sink that leaves
   * these out still counts their time, so that the next packet's time stamp tells of the gap. Comes
   * only from an encoder made with {@link org.silenzio.codec.CodecConfig#dtx}.
   *
   * @param packet holds the packet from index 0, valid during the call
   * @param length its length in bytes
   * @param voice whether somebody talks, as for {@link #accept}
   */
  default void acceptSilence(byte[] packet, int length, boolean voice) {
    accept(packet, length, voice);
  }
}
