package org.silenzio.receive;

/** Where a listener's packets go: an app puts them behind an RTP header and sends them. */
@FunctionalInterface
public interface PacketOutlet {

  /**
   * Takes a packet. [audio] Called within the round: must neither wait nor throw.
   *
   * @param packet holds the payload from index 0; the caller's, valid during the call
   * @param length its length in bytes
   * @param sequenceNumber RTP's, one more than that of the packet before, modulo 65,536
   * @param rtpTimestamp RTP's, all 32 bits; runs on through pauses, of which only the first packet
   *     is sent
   */
  void send(byte[] packet, int length, int sequenceNumber, int rtpTimestamp);
}
