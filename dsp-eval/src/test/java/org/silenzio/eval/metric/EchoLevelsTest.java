package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EchoLevelsTest {

  private static final int RATE_HZ = 48_000;
  private static final int FRAMES = 200;
  private static final float[] FAR_END = Noise.white(1, FRAMES * 480, 0.1);

  private static boolean[] firstHalf() {
    boolean[] mask = new boolean[FRAMES];
    Arrays.fill(mask, 0, FRAMES / 2, true);
    return mask;
  }

  @Test
  void returnLossIsTheFarEndOverItsEcho() {
    float[] echo = Noise.scaled(FAR_END, 0.2);
    Arrays.fill(echo, echo.length / 2, echo.length, 0.9f); // does not count
    assertEquals(13.979, EchoLevels.returnLossDb(FAR_END, echo, firstHalf(), RATE_HZ), 1e-3);
  }

  @Test
  void residualEchoIsTheOutputsLevel() {
    float[] output = new float[FAR_END.length];
    Arrays.fill(output, 0, output.length / 2, -0.001f);
    Arrays.fill(output, output.length / 2, output.length, 0.9f);
    assertEquals(-60, EchoLevels.residualEchoDbfs(output, firstHalf(), RATE_HZ), 1e-3);
  }

  @Test
  void silenceHasItsOutcomes() {
    float[] silence = new float[FAR_END.length];
    boolean[] all = firstHalf();
    boolean[] none = new boolean[FRAMES];
    double infinity = Double.POSITIVE_INFINITY;
    assertEquals(infinity, EchoLevels.returnLossDb(FAR_END, silence, all, RATE_HZ));
    assertEquals(-infinity, EchoLevels.returnLossDb(silence, FAR_END, all, RATE_HZ));
    assertEquals(Double.NaN, EchoLevels.returnLossDb(silence, silence, all, RATE_HZ));
    assertEquals(Double.NaN, EchoLevels.returnLossDb(FAR_END, FAR_END, none, RATE_HZ));
    assertEquals(-infinity, EchoLevels.residualEchoDbfs(silence, all, RATE_HZ));
    assertEquals(Double.NaN, EchoLevels.residualEchoDbfs(silence, none, RATE_HZ));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Refusals.refused(
        "counted has 3 frames, allowed: 200, as the signals have",
        () -> EchoLevels.residualEchoDbfs(FAR_END, new boolean[3], RATE_HZ));
    Refusals.refused(
        "echo has 480 samples, allowed: as many as farEnd, which has 96000",
        () -> EchoLevels.returnLossDb(FAR_END, new float[480], firstHalf(), RATE_HZ));
  }
}
