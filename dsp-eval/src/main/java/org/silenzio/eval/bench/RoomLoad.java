package org.silenzio.eval.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What a group call costs: a room of {@link GroupRoom} on one thread, whose processor time counts,
 * so that other work on the machine matters little.
 *
 * @param members how many
 * @param quiet what those send who do not talk: hiss or dtx
 * @param complexity Opus's
 * @param audioSeconds how long the call was
 * @param realTimeFactor the thread's processor time per time of the call
 * @param medianRoundMs of the clock, as the rest but the last
 * @param longRoundMs the time that one round in a hundred takes or exceeds
 * @param mixes how many the mixer made at the end
 * @param encodedPerSecond packets encoded
 * @param sentPerSecond packets sent
 * @param bytesPerRound allocated by the thread
 */
public record RoomLoad(
    int members,
    String quiet,
    int complexity,
    int audioSeconds,
    double realTimeFactor,
    double medianRoundMs,
    double longRoundMs,
    int mixes,
    double encodedPerSecond,
    double sentPerSecond,
    double bytesPerRound) {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUNDS_PER_SECOND = 100;
  private static final double NANOS_PER_MS = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double LONG_ROUND = 0.99;

  /**
   * Measures.
   *
   * @param members 1 or more
   * @param quiet hiss or dtx
   * @param complexity 0 to 10
   * @param warmUpSeconds of the call that do not count, 1 or more
   * @param seconds of the call that count, 1 or more
   * @throws IllegalArgumentException if a parameter is out of its range
   * @throws IllegalStateException if Opus cannot run here
   */
  public static RoomLoad measure(
      int members, String quiet, int complexity, int warmUpSeconds, int seconds) {
    GroupRoom.Quiet kind = GroupRoom.Quiet.of(quiet);
    check("members", members);
    check("warmUpSeconds", warmUpSeconds);
    check("seconds", seconds);
    int rounds = seconds * ROUNDS_PER_SECOND;
    long[] took = new long[rounds];
    try (GroupRoom room = new GroupRoom(members, kind, complexity)) {
      for (int n = 0; n < warmUpSeconds * ROUNDS_PER_SECOND; n++) {
        room.receive();
        room.work();
      }
      long encoded = room.call().encodedPackets();
      long sent = room.packetsOut();
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      long begun = THREADS.getCurrentThreadCpuTime();
      for (int n = 0; n < rounds; n++) {
        long start = System.nanoTime();
        room.receive();
        room.work();
        took[n] = System.nanoTime() - start;
      }
      long used = THREADS.getCurrentThreadCpuTime() - begun;
      bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
      Arrays.sort(took);
      return new RoomLoad(
          members,
          quiet,
          complexity,
          seconds,
          used / (seconds * NANOS_PER_SECOND),
          took[rounds / 2] / NANOS_PER_MS,
          took[(int) (LONG_ROUND * rounds)] / NANOS_PER_MS,
          room.call().statistics().mixes(),
          (double) (room.call().encodedPackets() - encoded) / seconds,
          (double) (room.packetsOut() - sent) / seconds,
          (double) bytes / rounds);
    }
  }

  private static void check(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ", allowed: 1 or more");
    }
  }
}
