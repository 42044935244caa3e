package org.silenzio.eval.metric.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PlcMosFeaturesTest {

  private final PlcMosFeatures features = new PlcMosFeatures();

  @Test
  void oneFrameStartsBeforeTheRecordingAndTheLastIsFilled() {
    assertEquals(257, features.bins());
    assertEquals(2, features.frames(256));
    assertEquals(3, features.frames(257));
  }

  /** Computed with numpy by the published script's formulas. */
  @Test
  void matchesNumpy() {
    float[] values = features.of(TestSignal.of(5000));
    assertEquals(21 * 257, values.length);
    assertEquals(0.046065, values[3], 1e-5);
    assertEquals(0.362324, values[7 * 257 + 15], 1e-5);
    assertEquals(-0.626369, values[7 * 257 + 200], 1e-5);
    assertEquals(-0.615929, values[20 * 257 + 256], 1e-5);
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    assertEquals(-1897.18896, sum, 1e-2);
  }

  @Test
  void aSilentFrameLiesBelowTheLeastPower() {
    float[] samples = new float[2560];
    samples[0] = 1; // alone in two frames, the same power in all bins of each
    float[] values = features.of(samples);
    double second = 2 * Math.log(0.08) / 20; // the window's first value
    assertEquals(second, values[257], 1e-6);
    assertEquals(second - 12 * Math.log(10) / 20, values[2 * 257], 1e-6);
  }

  @Test
  void digitalSilenceIsEightyDecibelsBelowOne() {
    for (float value : features.of(new float[1000])) {
      assertEquals(-8 * Math.log(10) / 20, value, 1e-6);
    }
  }
}
