package org.silenzio.receive;

/**
 * The least delay of the last frames: devices fetch frames in bunches, and the last of a bunch has
 * the least to spare. [audio]
 */
final class DelayLevel {

  /** 100 ms, more than a device's bunch. */
  private static final int FRAMES = 10;

  private final long[] recent = new long[FRAMES];
  private int count;

  void add(long delayNanos) {
    recent[count % FRAMES] = delayNanos;
    count = count + 1 == 2 * FRAMES ? FRAMES : count + 1;
  }

  /** Whether so many frames are known that the least of them speaks for all. */
  boolean known() {
    return count >= FRAMES;
  }

  long leastNanos() {
    long least = recent[0];
    for (int n = 1; n < Math.min(count, FRAMES); n++) {
      least = Math.min(least, recent[n]);
    }
    return least;
  }

  /** Shifts the past, as a stretch of the sound does. */
  void shift(long nanos) {
    for (int n = 0; n < FRAMES; n++) {
      recent[n] += nanos;
    }
  }

  void reset() {
    count = 0;
  }
}
