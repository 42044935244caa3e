package org.silenzio.eval.metric.neural;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MetricInputTest {

  private static String refusal(float[] samples) {
    return assertThrows(
            IllegalArgumentException.class, () -> MetricInput.check("capture", samples, 16_000))
        .getMessage();
  }

  @Test
  void emptyAndShortInputIsRefused() {
    assertEquals(
        "capture has 0 samples, allowed: at least 8000 (0.5 s at 16000 Hz)", refusal(new float[0]));
    assertEquals(
        "capture has 7999 samples, allowed: at least 8000 (0.5 s at 16000 Hz)",
        refusal(new float[7999]));
    assertDoesNotThrow(() -> MetricInput.check("capture", new float[8000], 16_000));
  }

  @Test
  void whatIsNotFiniteIsRefused() {
    float[] samples = new float[8000];
    samples[4711] = Float.NaN;
    assertEquals("capture[4711] is NaN, allowed: finite values", refusal(samples));
    samples[17] = Float.NEGATIVE_INFINITY;
    assertEquals("capture[17] is -Infinity, allowed: finite values", refusal(samples));
  }
}
