package org.silenzio.receive;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.CodecConfig;
import org.silenzio.codec.CodecProvider;
import org.silenzio.codec.PacketDecoder;
import org.silenzio.codec.PacketEncoder;
import org.silenzio.concurrent.SingleCaller;
import org.silenzio.concurrent.Tally;
import org.silenzio.kernel.DotKernel;
import org.silenzio.kernel.Kernels;

/**
 * A group call at a server: a jitter buffer for each member, a {@link Mixer}, and one encoder per
 * mix. Each hears the loudest few of the others.
 *
 * <p>Whoever is not heard gets the common mix, encoded once for all. Whoever talks has a mix, and
 * so an encoder, apart; both switches happen at a packet's edge and within one RTP stream, whose
 * numbers and timestamps run on:
 *
 * <ul>
 *   <li>Going apart: the member's encoder forgets its past and codes the common mix's last packet
 *       first, for nobody, so that it begins where the listener's decoder stands.
 *   <li>Returning, once the own voice has left the mix and both are the same: the common encoder
 *       serves others and cannot begin anew. The member's own one goes on with the common mix until
 *       that is quiet, at most {@value #PATIENCE_MS} ms. Both encoders have then coded the same
 *       sound for a while, so that the decoder, which has followed the one, fits the other.
 * </ul>
 *
 * <p>Rounds are of 10 ms; every so many of them, as long as a packet lasts, packets go out. The
 * work of a round is linear in members and in talkers.
 *
 * <p>[audio] {@link #round}: any thread, one call at a time. [control] construction, {@link #join},
 * {@link #close}: any threads. [network] {@link GroupMember#put}. [any] the rest.
 */
public final class GroupCall implements AutoCloseable {

  /** How long one who no longer talks waits, in ms, for a quiet place to change encoders. */
  public static final int PATIENCE_MS = 1_000;

  /** −60 dBFS: what a switch does to so little is not heard. */
  private static final double QUIET_POWER = 1e-6;

  private final Mixer mixer;
  private final JitterConfig jitter;
  private final CodecConfig encoding;
  private final CodecConfig decoding;
  private final CodecProvider codec;
  private final LongSupplier clock;
  private final int ticksPerPacket;
  private final int patiencePackets;
  private final AtomicReferenceArray<GroupMember> places;
  private final List<GroupMember> members = new ArrayList<>();
  private final MixEncoder commonEncoder;
  private final DotKernel dot = Kernels.dot();
  private final SingleCaller caller = new SingleCaller("round");
  private final Tally encoded = new Tally();

  private AudioFrame common;
  private AudioFrame before;
  private int filled;
  private boolean closed;

  /**
   * Makes a call without members, with the clock of {@link System#nanoTime()}. [control]
   *
   * @param room the mixer's; its frames are of 10 ms
   * @param jitter the members' jitter buffers'; its RTP clock is that of both directions
   * @param encoding the encoders'; its frame, a packet's sound, is one or more of the room's
   * @param codec makes encoders and decoders
   * @throws IllegalArgumentException if the formats do not fit or the codec refuses them
   */
  public GroupCall(
      MixerConfig room, JitterConfig jitter, CodecConfig encoding, CodecProvider codec) {
    this(room, jitter, encoding, codec, System::nanoTime);
  }

  /**
   * Makes a call without members. [control]
   *
   * @param room the mixer's; its frames are of 10 ms
   * @param jitter the members' jitter buffers'; its RTP clock is that of both directions
   * @param encoding the encoders'; its frame, a packet's sound, is one or more of the room's
   * @param codec makes encoders and decoders
   * @param clock gives the time in ns that arrival times are told in
   * @throws IllegalArgumentException if the formats do not fit or the codec refuses them
   */
  public GroupCall(
      MixerConfig room,
      JitterConfig jitter,
      CodecConfig encoding,
      CodecProvider codec,
      LongSupplier clock) {
    StreamFormat frames = room.format();
    StreamFormat packets = encoding.format();
    StreamFormat round = StreamFormat.of10Ms(frames.sampleRateHz(), frames.channels());
    if (!frames.equals(round)) {
      throw new IllegalArgumentException("room has the format " + frames + ", allowed: " + round);
    }
    if (packets.sampleRateHz() != frames.sampleRateHz()
        || packets.channels() != frames.channels()
        || packets.frameSamples() % frames.frameSamples() != 0) {
      throw new IllegalArgumentException(
          "encoding has the format " + packets + ", allowed: whole multiples of " + frames);
    }
    this.jitter = Objects.requireNonNull(jitter, "jitter");
    this.codec = Objects.requireNonNull(codec, "codec");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.encoding = encoding;
    decoding = CodecConfig.defaults(frames);
    ticksPerPacket =
        Math.toIntExact(
            (long) jitter.rtpClockHz() * packets.frameSamples() / packets.sampleRateHz());
    patiencePackets = (int) Math.max(1, PATIENCE_MS / packets.frameMs());
    mixer = new Mixer(room);
    places = new AtomicReferenceArray<>(room.maxParticipants());
    common = new AudioFrame(packets);
    before = new AudioFrame(packets);
    commonEncoder = new MixEncoder(codec.createEncoder(encoding));
  }

  /**
   * Lets one in. [control] Makes a decoder and an encoder.
   *
   * @param outlet takes the packets for the member
   * @return the member
   * @throws IllegalStateException if the call is full or closed
   */
  public synchronized GroupMember join(PacketOutlet outlet) {
    Objects.requireNonNull(outlet, "outlet");
    if (closed) {
      throw new IllegalStateException("the group call is closed");
    }
    free();
    // the mixer gives a place free before this array does
    int place = 0;
    while (place < places.length() && places.get(place) != null) {
      place++;
    }
    if (place == places.length()) {
      throw new IllegalStateException("the room is full: maxParticipants is " + places.length());
    }
    PacketDecoder decoder = codec.createDecoder(decoding);
    JitterBuffer received = null;
    PacketEncoder encoder = null;
    GroupMember member;
    try {
      received = new JitterBuffer(decoder, jitter, clock);
      encoder = codec.createEncoder(encoding);
      // RFC 3550, 5.1: both begin anywhere
      ThreadLocalRandom random = ThreadLocalRandom.current();
      member =
          new GroupMember(
              received,
              mixer.join(received),
              new MixEncoder(encoder),
              outlet,
              encoding.format(),
              ticksPerPacket,
              random.nextInt(),
              random.nextInt());
    } catch (RuntimeException | Error e) {
      decoder.close();
      if (encoder != null) {
        encoder.close();
      }
      throw e;
    }
    members.add(member);
    places.setRelease(place, member);
    return member;
  }

  /** Frees what those held whom the audio thread has let go. */
  private void free() {
    for (int n = members.size() - 1; n >= 0; n--) {
      if (members.get(n).gone()) {
        members.remove(n).close();
      }
    }
  }

  /**
   * Does the work of 10 ms: pulls from all, mixes, and when a packet's time is full encodes and
   * sends. [audio] Does not allocate.
   *
   * @throws IllegalStateException if the call is closed and had members
   */
  public void round() {
    assert caller.enter();
    try {
      mixer.mix();
      gather();
      if (filled == common.format().frameSamples()) {
        send();
        AudioFrame next = before;
        before = common;
        common = next;
        filled = 0;
      }
    } finally {
      assert caller.leave();
    }
  }

  private void gather() {
    for (int n = 0; n < places.length(); n++) {
      GroupMember member = places.getAcquire(n);
      if (member == null) {
        continue;
      }
      if (member.participant().gone()) {
        places.setRelease(n, null);
        member.finish();
      } else {
        member.hear(mixer, common, filled);
      }
    }
    AudioFrame mix = mixer.frame(Mixer.COMMON);
    int size = mix.format().frameSamples();
    for (int c = 0; c < mix.format().channels(); c++) {
      System.arraycopy(mix.channel(c), 0, common.channel(c), filled, size);
    }
    filled += size;
  }

  private void send() {
    boolean quiet = isQuiet();
    int length = -1;
    for (int n = 0; n < places.length(); n++) {
      GroupMember member = places.getAcquire(n);
      if (member == null) {
        continue;
      }
      if (member.apart()) {
        member.sendOwn(before, quiet, patiencePackets);
        encoded.add(1);
      } else {
        if (length < 0) {
          length = commonEncoder.encode(before, common);
          encoded.add(1);
        }
        member.send(commonEncoder, length);
      }
    }
    if (length < 0) {
      commonEncoder.rest(); // nobody listens
    }
  }

  private boolean isQuiet() {
    int size = common.format().frameSamples();
    int channels = common.format().channels();
    double energy = 0;
    for (int c = 0; c < channels; c++) {
      energy += dot.dot(common.channel(c), 0, common.channel(c), 0, size);
    }
    return energy <= QUIET_POWER * size * channels;
  }

  /**
   * The frames of a round. [any]
   *
   * @return the mixer's format, constant
   */
  public StreamFormat format() {
    return mixer.format();
  }

  /**
   * What the mixer has done. [any]
   *
   * @return a snapshot
   */
  public MixerStatistics statistics() {
    return mixer.statistics();
  }

  /**
   * Packets encoded, however many members each went to. [any]
   *
   * @return the count since construction; those that prepare a switch apart
   */
  public long encodedPackets() {
    return encoded.get();
  }

  /**
   * Ends the call: frees all decoders and encoders. [control] To be called when no round runs any
   * more; further calls have no effect.
   */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      members.forEach(GroupMember::close);
      members.clear();
      commonEncoder.close();
    }
  }
}
