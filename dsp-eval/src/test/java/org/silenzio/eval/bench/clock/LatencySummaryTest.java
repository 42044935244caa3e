package org.silenzio.eval.bench.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencySummaryTest {

  /** The nearest-rank percentile of the sorted times is the truth. */
  @Test
  void percentilesAreThoseOfTheSortedTimes() {
    Random random = new Random(7);
    long[] nanos = new long[20_100];
    for (int n = 0; n < nanos.length; n++) {
      nanos[n] = (long) Math.exp(11 + 1.5 * random.nextGaussian());
    }
    LatencySummary summary = LatencySummary.of(nanos, 100, nanos.length);
    double[] sorted = Arrays.stream(nanos, 100, nanos.length).asDoubleStream().sorted().toArray();
    assertEquals(20_000, summary.frames());
    assertNear(sorted[9_999], summary.p50());
    assertNear(sorted[17_999], summary.p90());
    assertNear(sorted[19_799], summary.p99());
    assertNear(sorted[19_979], summary.p999());
    assertNear(sorted[19_997], summary.p9999());
    assertEquals(sorted[19_999] / 1e3, summary.max());
    assertNear(Arrays.stream(sorted).average().orElseThrow(), summary.mean());
    for (LatencySummary.Point point : summary.curve()) {
      int rank = (int) Math.ceil(point.percentile() / 100 * 20_000 - 1e-6);
      assertTrue(point.micros() >= 0.999 * sorted[Math.max(0, rank - 1)] / 1e3, "" + point);
    }
    assertEquals(100.0, summary.curve().getLast().percentile());
    assertEquals(summary.max(), summary.curve().getLast().micros());
  }

  private static void assertNear(double nanos, double micros) {
    assertEquals(nanos / 1e3, micros, 1.1e-3 * nanos / 1e3);
  }

  @Test
  void timesOfZeroAndSingleOnesAreTimesToo() {
    LatencySummary summary = LatencySummary.of(new long[] {0}, 0, 1);
    assertEquals(0.0, summary.max());
    assertEquals(0.0, summary.p999());
  }
}
