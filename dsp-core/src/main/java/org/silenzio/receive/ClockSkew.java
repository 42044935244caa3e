package org.silenzio.receive;

/**
 * How much faster the sender's clock runs than the receiver's: the slope of a line through the
 * fastest packets' transits. Of each {@link #BLOCK_NANOS} the fastest counts, for only that one met
 * no queue. [audio]
 */
final class ClockSkew {

  private static final long BLOCK_NANOS = 5_000_000_000L;

  /** Two minutes. */
  private static final int BLOCKS = 24;

  /** With fewer, jitter says more than drift. */
  private static final int LEAST_BLOCKS = 4;

  private static final double PPM = 1e6;

  private final long[] times = new long[BLOCKS];
  private final long[] transits = new long[BLOCKS];
  private int count;
  private boolean open;
  private long openedNanos;
  private long bestTime;
  private long bestTransit;
  private double ppm = Double.NaN;

  void add(long transitNanos, long arrivalNanos) {
    if (open && arrivalNanos - openedNanos >= BLOCK_NANOS) {
      times[count % BLOCKS] = bestTime;
      transits[count % BLOCKS] = bestTransit;
      count++;
      open = false;
      fit();
    }
    if (!open || transitNanos < bestTransit) {
      bestTransit = transitNanos;
      bestTime = arrivalNanos;
    }
    if (!open) {
      open = true;
      openedNanos = arrivalNanos;
    }
  }

  private void fit() {
    int n = Math.min(count, BLOCKS);
    if (n < LEAST_BLOCKS) {
      return;
    }
    double meanTime = 0;
    double meanTransit = 0;
    for (int i = 0; i < n; i++) {
      meanTime += (double) (times[i] - times[0]) / n;
      meanTransit += (double) (transits[i] - transits[0]) / n;
    }
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < n; i++) {
      double time = times[i] - times[0] - meanTime;
      covariance += time * (transits[i] - transits[0] - meanTransit);
      variance += time * time;
    }
    ppm = -PPM * covariance / variance;
  }

  /** Millionths, positive if the sender is the faster; NaN while not known. */
  double ppm() {
    return ppm;
  }

  void reset() {
    count = 0;
    open = false;
    ppm = Double.NaN;
  }
}
