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
   * An entry has lost half its weight after 3.4 s. WebRTC's 20 s hold the delay up long after a bad
   * time. A longer memory with a lower quantile gives nearly the same.
   */
  private static final double FORGET = 0.95;

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
      open = false;
      usualMs = packets.quantileMs(USUAL);
      int wantedMs = Math.clamp(histogram.quantileMs(quantile), minMs, maxMs);
      targetMs = histogram.entries() < FIRST_LESSONS ? Math.max(startMs, wantedMs) : wantedMs;
    }
    if (!open) {
      open = true;
      openedNanos = arrivalNanos;
      slowestNanos = 0;
    }
    slowestNanos = Math.max(slowestNanos, delayNanos);
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
    open = false;
    targetMs = startMs;
  }
}
