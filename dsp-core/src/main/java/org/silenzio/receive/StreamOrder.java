package org.silenzio.receive;

/**
 * Gives packets their places in a stream, past the wrap-around of sequence number (16 bits) and
 * timestamp (32 bits), and notices packets that belong to another one: as RFC 3550, A.1, but with
 * the timestamp as second witness. [audio]
 */
final class StreamOrder {

  /** So many packets may be missing at once: RFC 3550's MAX_DROPOUT, a minute of 20 ms each. */
  private static final int MAX_DROPOUT = 3_000;

  /**
   * So far behind the newest a packet may come: 20 s of 20 ms each. RFC 3550's 100 would take the
   * flood after a stalled network for another stream.
   */
  private static final int MAX_MISORDER = 1_000;

  /** The longest pause in which a talker may send nothing. */
  private static final int MAX_LEAP_SECONDS = 60;

  private final int rtpClockHz;
  private final int sampleRateHz;
  private boolean started;
  private long newestSequence;
  private long newestTicks;
  private long firstTicks;

  StreamOrder(int rtpClockHz, int sampleRateHz) {
    this.rtpClockHz = rtpClockHz;
    this.sampleRateHz = sampleRateHz;
  }

  /**
   * Sets the packet's sequence and position.
   *
   * @return false if it does not fit into the stream: nothing is set
   */
  boolean place(Packet packet) {
    if (!started) {
      begin(packet);
    }
    int sequenceStep = (short) (packet.sequenceNumber - (int) newestSequence);
    int tickStep = packet.rtpTimestamp - (int) newestTicks;
    if (sequenceStep > MAX_DROPOUT
        || sequenceStep < -MAX_MISORDER
        || Math.abs((long) tickStep) > (long) MAX_LEAP_SECONDS * rtpClockHz
        || Integer.signum(sequenceStep) != Integer.signum(tickStep)) {
      return false;
    }
    packet.sequence = newestSequence + sequenceStep;
    packet.position =
        Math.floorDiv((newestTicks + tickStep - firstTicks) * sampleRateHz, (long) rtpClockHz);
    if (sequenceStep > 0) {
      newestSequence += sequenceStep;
      newestTicks += tickStep;
    }
    return true;
  }

  /** Whether one packet is the direct successor of another. */
  boolean follows(Packet packet, Packet predecessor) {
    int tickStep = packet.rtpTimestamp - predecessor.rtpTimestamp;
    return packet.sequenceNumber == (predecessor.sequenceNumber + 1 & 0xFFFF)
        && tickStep > 0
        && tickStep <= MAX_LEAP_SECONDS * rtpClockHz;
  }

  private void begin(Packet packet) {
    started = true;
    newestSequence = packet.sequenceNumber;
    newestTicks = packet.rtpTimestamp & 0xFFFF_FFFFL;
    firstTicks = newestTicks;
  }

  /** Takes the next packet for the first of a stream. */
  void reset() {
    started = false;
  }
}
