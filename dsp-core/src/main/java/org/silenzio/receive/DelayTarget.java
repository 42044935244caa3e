package org.silenzio.receive;

/**
 * How late the sound should be played so that nearly all packets come in time. Of each quarter of a
 * second the slowest packet is entered into a {@link DelayHistogram}, so that the quantile speaks
 * of stretches of a call without a gap, not of packets: they are late in bunches. What is slow that
 * often is waited for, however slow. What is slow but now and then is waited for up to {@link
 * #CAUTION_MS}: a network that has held packets up once will do so again, but to wait for all of a
 * rare stall would cost more than the gap. [audio]
 */
final class DelayTarget {

  /** WebRTC takes 500 ms; a spike counts once or twice, however many packets queue up behind it. */
  private static final long INTERVAL_NANOS = 250_000_000L;

  /**
   * An entry has lost half its weight after 4.2 s. With half or twice that neither what is
   * concealed nor the delay changed on the simulated networks, calls of 15 s; WebRTC's 20 s hold
   * the delay up after a bad time.
   */
  private static final double FORGET = 0.96;

  /** Of packets, not of intervals: half its weight is lost after a second of 20 ms each. */
  private static final double FORGET_PACKET = 0.986;

  /** A packet later than this share of all is overdue. */
  private static final double USUAL = 0.9;

  /** So much waiting rare delays may cause: what simple receivers do all the time. */
  private static final double CAUTION_MS = 60;

  /** Of the slowest packet: frames are fetched whole, which leaves some more. */
  private static final double CAUTION_SHARE = 0.9;

  /** After a minute half of it is left, from 60 ms to the usual floor of 20 it takes 95 s. */
  private static final double CAUTION_HALF_LIFE_NANOS = 60e9;

  /** Until so many of them are known the target is not below the first one. */
  private static final int FIRST_LESSONS = 4;

  private static final double NANOS_PER_MS = 1e6;

  private final int minMs;
  private final int maxMs;
  private final int startMs;
  private final double quantile;
  private final DelayHistogram histogram;
  private final DelayHistogram packets;
  private boolean open;
  private long openedNanos;
  private long slowestNanos;
  private int targetMs;
  private int usualMs;
  private double cautionMs;

  DelayTarget(JitterConfig config) {
    minMs = config.minDelayMs();
    maxMs = config.maxDelayMs();
    startMs = config.startDelayMs();
    quantile = config.quantile();
    histogram = new DelayHistogram(maxMs, FORGET);
    packets = new DelayHistogram(maxMs, FORGET_PACKET);
    targetMs = startMs;
    usualMs = startMs;
  }

  /** Takes in how much slower than the fastest a packet was. */
  void add(long delayNanos, long arrivalNanos) {
    packets.add(delayNanos / NANOS_PER_MS);
    if (open && arrivalNanos - openedNanos >= INTERVAL_NANOS) {
      histogram.add(slowestNanos / NANOS_PER_MS);
      open = false;
      usualMs = packets.quantileMs(USUAL);
      beCautious(arrivalNanos - openedNanos);
      int oftenMs = histogram.quantileMs(quantile);
      int wantedMs = Math.clamp(Math.max(oftenMs, (int) cautionMs), minMs, maxMs);
      targetMs = histogram.entries() < FIRST_LESSONS ? Math.max(startMs, wantedMs) : wantedMs;
    }
    if (!open) {
      open = true;
      openedNanos = arrivalNanos;
      slowestNanos = 0;
    }
    slowestNanos = Math.max(slowestNanos, delayNanos);
  }

  private void beCautious(long sinceNanos) {
    double left = cautionMs * Math.pow(0.5, sinceNanos / CAUTION_HALF_LIFE_NANOS);
    double learnt = Math.min(CAUTION_MS, CAUTION_SHARE * slowestNanos / NANOS_PER_MS);
    cautionMs = Math.max(left, learnt);
  }

  int ms() {
    return targetMs;
  }

  long nanos() {
    return (long) (targetMs * NANOS_PER_MS);
  }

  /** How much slower than the fastest a packet usually is at the most, in ns. */
  long usualNanos() {
    return (long) (usualMs * NANOS_PER_MS);
  }

  void reset() {
    histogram.reset();
    packets.reset();
    usualMs = startMs;
    cautionMs = 0;
    open = false;
    targetMs = startMs;
  }
}
