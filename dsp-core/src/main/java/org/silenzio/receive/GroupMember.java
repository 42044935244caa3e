package org.silenzio.receive;

import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

/**
 * One who takes part in a {@link GroupCall}: packets come in by {@link #put}, and go out by the
 * outlet given to {@link GroupCall#join}.
 *
 * <p>[network] {@link #put}. [control] {@link #leave}. [any] the rest.
 */
public final class GroupMember {

  private final JitterBuffer received;
  private final Participant participant;
  private final MixEncoder encoder;
  private final PacketOutlet outlet;
  private final AudioFrame own;
  private final int ticksPerPacket;

  private boolean apart;
  private boolean paused;
  private int commonPackets;
  private int sequenceNumber;
  private int timestamp;
  private volatile boolean done;

  GroupMember(
      JitterBuffer received,
      Participant participant,
      MixEncoder encoder,
      PacketOutlet outlet,
      StreamFormat packetFormat,
      int ticksPerPacket,
      int firstSequenceNumber,
      int firstTimestamp) {
    this.received = received;
    this.participant = participant;
    this.encoder = encoder;
    this.outlet = outlet;
    this.ticksPerPacket = ticksPerPacket;
    own = new AudioFrame(packetFormat);
    sequenceNumber = firstSequenceNumber & 0xFFFF;
    timestamp = firstTimestamp;
  }

  /**
   * Takes in a packet of what the member says. [network] As {@link JitterBuffer#put}: copies it,
   * and neither waits, locks nor allocates. None may be put once the member is gone.
   *
   * @param sequenceNumber RTP's, of which the lower 16 bits count
   * @param rtpTimestamp RTP's, all 32 bits
   * @param arrivalNanos when it came, by the call's clock
   * @param packet holds the payload
   * @param offset its first byte
   * @param length its length in bytes
   * @return false if it was refused
   * @throws IndexOutOfBoundsException if the array does not hold it
   */
  public boolean put(
      int sequenceNumber,
      int rtpTimestamp,
      long arrivalNanos,
      byte[] packet,
      int offset,
      int length) {
    return received.put(sequenceNumber, rtpTimestamp, arrivalNanos, packet, offset, length);
  }

  /**
   * Leaves the call. [control] The voice fades out; packets go to the outlet until {@link #gone}.
   */
  public void leave() {
    participant.leave();
  }

  /**
   * Whether the call is done with a member who left. [any]
   *
   * @return true for good
   */
  public boolean gone() {
    return done;
  }

  /**
   * The member in the mixer's room: level, gain, who talks. [any]
   *
   * @return the participant, constant
   */
  public Participant participant() {
    return participant;
  }

  /**
   * How the member's packets come in. [any]
   *
   * @return a snapshot
   */
  public JitterStatistics received() {
    return received.statistics();
  }

  // the call's side, on the audio thread

  /** Whether packets come from the member's own encoder. */
  boolean apart() {
    return apart;
  }

  /** Takes a round's mix, if the member does not simply hear the common one. */
  void hear(Mixer mixer, AudioFrame common, int filled) {
    int index = participant.mixIndex();
    if (index != Mixer.COMMON) {
      if (!apart) {
        // up to here the mix was the common one
        copy(common, 0, own, 0, filled);
        apart = true;
      }
      commonPackets = -1;
    }
    if (apart) {
      AudioFrame mix = mixer.frame(index);
      copy(mix, 0, own, filled, mix.format().frameSamples());
    }
  }

  private static void copy(AudioFrame from, int at, AudioFrame into, int to, int samples) {
    for (int c = 0; c < from.format().channels(); c++) {
      System.arraycopy(from.channel(c), at, into.channel(c), to, samples);
    }
  }

  /** Sends the packet of the member's own mix; returns to the common one if it is time to. */
  void sendOwn(AudioFrame commonBefore, boolean commonIsQuiet, int patiencePackets) {
    int length = encoder.encode(commonBefore, own);
    send(encoder, length);
    // counted from the first packet that was the common mix from end to end
    commonPackets++;
    if (commonPackets > 0 && (commonIsQuiet || commonPackets >= patiencePackets)) {
      apart = false;
      encoder.rest();
    }
  }

  /**
   * Sends a packet, whoever encoded it, as the next of the stream. Of a pause the first packet goes
   * out: without it the member's decoder would take the pause for a loss.
   */
  void send(MixEncoder from, int length) {
    boolean first = !paused;
    paused = from.isPause();
    if (!paused || first) {
      outlet.send(from.packet(), length, sequenceNumber, timestamp);
      sequenceNumber = sequenceNumber + 1 & 0xFFFF;
    }
    timestamp += ticksPerPacket;
  }

  void finish() {
    done = true;
  }

  /** Frees decoder and encoder, once the audio thread is done with them. */
  void close() {
    received.close();
    encoder.close();
  }
}
