package org.silenzio.eval.metric.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Numbers printed by numpy's {@code RandomState}. */
class NumpyRandomTest {

  private static final double ROUNDING = 4e-16;

  @Test
  void bitsAreThoseOfTheMersenneTwister() {
    NumpyRandom random = new NumpyRandom(0);
    assertEquals(2_357_136_044L, Integer.toUnsignedLong(random.nextInt()));
    assertEquals(2_546_248_239L, Integer.toUnsignedLong(random.nextInt()));
    assertEquals(3_071_714_933L, Integer.toUnsignedLong(random.nextInt()));
  }

  @Test
  void evenNumbersAreExact() {
    NumpyRandom zero = new NumpyRandom(0);
    assertEquals(0.5488135039273248, zero.nextDouble());
    assertEquals(0.7151893663724195, zero.nextDouble());
    for (int i = 2; i < 999; i++) {
      zero.nextDouble();
    }
    assertEquals(0.6771411441114241, zero.nextDouble()); // beyond the second refill
    NumpyRandom random = new NumpyRandom(23);
    assertEquals(0.5172978838465893, random.nextDouble());
    assertEquals(0.9469626038148141, random.nextDouble());
    assertEquals(0.0976320289940138, new NumpyRandom(-1).nextDouble()); // seed 2³² − 1
  }

  @Test
  void normalNumbersComeInPairs() {
    NumpyRandom random = new NumpyRandom(0);
    assertEquals(1.764052345967664, random.nextNormal(), ROUNDING);
    assertEquals(0.4001572083672233, random.nextNormal(), ROUNDING);
    assertEquals(0.9787379841057392, random.nextNormal(), ROUNDING);
    assertEquals(2.240893199201458, random.nextNormal(), ROUNDING);
    for (int i = 4; i < 1000; i++) {
      random.nextNormal();
    }
    assertEquals(0.555962679709798, random.nextNormal(), ROUNDING);
  }

  /** What PLCMOS draws: the means over fifteen listeners of 64 numbers. */
  @Test
  void theListenersOfPlcMos() {
    NumpyRandom random = new NumpyRandom(23);
    double[] mean = new double[64];
    for (int i = 0; i < 15 * 64; i++) {
      mean[i % 64] += random.nextNormal() / 15;
    }
    assertEquals(-0.41665536670032977, mean[0], 1e-14);
    assertEquals(0.07756479402867218, mean[1], 1e-14);
    assertEquals(-0.15014178885719406, mean[63], 1e-14);
  }
}
