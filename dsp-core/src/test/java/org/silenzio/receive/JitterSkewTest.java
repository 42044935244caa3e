package org.silenzio.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.testing.Tones;

/**
 * Clocks that differ, faster than real time. A few minutes in a build; {@code
 * -Dsilenzio.jitter.skewMinutes=60} for an hour.
 */
class JitterSkewTest {

  private static final int MINUTES = Integer.getInteger("silenzio.jitter.skewMinutes", 4);
  private static final int RATE = 16_000;
  private static final double TONE_HZ = 440;
  private static final double AMPLITUDE = 0.5;

  /** A table of one second, of whole periods. */
  private static final float[] TONE = Tones.sine(TONE_HZ, AMPLITUDE, RATE, RATE);

  /** The tone's own second difference at most: A (2 sin(πf/r))². */
  private static final double OWN_BEND =
      AMPLITUDE * Math.pow(2 * Math.sin(Math.PI * TONE_HZ / RATE), 2);

  /**
   * 6 dB over the tone's own: a fade between places half a sample apart hardly bends it, a missing
   * sample would do so fivefold, a gap tenfold.
   */
  private static final double LARGEST_BEND = 2 * OWN_BEND;

  private static float tone(long position) {
    return TONE[(int) (position % RATE)];
  }

  @ParameterizedTest
  @ValueSource(ints = {300, -300, 0})
  void aToneHasNeitherGapNorClickAndKeepsItsPitch(int skewPpm) {
    Random random = new Random(skewPpm);
    long[] now = {0};
    TestCodec codec = new TestCodec(RATE, 1, JitterSkewTest::tone);
    try (JitterBuffer buffer = new JitterBuffer(codec, JitterConfig.defaults(), () -> now[0])) {
      AudioFrame frame = new AudioFrame(buffer.format());
      int frames = MINUTES * 6_000;
      double nextMs = 5;
      long sent = 0;
      float[] second = new float[RATE];
      double before = 0;
      double last = 0;
      double largestBend = 0;
      for (int n = 0; n < frames; n++) {
        double nowMs = 10.0 * n;
        while (nextMs <= nowMs) {
          byte[] packet = TestCodec.sound(320 * sent, 320, 0, 0);
          buffer.put(
              (int) sent, (int) (960 * sent), (long) (nextMs * 1e6), packet, 0, packet.length);
          sent++;
          nextMs = sent * 20 * (1 - skewPpm * 1e-6) + 5 + 8 * random.nextDouble();
        }
        now[0] = (long) (nowMs * 1e6);
        buffer.pull(frame);
        for (float sample : frame.channel(0)) {
          if (n > 20) {
            largestBend = Math.max(largestBend, Math.abs(before - 2 * last + sample));
          }
          before = last;
          last = sample;
        }
        System.arraycopy(frame.channel(0), 0, second, n % 100 * 160, 160);
        if (n % 100 == 99 && n > 100) {
          checkPitch(second, buffer.statistics());
        }
      }
      JitterStatistics statistics = buffer.statistics();
      assertEquals(0, statistics.concealedSamples());
      assertTrue(largestBend < LARGEST_BEND, largestBend + ", the tone's own: " + OWN_BEND);
      // what the clocks part by is taken out or put in, but for what the delay may vary by
      double parted = skewPpm * 1e-6 * RATE * 60 * MINUTES;
      double changed =
          statistics.removedSamplesForAcceleration() - statistics.insertedSamplesForDeceleration();
      assertEquals(parted, changed, 0.03 * RATE);
      assertEquals(skewPpm, statistics.skewPpm(), 10);
      assertTrue(statistics.meanDelayMs() < 30, "" + statistics);
    }
  }

  /** The frequency by its zero crossings, upwards, between the first and the last. */
  private static void checkPitch(float[] second, JitterStatistics statistics) {
    double first = -1;
    double last = 0;
    int periods = -1;
    for (int i = 1; i < second.length; i++) {
      if (second[i - 1] < 0 && second[i] >= 0) {
        last = i - second[i] / (second[i] - second[i - 1]);
        first = first < 0 ? last : first;
        periods++;
      }
    }
    // half a sample's phase in a second, several times over at the most: under a tenth of a percent
    assertEquals(TONE_HZ, periods * RATE / (last - first), 0.44, () -> "" + statistics);
  }

  @Test
  void theSkewIsTheSlopeOfTheFastestTransits() {
    ClockSkew skew = new ClockSkew();
    Random random = new Random(5);
    for (int n = 0; n < 3_000; n++) {
      long at = n * 20_000_000L;
      skew.add((long) (-150e-6 * at + 1e7 * random.nextDouble()), at);
    }
    assertEquals(150, skew.ppm(), 5);
  }
}
