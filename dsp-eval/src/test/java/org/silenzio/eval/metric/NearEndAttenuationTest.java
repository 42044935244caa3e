package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NearEndAttenuationTest {

  private static final int RATE_HZ = 16_000;
  private static final int FRAMES = 400;
  private static final float[] NEAR_END = Noise.white(1, FRAMES * 160, 0.1);
  private static final boolean[] ALL = new boolean[FRAMES];

  static {
    Arrays.fill(ALL, true);
  }

  @Test
  void scaledCopyReadsAsItsAttenuation() {
    float[] output = Noise.scaled(NEAR_END, 0.5);
    assertEquals(6.0206, NearEndAttenuation.db(NEAR_END, output, ALL, RATE_HZ), 1e-3);
    assertEquals(0, NearEndAttenuation.db(NEAR_END, NEAR_END, ALL, RATE_HZ), 1e-9);
  }

  @Test
  void residualEchoIsNotNearEnd() {
    float[] output = Noise.mix(Noise.scaled(NEAR_END, 0.5), 0.5, Noise.white(2, 64_000, 0.1));
    assertEquals(6.0206, NearEndAttenuation.db(NEAR_END, output, ALL, RATE_HZ), 0.1);
  }

  @Test
  void gainMayChangeFromBlockToBlock() {
    float[] output = NEAR_END.clone();
    Arrays.fill(output, 0, output.length / 2, 0f);
    assertEquals(3.01, NearEndAttenuation.db(NEAR_END, output, ALL, RATE_HZ), 0.05);
  }

  @Test
  void framesThatDoNotCountDoNotCount() {
    float[] output = Noise.scaled(NEAR_END, 0.5);
    Arrays.fill(output, output.length / 4, output.length, 0f);
    boolean[] first = new boolean[FRAMES];
    Arrays.fill(first, 0, FRAMES / 4 - 7, true);
    assertEquals(6.0206, NearEndAttenuation.db(NEAR_END, output, first, RATE_HZ), 1e-3);
  }

  @Test
  void silenceHasItsOutcomes() {
    float[] silence = new float[NEAR_END.length];
    assertEquals(Double.POSITIVE_INFINITY, NearEndAttenuation.db(NEAR_END, silence, ALL, RATE_HZ));
    assertEquals(Double.NaN, NearEndAttenuation.db(silence, NEAR_END, ALL, RATE_HZ));
    assertEquals(
        Double.NaN, NearEndAttenuation.db(NEAR_END, NEAR_END, new boolean[FRAMES], RATE_HZ));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Refusals.refused(
        "output has 160 samples, allowed: as many as nearEnd, which has 64000",
        () -> NearEndAttenuation.db(NEAR_END, new float[160], ALL, RATE_HZ));
    Refusals.refused(
        "doubleTalk has 399 frames, allowed: 400, as the signals have",
        () -> NearEndAttenuation.db(NEAR_END, NEAR_END, new boolean[399], RATE_HZ));
  }
}
