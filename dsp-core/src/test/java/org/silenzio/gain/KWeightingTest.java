package org.silenzio.gain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class KWeightingTest {

  private static final int RATE_HZ = 48_000;

  /** Tables 1 and 2 of BS.1770-4. */
  @Test
  void coefficientsAreTheStandardsAt48Kilohertz() {
    double[][] sections = new KWeighting(RATE_HZ).sections();
    assertArrayEquals(
        new double[] {
          1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585
        },
        sections[0],
        1e-9);
    assertArrayEquals(
        new double[] {1, -2, 1, -1.99004745483398, 0.99007225036621}, sections[1], 1e-9);
  }

  @Test
  void partsAddUpToTheWholeAndResetForgets() {
    Random random = new Random(7);
    float[] noise = new float[1_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    KWeighting weighting = new KWeighting(RATE_HZ);
    double whole = weighting.energy(noise, 0, noise.length);
    double after = weighting.energy(new float[100], 0, 100);
    assertTrue(after > 0, "a filter that was not at rest rings on");
    weighting.reset();
    double parts = weighting.energy(noise, 0, 333) + weighting.energy(noise, 333, 667);
    assertEquals(whole, parts, 1e-9 * whole);
  }

  @Test
  void anotherRateIsRefused() {
    String said =
        assertThrows(IllegalArgumentException.class, () -> new KWeighting(7_999)).getMessage();
    assertTrue(said.contains("7999") && said.contains("sampleRateHz"), said);
  }
}
