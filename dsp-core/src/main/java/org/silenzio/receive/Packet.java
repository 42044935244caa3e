package org.silenzio.receive;

/**
 * A packet with its place in the stream. Made once and used again and again: it wanders between
 * {@link PacketInbox} and {@link PacketStore}, and whoever holds it owns it.
 */
final class Packet {

  /** A property that nobody has asked the decoder for yet. */
  static final int UNKNOWN = -1;

  final byte[] bytes;
  int length;

  /** As sent, 16 bits. */
  int sequenceNumber;

  /** As sent, 32 bits. */
  int rtpTimestamp;

  long arrivalNanos;

  /** The sequence number without wrap-around. */
  long sequence;

  /** The first sample's place in the stream, at the decoder's rate. */
  long position;

  /** How long the packet lasts, at the decoder's rate. */
  int samples;

  /** What {@code PacketDecoder.fecSamples} says of it, or {@link #UNKNOWN}. */
  int fecSamples;

  /** What {@code PacketDecoder.readRedundancy} says of it, or {@link #UNKNOWN}. */
  int redundancySamples;

  Packet(int maxBytes) {
    bytes = new byte[maxBytes];
  }

  void write(int number, int timestamp, long nanos, byte[] packet, int offset, int packetLength) {
    System.arraycopy(packet, offset, bytes, 0, packetLength);
    length = packetLength;
    sequenceNumber = number & 0xFFFF;
    rtpTimestamp = timestamp;
    arrivalNanos = nanos;
    fecSamples = UNKNOWN;
    redundancySamples = UNKNOWN;
  }
}
