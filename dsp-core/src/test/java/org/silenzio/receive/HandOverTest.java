package org.silenzio.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.silenzio.audio.AudioFrame;
import org.silenzio.testing.KernelIndependent;

/**
 * Packets from several network threads at once, as fast as they go: none is lost between two
 * counts, none is torn. Seconds in a build; {@code -Dsilenzio.jitter.stressMinutes=5} for so long
 * each.
 */
@KernelIndependent
class HandOverTest {

  private static final long STRESS_NANOS =
      Integer.getInteger("silenzio.jitter.stressMinutes", 0) == 0
          ? 1_500_000_000L
          : Integer.getInteger("silenzio.jitter.stressMinutes") * 60_000_000_000L;

  private static final int PRODUCERS = 4;

  /** Few, so that places are claimed again at once and the hand-over is often full. */
  private static final int CAPACITY = 16;

  private static final long PACKET_NANOS = 2_500_000L;
  private static final int PACKET_TICKS = 120;

  /** What a producer saw of its packets. */
  private record Handed(long taken, long refused) {
    static Handed sum(List<Future<Handed>> all) throws InterruptedException, ExecutionException {
      long taken = 0;
      long refused = 0;
      for (Future<Handed> one : all) {
        taken += one.get().taken();
        refused += one.get().refused();
      }
      return new Handed(taken, refused);
    }
  }

  /** A thread of the network. */
  private interface Producer {
    Handed run(int id, long untilNanos);
  }

  private static List<Future<Handed>> start(
      ExecutorService network, long untilNanos, Producer producer) {
    List<Future<Handed>> all = new ArrayList<>();
    for (int id = 0; id < PRODUCERS; id++) {
      int own = id;
      Callable<Handed> call = () -> producer.run(own, untilNanos);
      all.add(network.submit(call));
    }
    return all;
  }

  private static boolean allDone(List<Future<Handed>> all) {
    return all.stream().allMatch(Future::isDone);
  }

  /** The ring alone: every packet taken in comes out once, whole, in its producer's order. */
  @Test
  void everyPacketThatIsTakenInComesOutOnceAndWhole() throws Exception {
    PacketInbox inbox = new PacketInbox(CAPACITY, PatternCodec.MOST_BYTES);
    try (ExecutorService network = Executors.newFixedThreadPool(PRODUCERS)) {
      List<Future<Handed>> producers =
          start(network, System.nanoTime() + STRESS_NANOS, (id, until) -> flood(inbox, id, until));
      long[] next = new long[PRODUCERS];
      long wrong = 0;
      long out = 0;
      Packet empty = new Packet(PatternCodec.MOST_BYTES);
      while (true) {
        boolean last = allDone(producers);
        Packet packet = inbox.exchange(empty);
        if (packet == null && last) {
          break;
        }
        if (packet == null) {
          Thread.onSpinWait(); // to be there in the very moment it is passed on
          continue;
        }
        long number = PatternCodec.read(packet.bytes, packet.length);
        int id = (int) Long.remainderUnsigned(number, PRODUCERS);
        wrong += number == next[id] * PRODUCERS + id && headed(packet, number) ? 0 : 1;
        next[id]++;
        out++;
        empty = packet;
      }
      Handed handed = Handed.sum(producers);
      assertEquals(0, wrong, "torn, doubled, or out of order");
      assertEquals(handed.taken(), out);
      assertEquals(handed.refused(), inbox.refused());
      assertTrue(handed.taken() > 1_000, handed.toString());
    }
  }

  private static boolean headed(Packet packet, long number) {
    return packet.sequenceNumber == (number & 0xFFFF)
        && packet.rtpTimestamp == (int) (3 * number)
        && packet.arrivalNanos == -number;
  }

  /** Hands packets over as fast as it can; what was refused is tried again. */
  private static Handed flood(PacketInbox inbox, int id, long untilNanos) {
    byte[] bytes = new byte[PatternCodec.MOST_BYTES];
    long taken = 0;
    long refused = 0;
    while (System.nanoTime() - untilNanos < 0) {
      long number = taken * PRODUCERS + id;
      int length = PatternCodec.write(number, bytes);
      if (inbox.offer((int) number, (int) (3 * number), -number, bytes, 0, length)) {
        taken++;
      } else {
        refused++;
        LockSupport.parkNanos(1);
      }
    }
    return new Handed(taken, refused);
  }

  /**
   * The whole buffer, in time that its own pulls make pass: every packet comes twice, by whichever
   * threads are at it, now and then in a burst; some do not come, and the audio thread resets the
   * buffer in the midst of it.
   */
  @Test
  void everyPacketPutEndsInOneCount() throws Exception {
    PatternCodec codec = new PatternCodec();
    AtomicLong now = new AtomicLong();
    AtomicLong tickets = new AtomicLong();
    JitterConfig config =
        JitterConfig.defaults().withPackets(CAPACITY, PatternCodec.MOST_BYTES).withDelayMs(0, 500);
    try (JitterBuffer buffer = new JitterBuffer(codec, config, now::get);
        ExecutorService network = Executors.newFixedThreadPool(PRODUCERS)) {
      List<Future<Handed>> producers =
          start(
              network,
              System.nanoTime() + STRESS_NANOS,
              (id, until) -> talk(buffer, now, tickets, id, until));
      AudioFrame frame = new AudioFrame(buffer.format());
      Random random = new Random(1);
      JitterStatistics before = buffer.statistics();
      while (!allDone(producers)) {
        if (number(tickets.get()) * PACKET_NANOS < now.get()) { // the network has not come so far
          LockSupport.parkNanos(1);
          continue;
        }
        buffer.pull(frame);
        now.addAndGet(4 * PACKET_NANOS);
        if (random.nextInt(2_000) == 0) {
          buffer.reset();
        }
        JitterStatistics after = buffer.statistics();
        assertTrue(after.packetsReceived() >= before.packetsReceived());
        before = after;
      }
      buffer.pull(frame);
      buffer.reset(); // nothing waits any more
      buffer.pull(frame);
      Handed handed = Handed.sum(producers);
      JitterStatistics statistics = buffer.statistics();
      assertEquals(handed.taken(), statistics.packetsReceived());
      assertEquals(handed.refused(), statistics.packetsRefused());
      assertEquals(0, codec.torn);
      assertEquals(0, codec.disordered);
      assertEquals(0, statistics.packetsDamaged() + statistics.waitingPackets());
      assertEquals(
          statistics.packetsReceived(),
          codec.decodes
              + statistics.packetsDuplicate()
              + statistics.packetsLate()
              + statistics.packetsDiscarded(),
          () -> codec.decodes + " decoded, " + statistics);
      assertTrue(codec.decodes > 1_000 && statistics.packetsDuplicate() > 1_000, handed.toString());
    }
  }

  private static long number(long ticket) {
    return ticket / 2;
  }

  private static Handed talk(
      JitterBuffer buffer, AtomicLong now, AtomicLong tickets, int id, long untilNanos) {
    Random random = new Random(id);
    byte[] bytes = new byte[PatternCodec.MOST_BYTES];
    long taken = 0;
    long refused = 0;
    while (System.nanoTime() - untilNanos < 0) {
      int burst = random.nextInt(1_000) == 0 ? 3 * CAPACITY : 1;
      for (int n = 0; n < burst; n++) {
        long number = number(tickets.getAndIncrement());
        if (burst == 1) {
          while (number * PACKET_NANOS > now.get() + 4 * PACKET_NANOS
              && System.nanoTime() - untilNanos < 0) {
            LockSupport.parkNanos(1);
          }
        }
        if (number % 16 == 9) { // lost on its way
          continue;
        }
        int length = PatternCodec.write(number, bytes);
        int timestamp = (int) (PACKET_TICKS * number);
        if (buffer.put((int) number, timestamp, now.get(), bytes, 0, length)) {
          taken++;
        } else {
          refused++;
        }
      }
    }
    return new Handed(taken, refused);
  }
}
