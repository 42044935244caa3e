package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** Checks that what a metric cannot measure is refused in words. */
final class Refusals {

  @FunctionalInterface
  interface PairMetric {
    void measure(float[] reference, float[] degraded, int sampleRateHz);
  }

  private Refusals() {}

  static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  /** What every metric of a pair refuses. */
  static void ofPair(PairMetric metric) {
    float[] fine = new float[16_000];
    refused(
        "sampleRateHz is 7999, allowed: 8000 to 192000", () -> metric.measure(fine, fine, 7_999));
    ofPairAtAnyRate((reference, degraded) -> metric.measure(reference, degraded, 16_000));
  }

  @FunctionalInterface
  interface RatelessMetric {
    void measure(float[] reference, float[] degraded);
  }

  static void ofPairAtAnyRate(RatelessMetric metric) {
    float[] fine = new float[16_000];
    float[] broken = new float[16_000];
    broken[7] = Float.NaN;
    refused(
        "degraded has 15999 samples, allowed: as many as reference, which has 16000",
        () -> metric.measure(fine, new float[15_999]));
    refused("reference[7] is NaN, allowed: finite samples", () -> metric.measure(broken, fine));
    refused("degraded[7] is NaN, allowed: finite samples", () -> metric.measure(fine, broken));
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> metric.measure(new float[1], new float[1]))
            .getMessage();
    assertTrue(message.startsWith("reference has 1 samples, allowed: "), message);
  }
}
