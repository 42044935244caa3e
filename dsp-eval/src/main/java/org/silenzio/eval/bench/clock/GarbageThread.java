package org.silenzio.eval.bench.clock;

import org.silenzio.concurrent.Tally;

/**
 * What the rest of an application does to the heap: makes objects of 32 B to 4 KB at a steady rate.
 * Of a hundred, ninety are garbage at once; nine live for some tenths of a second, past a young
 * collection, and one for some seconds, into the old generation, both at 100 MB/s: their number
 * stays, so lower rates keep them longer. Does not end by itself.
 */
final class GarbageThread extends Thread {

  /** 10<sup>6</sup> bytes. */
  static final int BYTES_PER_MB = 1_000_000;

  private static final double NANOS_PER_SECOND = 1e9;

  /** Short enough that the garbage comes steadily, long enough to leave the processor alone. */
  private static final long STEP_NANOS = 1_000_000;

  /** A thread that was held up for longer does not make up for it: no call ever does. */
  private static final long MOST_STEP_NANOS = 100_000_000;

  private static final int LEAST_BYTES = 32;
  private static final int DOUBLINGS = 8;
  private static final int ARRAY_HEADER_BYTES = 16;

  private static final int PERCENT = 100;
  private static final int DEAD_AT_ONCE_PERCENT = 90;
  private static final int BRIEF_PERCENT = 9;

  private static final int BRIEF_OBJECTS = 4_096;
  private static final int LONG_OBJECTS = 8_192;

  private final TimeSource time;
  private final double bytesPerNano;
  private final byte[][] brief = new byte[BRIEF_OBJECTS][];
  private final byte[][] lasting = new byte[LONG_OBJECTS][];
  private final Tally bytes = new Tally();

  @SuppressWarnings("unused") // what is stored here cannot be optimised away
  private volatile byte[] newest;

  private int briefAt;
  private int lastingAt;
  private long state = 1;

  /**
   * Makes the thread, which is not started.
   *
   * @param time the time it goes by
   * @param mbPerSecond how much, in MB of 10<sup>6</sup> bytes, 1 or more
   */
  GarbageThread(TimeSource time, int mbPerSecond) {
    super("garbage");
    this.time = time;
    bytesPerNano = mbPerSecond * (BYTES_PER_MB / NANOS_PER_SECOND);
    setDaemon(true);
  }

  @Override
  public void run() {
    makeUntilInterrupted();
  }

  /** The thread's work, on whichever thread calls. */
  void makeUntilInterrupted() {
    long before = time.nanoTime();
    double owed = 0;
    while (!Thread.currentThread().isInterrupted()) {
      time.parkNanos(STEP_NANOS);
      long now = time.nanoTime();
      owed += bytesPerNano * Math.min(now - before, MOST_STEP_NANOS);
      before = now;
      while (owed > 0) {
        owed -= make();
      }
    }
  }

  private int make() {
    long random = next();
    byte[] object = new byte[(LEAST_BYTES << (random & (DOUBLINGS - 1))) - ARRAY_HEADER_BYTES];
    newest = object;
    int lot = (int) ((random >>> 32) % PERCENT);
    if (lot >= DEAD_AT_ONCE_PERCENT + BRIEF_PERCENT) {
      lasting[lastingAt] = object;
      lastingAt = (lastingAt + 1) % LONG_OBJECTS;
    } else if (lot >= DEAD_AT_ONCE_PERCENT) {
      brief[briefAt] = object;
      briefAt = (briefAt + 1) % BRIEF_OBJECTS;
    }
    int made = object.length + ARRAY_HEADER_BYTES;
    bytes.add(made);
    return made;
  }

  /** Marsaglia's xorshift, "Xorshift RNGs", J. Statistical Software 8(14), 2003. */
  private long next() {
    state ^= state << 13;
    state ^= state >>> 7;
    state ^= state << 17;
    return state >>> 1;
  }

  /** Bytes made so far. [any] */
  long bytes() {
    return bytes.get();
  }
}
