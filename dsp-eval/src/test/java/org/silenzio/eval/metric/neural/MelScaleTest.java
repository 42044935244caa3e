package org.silenzio.eval.metric.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MelScaleTest {

  @Test
  void isLinearBelowOneKilohertz() {
    assertEquals(0, MelScale.ofHz(0));
    assertEquals(0.9, MelScale.ofHz(60), 1e-12);
    assertEquals(6.6, MelScale.ofHz(440), 1e-12);
    assertEquals(200, MelScale.toHz(3), 1e-12);
  }

  @Test
  void isLogarithmicAbove() {
    assertEquals(15, MelScale.ofHz(1000), 1e-12);
    assertEquals(15 + 27, MelScale.ofHz(6400), 1e-12);
    assertEquals(6400, MelScale.toHz(42), 1e-9);
  }

  /** The examples in librosa's documentation: 40 frequencies from 0 to 11,025 Hz. */
  @Test
  void spacesFrequenciesAsLibrosaDoes() {
    double step = MelScale.ofHz(11_025) / 39;
    assertEquals(85.317, MelScale.toHz(step), 5e-4);
    assertEquals(938.49, MelScale.toHz(11 * step), 5e-4);
    assertEquals(1024.856, MelScale.toHz(12 * step), 5e-4);
    assertEquals(4994.285, MelScale.toHz(30 * step), 5e-4);
    assertEquals(11_025, MelScale.toHz(39 * step), 1e-8);
  }
}
