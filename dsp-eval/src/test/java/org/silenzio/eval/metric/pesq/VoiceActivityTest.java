package org.silenzio.eval.metric.pesq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.silenzio.eval.metric.pesq.VoiceActivity.Stretch;

class VoiceActivityTest {

  private static final Grid GRID = new Grid(8000);
  private static final int SKIRT = 2; // windows that speech takes along on either side

  /**
   * A tone in faint noise from one window up to before another, counted from the signal's begin.
   */
  private static void speak(float[] signal, int fromWindow, int toWindow) {
    for (int i = fromWindow * 32; i < toWindow * 32; i++) {
      signal[i] += 0.3f * (float) Math.sin(0.7 * i);
    }
  }

  private static List<Stretch> stretches(float[] signal) {
    return VoiceActivity.of(PaddedSignal.of(signal, GRID)).stretches();
  }

  private static Stretch expected(int fromWindow, int toWindow) {
    return new Stretch(
        Grid.MARGIN_WINDOWS + fromWindow - SKIRT, Grid.MARGIN_WINDOWS + toWindow + SKIRT);
  }

  @Test
  void speechIsFoundWithASkirtOnEitherSide() {
    float[] signal = new float[32 * 500];
    speak(signal, 100, 180);
    speak(signal, 300, 400);
    assertEquals(List.of(expected(100, 180), expected(300, 400)), stretches(signal));
  }

  @Test
  void aShortPauseIsNoPause() {
    float[] signal = new float[32 * 500];
    speak(signal, 100, 180);
    speak(signal, 230, 330);
    assertEquals(List.of(expected(100, 330)), stretches(signal));
    Arrays.fill(signal, 0);
    speak(signal, 100, 180);
    speak(signal, 231, 330);
    assertEquals(2, stretches(signal).size());
  }

  @Test
  void aShortBurstIsNoSpeech() {
    float[] signal = new float[32 * 500];
    speak(signal, 100, 200);
    speak(signal, 400, 404);
    assertEquals(List.of(expected(100, 200)), stretches(signal));
  }

  @Test
  void theEnvelopeIsZeroOutsideSpeech() {
    float[] signal = new float[32 * 500];
    speak(signal, 100, 200);
    VoiceActivity activity = VoiceActivity.of(PaddedSignal.of(signal, GRID));
    double[] envelope = activity.envelope();
    for (int n = 0; n < envelope.length; n++) {
      assertTrue(activity.isSpeech(n) || envelope[n] == 0, "window " + n);
    }
    assertTrue(envelope[Grid.MARGIN_WINDOWS + 150] > 1);
  }
}
