package org.silenzio.receive;

import java.util.Arrays;

/** Tells a second copy of a packet from one that is merely late. [audio] */
final class SeenSequences {

  /** 20 s of packets of 20 ms, more than any copy takes. */
  private static final int REMEMBERED = 1_024;

  private final long[] seen = new long[REMEMBERED];

  SeenSequences() {
    clear();
  }

  /** Notes a number; false if it was noted before. */
  boolean add(long sequence) {
    int slot = (int) sequence & (REMEMBERED - 1);
    if (seen[slot] == sequence) {
      return false;
    }
    // an older number leaves a newer one's note in place: it is late whatever it is
    seen[slot] = Math.max(seen[slot], sequence);
    return true;
  }

  void clear() {
    Arrays.fill(seen, Long.MIN_VALUE);
  }
}
