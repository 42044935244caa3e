package org.silenzio.engine;

/** Takes the packets that the capture becomes. */
@FunctionalInterface
public interface PacketSink {

  /**
   * Takes a packet. [audio] Called by the capture's thread: must copy what it wants to keep, and
   * must not allocate, lock, block or throw if that thread's frames are to stay punctual.
   *
   * @param packet holds the packet from index 0, valid during the call
   * @param length its length in bytes; 0 or little for a packet that an encoder says needs no
   *     sending
   * @param voice whether somebody talks, a little before and after included: without, the packet
   *     may stay unsent
   */
  void accept(byte[] packet, int length, boolean voice);
}
