package org.silenzio.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class JitterBufferTest {

  private static final int RATE = 48_000;
  private static final int PACKET = 960;
  private static final int STEADY_MS = 80;

  /** A target that does not move. */
  private static final JitterConfig STEADY =
      JitterConfig.defaults().withDelayMs(STEADY_MS, STEADY_MS);

  /** Never zero, never twice the same within a second, and smooth. */
  private static float ramp(long position) {
    return (position % RATE + 1) / (float) (2 * RATE);
  }

  private static void assertRun(float[] heard, int at, long position, int samples) {
    for (int i = 0; i < samples; i++) {
      assertEquals(ramp(position + i), heard[at + i], "sample " + i + " of " + samples);
    }
  }

  /** Where the signal begins. */
  private static int start(float[] heard) {
    int at = 0;
    while (at < heard.length && heard[at] == 0f) {
      at++;
    }
    return at;
  }

  @Test
  void steadyPacketsArePlayedAsTheyAreAfterTheStartingDelay() {
    try (Line line = new Line(RATE, JitterBufferTest::ramp, JitterConfig.defaults())) {
      Talker talker = new Talker(line);
      for (int n = 0; n < 40; n++) {
        talker.send(20 * n);
      }
      line.run(800);
      float[] heard = line.heard();
      assertEquals(RATE * 40 / 1_000, start(heard));
      // the joint of silence and ramp is faded over 5 ms
      assertRun(heard, start(heard) + 240, 240, heard.length - start(heard) - 240);
      JitterStatistics statistics = line.statistics();
      assertEquals(0, statistics.concealedSamples());
      assertTrue(statistics.currentDelayMs() > 35, "" + statistics);
    }
  }

  /**
   * A line on which 20 ms are known to be lost from the packet with a number on, of a steady 60.
   */
  private static Line withLoss(int lostFrom, int lost, int fecSamples, int redundancySamples) {
    Line line = new Line(RATE, JitterBufferTest::ramp, STEADY);
    Talker talker = new Talker(line);
    talker.fecSamples = fecSamples;
    talker.redundancySamples = redundancySamples;
    for (int n = 0; n < 60; n++) {
      if (n >= lostFrom && n < lostFrom + lost) {
        talker.lose();
      } else {
        talker.send(20 * n);
      }
    }
    line.run(1_200);
    return line;
  }

  /** The place in what was heard at which a position belongs. */
  private static int place(long position) {
    return (int) position + RATE * STEADY_MS / 1_000;
  }

  @Test
  void errorCorrectionBringsTheLastLostPacketBack() {
    try (Line line = withLoss(20, 1, PACKET, 0)) {
      assertRun(line.heard(), place(960), 960, 50 * PACKET);
      JitterStatistics statistics = line.statistics();
      assertEquals(0, statistics.concealedSamples());
      assertEquals(1, statistics.fecRecoveredPackets());
      assertEquals(PACKET, statistics.fecRecoveredSamples());
      assertEquals(0, line.codec.concealedSamples);
    }
  }

  @Test
  void redundancyComesBeforeErrorCorrectionWhereThatDoesNotReach() {
    try (Line line = withLoss(20, 3, PACKET, RATE)) {
      assertRun(line.heard(), place(960), 960, 50 * PACKET);
      JitterStatistics statistics = line.statistics();
      assertEquals(0, statistics.concealedSamples());
      // the buffer holds 80 ms: the packet behind the gap has come when the gap begins
      assertEquals(PACKET, statistics.fecRecoveredSamples());
      assertEquals(2 * PACKET, statistics.dredRecoveredSamples());
      assertEquals(2, statistics.dredRecoveredPackets());
      assertEquals(4, line.codec.redundancyDecodes, "pieces of 10 ms");
      assertEquals(1, line.codec.redundancyReads);
    }
  }

  @Test
  void withoutEitherTheDecoderMakesUpAndTheRestStaysInItsPlace() {
    try (Line line = withLoss(20, 2, 0, 0)) {
      assertRun(line.heard(), place(960), 960, 19 * PACKET);
      // behind the gap and its joint of 5 ms everything is where it would be without a loss
      assertRun(line.heard(), place(22 * PACKET + 240), 22 * PACKET + 240, 30 * PACKET);
      JitterStatistics statistics = line.statistics();
      assertEquals(2 * PACKET, statistics.concealedSamples());
      assertEquals(2 * PACKET, line.codec.concealedSamples);
      assertEquals(1, statistics.concealmentEvents());
      assertEquals(0, statistics.interruptions());
      assertEquals(0, statistics.comfortNoiseSamples());
    }
  }

  @Test
  void shortRedundancyLeavesTheBeginningOfTheGapToTheDecoder() {
    try (Line line = withLoss(20, 3, 0, 3 * PACKET / 2)) {
      JitterStatistics statistics = line.statistics();
      assertEquals(3 * PACKET / 2, statistics.dredRecoveredSamples());
      assertEquals(3 * PACKET / 2, statistics.concealedSamples());
      assertRun(line.heard(), place(43 * PACKET / 2 + 240), 43L * PACKET / 2 + 240, 30 * PACKET);
    }
  }

  @Test
  void reorderedAndDoubledPacketsAreAsIfTheyWereNot() {
    try (Line line = new Line(RATE, JitterBufferTest::ramp, STEADY)) {
      Talker talker = new Talker(line);
      for (int n = 0; n < 60; n++) {
        double reordered = n % 3 == 1 ? 45 : 0;
        if (n % 4 == 2 && n < 50) {
          talker.sendTwice(20 * n + reordered, 20 * n + 30 * (n % 7));
        } else {
          talker.send(20 * n + reordered);
        }
      }
      line.run(1_200);
      assertRun(line.heard(), place(960), 960, 54 * PACKET);
      JitterStatistics statistics = line.statistics();
      assertEquals(12, statistics.packetsDuplicate());
      assertEquals(0, statistics.packetsLate() + statistics.packetsDiscarded());
      assertEquals(0, statistics.concealedSamples());
    }
  }

  @Test
  void aPacketThatComesAfterItsRecoveryIsLate() {
    try (Line line = new Line(RATE, JitterBufferTest::ramp, STEADY)) {
      Talker talker = new Talker(line);
      talker.fecSamples = PACKET;
      for (int n = 0; n < 60; n++) {
        talker.send(n == 20 ? 20 * n + 120 : 20 * n);
      }
      line.run(1_200);
      assertRun(line.heard(), place(960), 960, 54 * PACKET);
      JitterStatistics statistics = line.statistics();
      assertEquals(1, statistics.packetsLate());
      assertEquals(1, statistics.fecRecoveredPackets());
    }
  }

  @Test
  void framesMayChangeTheirDuration() {
    try (Line line = new Line(RATE, JitterBufferTest::ramp, STEADY)) {
      Talker talker = new Talker(line);
      double at = 0;
      int[] durations = {960, 120, 5_760, 480, 2_880, 240, 1_920};
      for (int n = 0; at < 1_900; n++) {
        talker.samples = durations[n / 3 % durations.length];
        talker.send(at);
        // the next one comes when its sound has been spoken
        at += talker.packetMs();
      }
      line.run(1_900);
      assertRun(line.heard(), place(960), 960, 84_000);
      assertEquals(0, line.statistics().concealedSamples());
    }
  }
}
