package org.silenzio.eval.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void oneBadForkDoesNotMoveTheRatio() {
    Spread ratio = Spread.ofRatios(new double[] {2.0, 2.2, 20.0}, new double[] {1.0, 1.0, 1.0});
    assertEquals(2.2, ratio.median(), 1e-12);
    assertEquals(2.0, ratio.least(), 1e-12);
    assertEquals(20.0, ratio.most(), 1e-12);
  }

  @Test
  void aMachineThatSlowsDownMovesNoRatioOfASingleRound() {
    Spread ratio = Spread.ofRatios(new double[] {3, 6, 9}, new double[] {1, 2, 3});
    assertEquals(new Spread(3, 3, 3), ratio);
  }

  @Test
  void anEvenNumberTakesTheMiddleTwo() {
    assertEquals(new Spread(2.5, 1, 10), Spread.of(10, 2, 3, 1));
    assertThrows(IllegalArgumentException.class, Spread::of);
  }
}
