package org.silenzio.eval.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RatiosTest {

  @Test
  void oneBadForkDoesNotMoveTheRatio() {
    Ratios.Row row =
        Ratios.compare(
            "org.silenzio.eval.bench.SomeBenchmark.ours",
            new double[] {2.0, 2.2, 20.0},
            new double[] {1.0, 1.0, 1.0});
    assertEquals("SomeBenchmark.ours", row.benchmark());
    assertEquals(2.2, row.ratio(), 1e-12);
    assertEquals(2.0, row.least(), 1e-12);
    assertEquals(20.0, row.most(), 1e-12);
  }

  @Test
  void anEvenNumberOfForksTakesTheMiddleTwo() {
    Ratios.Row row = Ratios.compare("a.B.c", new double[] {1, 2, 3, 10}, new double[] {1, 1, 1, 1});
    assertEquals(2.5, row.ratio(), 1e-12);
  }
}
