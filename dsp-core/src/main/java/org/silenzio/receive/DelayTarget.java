package org.silenzio.receive;

/**
 * How late the sound should be played so that nearly all packets come in time. Of each quarter of a
 * second the slowest packet is entered into a {@link DelayHistogram}, so that the quantile speaks
 * of stretches of a call without a gap, not of packets: they are late in bunches. [audio]
 */
final class DelayTarget {

  /** WebRTC takes 500 ms; a spike counts once or twice, however many packets queue up behind it. */
  private static final long INTERVAL_NANOS = 250_000_000L;

  /**
   * An entry has lost half its weight after 5.7 s. WebRTC's 20 s hold the delay up long after a bad
   * time.
   */
  private static final double FORGET = 0.97;

  /**
   * The slowest packet of late sets a floor, however seldom it came: what happened within a minute
   * happens again.
   */
  private static final double SLOWEST_SHARE = 0.7;

  /** That floor is no higher: more delay at all times is worse than a gap now and then. */
  private static final double MOST_FLOOR_MS = 50;

  /** Half of it is forgotten after a minute. */
  private static final double FLOOR_HALF_LIFE_NANOS = 60e9;

  /** Of packets, not of intervals: half its weight is lost after a second of 20 ms each. */
  private static final double FORGET_PACKET = 0.986;

  /** A packet later than this share of all is overdue. */
  private static final double USUAL = 0.95;

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
  private double floorMs;
  private int targetMs;
  private int usualMs;

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
      learnFloor(arrivalNanos - openedNanos);
      open = false;
      usualMs = packets.quantileMs(USUAL);
      int leastMs = Math.max(minMs, Math.min((int) floorMs, maxMs));
      int wantedMs = Math.clamp(histogram.quantileMs(quantile), leastMs, maxMs);
      targetMs = histogram.entries() < FIRST_LESSONS ? Math.max(startMs, wantedMs) : wantedMs;
    }
    if (!open) {
      open = true;
      openedNanos = arrivalNanos;
      slowestNanos = 0;
    }
    slowestNanos = Math.max(slowestNanos, delayNanos);
  }

  private void learnFloor(long passedNanos) {
    double now = Math.min(MOST_FLOOR_MS, SLOWEST_SHARE * slowestNanos / NANOS_PER_MS);
    floorMs = Math.max(now, floorMs * Math.pow(0.5, passedNanos / FLOOR_HALF_LIFE_NANOS));
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
    floorMs = 0;
    usualMs = startMs;
    open = false;
    targetMs = startMs;
  }
}
