package org.silenzio.receive;

/**
 * How late packets and the sound being played are, against the packet that came fastest within the
 * last seconds: transit times are known but for a constant, the distance of two clocks, which the
 * fastest packet takes out. Because it is forgotten after {@link #WINDOW_NANOS}, clocks may drift.
 * [audio]
 */
final class ArrivalHistory {

  /** As long as WebRTC's: at 300 ppm the clocks part by 0.6 ms meanwhile. */
  private static final long WINDOW_NANOS = 2_000_000_000L;

  /** Packets of 2.5 ms in the window, and more. */
  private static final int CAPACITY = 1_024;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final int sampleRateHz;

  /** Transits that rise from the fastest on, with the times they were seen: a queue in a ring. */
  private final long[] transits = new long[CAPACITY];

  private final long[] times = new long[CAPACITY];
  private int head;
  private int size;

  ArrivalHistory(int sampleRateHz) {
    this.sampleRateHz = sampleRateHz;
  }

  /**
   * Notes a packet.
   *
   * @return how much slower than the fastest it was, in ns, 0 or more
   */
  long add(long position, long arrivalNanos) {
    long transit = arrivalNanos - nanos(position);
    while (size > 0 && arrivalNanos - times[head] > WINDOW_NANOS) {
      head = (head + 1) % CAPACITY;
      size--;
    }
    while (size > 0 && transits[at(size - 1)] >= transit) {
      size--;
    }
    if (size < CAPACITY) {
      transits[at(size)] = transit;
      times[at(size)] = arrivalNanos;
      size++;
    }
    return transit - transits[head];
  }

  /** How late sound is that is played at a time, in ns; no packet may be later. */
  long delayNanos(long position, long nowNanos) {
    return size == 0 ? 0 : nowNanos - nanos(position) - transits[head];
  }

  /** The fastest packet's transit in ns, but for the clocks' distance. */
  long fastestTransitNanos() {
    return size == 0 ? 0 : transits[head];
  }

  private long nanos(long position) {
    return position / sampleRateHz * NANOS_PER_SECOND
        + position % sampleRateHz * NANOS_PER_SECOND / sampleRateHz;
  }

  private int at(int index) {
    return (head + index) % CAPACITY;
  }

  void reset() {
    size = 0;
  }
}
