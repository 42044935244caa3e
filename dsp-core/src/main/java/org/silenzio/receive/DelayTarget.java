package org.silenzio.receive;

/**
 * How late the sound should be played so that nearly all packets come in time. Of each half second
 * the slowest packet is entered into a {@link DelayHistogram}, so that the quantile speaks of
 * stretches of a call without a gap, not of packets: they are late in bunches. [audio]
 */
final class DelayTarget {

  /** As WebRTC's: a spike counts once, however many packets queued up behind it. */
  private static final long INTERVAL_NANOS = 500_000_000L;

  /** As WebRTC's, per half second: an entry has lost half its weight after 20 s. */
  private static final double FORGET = 0.983;

  /** Until so many half seconds are known the target is not below the first one. */
  private static final int FIRST_LESSONS = 2;

  private static final double NANOS_PER_MS = 1e6;

  private final int minMs;
  private final int maxMs;
  private final int startMs;
  private final double quantile;
  private final DelayHistogram histogram;
  private boolean open;
  private long openedNanos;
  private long slowestNanos;
  private int targetMs;

  DelayTarget(JitterConfig config) {
    minMs = config.minDelayMs();
    maxMs = config.maxDelayMs();
    startMs = config.startDelayMs();
    quantile = config.quantile();
    histogram = new DelayHistogram(maxMs, FORGET);
    targetMs = startMs;
  }

  /** Takes in how much slower than the fastest a packet was. */
  void add(long delayNanos, long arrivalNanos) {
    if (open && arrivalNanos - openedNanos >= INTERVAL_NANOS) {
      histogram.add(slowestNanos / NANOS_PER_MS);
      open = false;
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

  void reset() {
    histogram.reset();
    open = false;
    targetMs = startMs;
  }
}
