package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TalkFramesTest {

  private static final int RATE_HZ = 16_000;

  /** Speaks from one second to another of five. */
  private static float[] speaking(double from, double to) {
    float[] samples = new float[5 * RATE_HZ];
    Arrays.fill(samples, (int) (from * RATE_HZ), (int) (to * RATE_HZ), 0.25f);
    return samples;
  }

  private static String stretches(boolean[] mask) {
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < mask.length; n++) {
      if (mask[n] && (n == 0 || !mask[n - 1])) {
        text.append(n).append('-');
      }
      if (mask[n] && (n + 1 == mask.length || !mask[n + 1])) {
        text.append(n + 1).append(' ');
      }
    }
    return text.toString().strip();
  }

  @Test
  void eachTalksFromShortlyBeforeToAWhileAfter() {
    TalkFrames frames = TalkFrames.of(speaking(1, 3), speaking(2, 4), RATE_HZ);
    assertEquals("95-195", stretches(frames.farEndOnly()));
    assertEquals("195-320", stretches(frames.doubleTalk()));
    assertEquals("320-420", stretches(frames.nearEndOnly()));
  }

  @Test
  void silentPartyNeverTalks() {
    TalkFrames frames = TalkFrames.of(speaking(1, 3), speaking(0, 0), RATE_HZ);
    assertEquals("95-320", stretches(frames.farEndOnly()));
    assertEquals("", stretches(frames.doubleTalk()));
    assertEquals("", stretches(frames.nearEndOnly()));
  }

  @Test
  void whatIsNoPairIsRefused() {
    Refusals.refused(
        "nearEnd has 200 samples, allowed: as many as farEnd, which has 80000",
        () -> TalkFrames.of(speaking(0, 1), new float[200], RATE_HZ));
    Refusals.refused(
        "farEnd has 159 samples, allowed: 160 or more",
        () -> TalkFrames.of(new float[159], new float[159], RATE_HZ));
  }
}
