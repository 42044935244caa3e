package org.silenzio.samples;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.silenzio.receive.JitterBuffer;

/** A network for examples: delays packets by 30 ms and more, loses some, and hands them over. */
final class Network {

  private static final long BASE_NANOS = 30_000_000;
  private static final double JITTER_NANOS = 8e6;
  private static final double LOSS = 0.05;

  private record Underway(int number, int timestamp, byte[] packet, long arrivalNanos) {}

  private final Random random;
  private final int ticksPerPacket;
  private final PriorityQueue<Underway> underway =
      new PriorityQueue<>(Comparator.comparingLong(Underway::arrivalNanos));
  private int sent;
  private int lost;

  Network(int ticksPerPacket, long seed) {
    this.ticksPerPacket = ticksPerPacket;
    random = new Random(seed);
  }

  /** Sends a packet off. An app would put number and timestamp into the RTP header. */
  void send(byte[] packet, long nowNanos) {
    int number = sent++;
    if (random.nextDouble() < LOSS) {
      lost++;
      return;
    }
    long delayNanos = BASE_NANOS + (long) (-JITTER_NANOS * Math.log(1 - random.nextDouble()));
    underway.add(new Underway(number, number * ticksPerPacket, packet, nowNanos + delayNanos));
  }

  /** Hands over what has arrived. */
  void deliver(JitterBuffer to, long nowNanos) {
    while (!underway.isEmpty() && underway.peek().arrivalNanos() <= nowNanos) {
      Underway next = underway.poll();
      to.put(
          next.number(),
          next.timestamp(),
          next.arrivalNanos(),
          next.packet(),
          0,
          next.packet().length);
    }
  }

  int sent() {
    return sent;
  }

  int lost() {
    return lost;
  }
}
