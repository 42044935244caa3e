package org.silenzio.receive;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.FrameSource;
import org.silenzio.audio.SampleGuard;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.PacketDecoder;
import org.silenzio.concurrent.SingleCaller;

/**
 * Turns the packets of one remote talker into frames of 10 ms that never stop, however the network
 * delays, reorders, doubles or loses them.
 *
 * <p>Sound is played a target delay after the fastest packet of the last seconds, so late that
 * nearly every packet comes in time; the target follows the network. On the way to it, and to make
 * up for clocks that differ, sound is made shorter or longer by whole periods, with its pitch kept.
 * What is lost comes from the next packet's error correction, else from a later one's deep
 * redundancy, else the decoder makes it up, which after 200 ms fades to the far end's background
 * noise. When nothing has come at all, the sound stands still meanwhile and goes on where it
 * stopped, for mostly packets are late, not lost.
 *
 * <p>A packet of up to {@value #PAUSE_BYTES} bytes announces a pause (Opus's DTX); packets with
 * consecutive numbers and a gap between their timestamps tell of one afterwards. In a pause the
 * decoder's comfort noise is heard, and nothing counts as lost.
 *
 * <p>[network] {@link #put}: any threads, at any time. [audio] {@link #pull} and {@link #reset}:
 * any thread, one call at a time. [control] construction, {@link #close}. [any] the rest.
 */
public final class JitterBuffer implements FrameSource, AutoCloseable {

  private static final int PAUSE_BYTES = 2;

  /** 2.5 ms, Opus's shortest frame: positions that differ by less are taken for the same. */
  private static final int GRAINS_PER_SECOND = 400;

  /**
   * So much beyond the largest target is not worth catching up by playing faster: at a period in 30
   * ms it would take more than a second.
   */
  private static final long MAX_BACKLOG_NANOS = 300_000_000L;

  private static final long NANOS_PER_MS = 1_000_000L;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /**
   * Sound is played slower at most so often in a row; the decoder's concealment fades, this not.
   */
  private static final int HOLD_OUTS = 8;

  /** Half of the sound is periodic: more alike than what a decoder makes up. */
  private static final float HOLD_OUT_SIMILARITY = 0.5f;

  /** So much above the target a loss is passed over rather than made up. */
  private static final long LOSS_EXCESS_NANOS = 20_000_000L;

  private enum Kind {
    /** Made of nothing: before the first packet. */
    SILENCE,
    /** Of packets. */
    DECODED,
    /** Of error correction or deep redundancy. */
    RECOVERED,
    /** Of the past. */
    MADE_UP
  }

  private final PacketDecoder decoder;
  private final LongSupplier clock;
  private final StreamFormat format;
  private final int frameSamples;
  private final int grain;
  private final long maxDelayNanos;
  private final PacketInbox inbox;
  private final PacketStore store;
  private final StreamOrder order;
  private final SeenSequences seen = new SeenSequences();
  private final ArrivalHistory history;
  private final DelayTarget target;
  private final DelayLevel level = new DelayLevel();
  private final ClockSkew skew = new ClockSkew();
  private final StretchPolicy policy = new StretchPolicy();
  private final TimeStretch stretch;
  private final Joint joint;
  private final FadeToNoise fade;
  private final LossRecovery recovery;
  private final PlayoutLine line;
  private final SampleGuard guard = new SampleGuard();
  private final JitterCounts counts = new JitterCounts();
  private final ConcealmentLedger ledger;
  private final SingleCaller caller = new SingleCaller("pull");

  /** An empty packet to be exchanged for a full one. */
  private Packet spare;

  /** A packet of no known stream: the first of another if the next one follows it. */
  private Packet stray;

  private boolean strayHeld;

  /** Whether the next packet is to begin with, once it is due. */
  private boolean waiting = true;

  /** The position of the next sample to be decoded. */
  private long next;

  /** The number of the packet decoded last. */
  private long lastSequence;

  /** Made up since then without passing on in the stream. */
  private long standing;

  /** Made up since the last sound of the far end. */
  private long madeUp;

  /** Sound of the far end since the last that was made up. */
  private long genuine;

  /** Whether the sender has announced a pause. */
  private boolean paused;

  /** How often sound was played slower since the last packet was decoded. */
  private int heldOut;

  private Kind kind = Kind.SILENCE;

  /** Whether the next sound belongs elsewhere than behind the last. */
  private boolean broken;

  /** Recovered from redundancy and not yet counted as a packet. */
  private int recoveredParts;

  private volatile boolean closed;

  /**
   * Makes a buffer that waits for its first packet; arrival times are {@link System#nanoTime()}'s.
   * [control]
   *
   * @param decoder the codec, of a rate of which 10 ms are a whole number of samples; closed with
   *     the buffer and used by nobody else
   * @param config what the network is like
   * @throws IllegalArgumentException if 10 ms are not a whole number of samples
   */
  public JitterBuffer(PacketDecoder decoder, JitterConfig config) {
    this(decoder, config, System::nanoTime);
  }

  /**
   * Makes a buffer with a clock of its own, for networks that are simulated. [control]
   *
   * @param decoder the codec, of a rate of which 10 ms are a whole number of samples; closed with
   *     the buffer and used by nobody else
   * @param config what the network is like
   * @param clock gives the time in ns that arrival times are told in, read in each pull; it may run
   *     as it likes
   * @throws IllegalArgumentException if 10 ms are not a whole number of samples
   */
  public JitterBuffer(PacketDecoder decoder, JitterConfig config, LongSupplier clock) {
    this.decoder = Objects.requireNonNull(decoder, "decoder");
    this.clock = Objects.requireNonNull(clock, "clock");
    int rate = decoder.format().sampleRateHz();
    int channels = decoder.format().channels();
    format = StreamFormat.of10Ms(rate, channels);
    frameSamples = format.frameSamples();
    grain = rate / GRAINS_PER_SECOND;
    maxDelayNanos = config.maxDelayMs() * NANOS_PER_MS;
    inbox = new PacketInbox(config.capacityPackets(), config.maxPacketBytes());
    store = new PacketStore(config.capacityPackets(), config.maxPacketBytes());
    spare = new Packet(config.maxPacketBytes());
    stray = new Packet(config.maxPacketBytes());
    order = new StreamOrder(config.rtpClockHz(), rate);
    history = new ArrivalHistory(rate);
    target = new DelayTarget(config);
    stretch = new TimeStretch(channels, rate);
    joint = new Joint(channels, rate);
    fade = new FadeToNoise(channels, rate);
    recovery = new LossRecovery(decoder, store, frameSamples, grain);
    ledger = new ConcealmentLedger(counts, rate);
    line =
        new PlayoutLine(
            channels,
            Math.max(joint.pastSamples(), stretch.pastSamples()) + frameSamples,
            decoder.maxPacketSamples() + stretch.shorteningSamples() + stretch.largestSamples());
  }

  @Override
  public StreamFormat format() {
    return format;
  }

  /**
   * Hands a packet over. [network] Copies it, and neither waits, locks nor allocates.
   *
   * @param sequenceNumber RTP's, of which the lower 16 bits count
   * @param rtpTimestamp RTP's, all 32 bits
   * @param arrivalNanos when it came, by the buffer's clock: {@link System#nanoTime()} unless given
   *     another
   * @param packet holds the payload
   * @param offset its first byte
   * @param length its length in bytes
   * @return false if it was refused: empty, longer than {@link JitterConfig#maxPacketBytes()}, or
   *     come when {@link JitterConfig#capacityPackets()} waited already
   * @throws IndexOutOfBoundsException if the array does not hold it
   */
  public boolean put(
      int sequenceNumber,
      int rtpTimestamp,
      long arrivalNanos,
      byte[] packet,
      int offset,
      int length) {
    Objects.checkFromIndexSize(offset, length, packet.length);
    return inbox.offer(sequenceNumber, rtpTimestamp, arrivalNanos, packet, offset, length);
  }

  /**
   * Fills the next 10 ms. [audio]
   *
   * @param frame receives the sound, always finite: silence before the first packet is due
   * @throws IllegalArgumentException if the frame has another format
   * @throws IllegalStateException if the buffer is closed
   */
  @Override
  public void pull(AudioFrame frame) {
    FrameProcessor.checkFormat(frame, format);
    checkOpen();
    assert caller.enter();
    try {
      long now = clock.getAsLong();
      takePackets();
      dropBacklog(now);
      adapt(now);
      while (line.available() < frameSamples) {
        extend(now);
      }
      holdOut(now);
      line.read(frame);
      counts.total.add(frameSamples);
      if (genuine > line.available() + frameSamples) {
        fade.hear(line.samples(), line.at() - frameSamples, frameSamples);
      }
      counts.show(store.count(), target.ms(), skew.ppm());
    } finally {
      assert caller.leave();
    }
  }

  // ---- packets come

  private void takePackets() {
    // no more than there are places: producers may go on meanwhile
    for (int n = 0; n < inbox.capacity(); n++) {
      Packet packet = inbox.exchange(spare);
      if (packet == null) {
        return;
      }
      counts.received.add(1);
      spare = take(packet);
    }
  }

  /** Takes a packet in and gives another back. */
  private Packet take(Packet packet) {
    packet.samples = decoder.packetSamples(packet.bytes, 0, packet.length);
    if (packet.samples == 0) {
      counts.damaged.add(1);
      return packet;
    }
    if (order.place(packet)) {
      return accept(packet);
    }
    if (strayHeld && order.follows(packet, stray)) {
      restart();
      order.place(stray);
      stray = accept(stray);
      order.place(packet);
      return accept(packet);
    }
    if (strayHeld) {
      counts.discarded.add(1);
    }
    Packet free = stray;
    stray = packet;
    strayHeld = true;
    return free;
  }

  private Packet accept(Packet packet) {
    if (!seen.add(packet.sequence)) {
      counts.duplicate.add(1);
      return packet;
    }
    long delay = history.add(packet.position, packet.arrivalNanos);
    target.add(delay, packet.arrivalNanos);
    skew.add(history.fastestTransitNanos(), packet.arrivalNanos);
    if (!waiting && packet.position + grain <= next) {
      counts.late.add(1);
      return packet;
    }
    while (!store.hasRoomFor(packet.sequence)) {
      counts.discarded.add(1);
      if (packet.sequence < store.first().sequence) {
        return packet;
      }
      store.removeFirst();
      waiting = true;
    }
    return store.put(packet);
  }

  /** Another stream begins; what is known of the network stays. */
  private void restart() {
    counts.resets.add(1);
    strayHeld = false;
    forgetStream();
  }

  private void forgetStream() {
    counts.discarded.add(store.count());
    store.clear();
    seen.clear();
    order.reset();
    history.reset();
    skew.reset();
    level.reset();
    recovery.reset();
    decoder.reset();
    waiting = true;
    broken = true;
    paused = false;
  }

  // ---- the delay follows the network

  /** After a stall of the network or of this thread, sound too old to be caught up with. */
  private void dropBacklog(long now) {
    Packet packet = store.first();
    if (packet == null
        || history.delayNanos(packet.position, now) <= maxDelayNanos + MAX_BACKLOG_NANOS) {
      return;
    }
    while (packet != null
        && history.delayNanos(packet.position + packet.samples, now) > target.nanos()) {
      store.removeFirst();
      counts.discarded.add(1);
      packet = store.first();
    }
    waiting = true;
  }

  private void adapt(long now) {
    if (waiting || genuine < line.available()) {
      level.reset();
      return;
    }
    long delay = history.delayNanos(next - line.available(), now);
    counts.delay(delay);
    level.add(delay);
    if (!level.known() || genuine < line.available() + stretch.pastSamples()) {
      return;
    }
    // a frame is fetched as a whole: a packet whose sound begins within must come that much earlier
    long within = nanos(line.available() % frameSamples);
    long spare = level.leastNanos() - within - target.nanos();
    // taking out what lies within, or whole frames besides, leaves that much to spare or less
    long excess = within + Math.max(0, spare - spare % nanos(frameSamples));
    int wish = policy.wish(spare, excess, target.nanos());
    if (wish < 0) {
      shorten(samples(excess));
    } else if (wish > 0) {
      lengthen(policy.leastSimilarity());
    }
  }

  private void shorten(int most) {
    decodeUpTo(stretch.shorteningSamples());
    int removed =
        stretch.shorten(line.samples(), line.at(), line.end(), most, policy.leastSimilarity());
    if (removed > 0) {
      line.grow(-removed);
      counts.removed.add(removed);
      level.shift(-nanos(removed));
      policy.done();
    }
  }

  /**
   * Where the next packet is overdue and the sound at hand ends with the next frame: plays it
   * slower, so that a packet that is a little too late still comes in time.
   */
  private void holdOut(long now) {
    if (heldOut < HOLD_OUTS
        && !paused
        && !waiting
        && line.available() < 2 * frameSamples
        && genuine >= line.available() + stretch.pastSamples()
        && nextPacket() == null
        && history.delayNanos(next, now) > target.usualNanos()) {
      heldOut += lengthen(HOLD_OUT_SIMILARITY) ? 1 : 0;
    }
  }

  private boolean lengthen(float leastSimilarity) {
    decodeUpTo(stretch.largestSamples());
    line.reserve(stretch.largestSamples());
    int inserted = stretch.lengthen(line.samples(), line.at(), line.end(), leastSimilarity);
    if (inserted == 0) {
      return false;
    }
    line.grow(inserted);
    counts.inserted.add(inserted);
    level.shift(nanos(inserted));
    policy.done();
    return true;
  }

  private long nanos(int samples) {
    return samples * NANOS_PER_SECOND / format.sampleRateHz();
  }

  private int samples(long nanos) {
    return (int) Math.min(Integer.MAX_VALUE, nanos * format.sampleRateHz() / NANOS_PER_SECOND);
  }

  /** Decodes as far as packets follow without a gap. */
  private void decodeUpTo(int samples) {
    while (line.available() < samples) {
      Packet packet = nextPacket();
      if (packet == null || packet.position - next >= grain || standing > 0 || !decode(packet)) {
        return;
      }
    }
  }

  // ---- sound is made

  /** Makes the line longer, by at least one sample, or the store shorter. */
  private void extend(long now) {
    Packet packet = nextPacket();
    if (packet == null) {
      makeUp(frameSamples, paused);
      return;
    }
    if (waiting) {
      if (due(packet, now)) {
        goOnAt(packet, 0);
      } else {
        makeUp(frameSamples, false);
      }
      return;
    }
    long gap = packet.position - next;
    if (gap < grain) {
      ledger.settle(0);
      decode(packet);
    } else if (packet.sequence == lastSequence + 1) {
      if (due(packet, now)) {
        goOnAt(packet, gap);
      } else {
        makeUp(frameSamples, true);
      }
    } else {
      bridge(packet, gap, now);
    }
  }

  /** Makes up, or recovers, a piece of what was lost before a packet. */
  private void bridge(Packet packet, long gap, long now) {
    long missing = gap - standing;
    boolean excess = history.delayNanos(packet.position, now) > target.nanos() + LOSS_EXCESS_NANOS;
    if (missing < grain || (excess && standing > 0)) {
      goOnAt(packet, 0);
      return;
    }
    int near = (int) Math.min(missing, Integer.MAX_VALUE);
    switch (recovery.recover(packet, near, line)) {
      case FEC -> {
        counts.fecPackets.add(1);
        counts.fecSamples.add(recovery.samples());
        recovered(packet.position - missing, recovery.samples());
      }
      case DRED -> {
        counts.dredSamples.add(recovery.samples());
        recoveredParts += recovery.samples();
        while (recoveredParts >= packet.samples) {
          recoveredParts -= packet.samples;
          counts.dredPackets.add(1);
        }
        recovered(packet.position - missing, recovery.samples());
      }
      case NONE -> makeUp(recovery.samples(), paused);
    }
  }

  private void recovered(long position, int samples) {
    ledger.settle(0);
    append(samples, Kind.RECOVERED);
    counts.emitted.add(samples);
    next = position + samples;
    standing = 0;
  }

  /** The next packet whose sound has not been played yet, or null. */
  private Packet nextPacket() {
    Packet packet = store.first();
    while (packet != null && !waiting && packet.position + grain <= next) {
      store.removeFirst();
      counts.late.add(1);
      packet = store.first();
    }
    return packet;
  }

  /** Whether a packet has waited as long as the target asks, to the nearest frame. */
  private boolean due(Packet packet, long now) {
    return history.delayNanos(packet.position, now) + nanos(frameSamples) / 2 >= target.nanos();
  }

  private void goOnAt(Packet packet, long pauseSamples) {
    ledger.settle(pauseSamples);
    waiting = false;
    next = packet.position;
    broken = true;
    decode(packet);
  }

  private boolean decode(Packet packet) {
    store.removeFirst();
    line.reserve(decoder.maxPacketSamples());
    int samples = decoder.decode(packet.bytes, 0, packet.length, line.samples(), line.end());
    if (samples == 0) { // what it held is missing, as if it had not come
      counts.damaged.add(1);
      return false;
    }
    append(samples, Kind.DECODED);
    counts.emitted.add(samples);
    next = packet.position + samples;
    lastSequence = packet.sequence;
    paused = packet.length <= PAUSE_BYTES;
    standing = 0;
    heldOut = 0;
    return true;
  }

  private void makeUp(int samples, boolean pause) {
    line.reserve(samples);
    if (kind == Kind.SILENCE) {
      for (float[] channel : line.samples()) {
        Arrays.fill(channel, line.end(), line.end() + samples, 0f);
      }
      if (broken) { // a reset in the midst of sound
        joint.smooth(line.samples(), line.end(), line.end() + samples);
        broken = false;
      }
      line.grow(samples);
      return;
    }
    boolean silent = !paused && fade.complete(madeUp);
    if (!silent) {
      decoder.conceal(line.samples(), line.end(), samples);
    }
    if (!paused) { // in an announced pause the decoder's own comfort noise serves
      fade.apply(line.samples(), line.end(), samples, madeUp);
      madeUp += samples;
    }
    append(samples, Kind.MADE_UP);
    standing += samples;
    if (pause) {
      ledger.pause(samples);
    } else {
      ledger.open(samples, silent);
    }
  }

  private void append(int samples, Kind of) {
    int from = line.end();
    int to = from + samples;
    for (float[] channel : line.samples()) {
      guard.mend(channel, from, to);
    }
    if (of != kind || broken) {
      joint.smooth(line.samples(), from, to);
    }
    kind = of;
    broken = false;
    if (of == Kind.MADE_UP) {
      genuine = 0;
    } else {
      genuine += samples;
      madeUp = 0;
    }
    line.grow(samples);
  }

  // ---- the rest

  /** The position up to which sound has been pulled; the test's measure of delay. */
  long playedTo() {
    return next - line.available();
  }

  /**
   * What the buffer has done. [any]
   *
   * @return a snapshot
   */
  public JitterStatistics statistics() {
    return counts.view(inbox.refused());
  }

  /**
   * Forgets packets, sound and the network, as if new; statistics go on. [audio]
   *
   * @throws IllegalStateException if the buffer is closed
   */
  public void reset() {
    checkOpen();
    assert caller.enter();
    try {
      Packet packet = inbox.exchange(spare);
      while (packet != null) {
        counts.received.add(1);
        counts.discarded.add(1);
        spare = packet;
        packet = inbox.exchange(spare);
      }
      ledger.settle(0);
      forgetStream();
      counts.discarded.add(strayHeld ? 1 : 0);
      strayHeld = false;
      target.reset();
      fade.reset();
      line.drop();
      kind = Kind.SILENCE;
      standing = 0;
      madeUp = 0;
      genuine = 0;
    } finally {
      assert caller.leave();
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the jitter buffer is closed");
    }
  }

  /** Closes the decoder; further calls have no effect. [control] */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      decoder.close();
    }
  }
}
