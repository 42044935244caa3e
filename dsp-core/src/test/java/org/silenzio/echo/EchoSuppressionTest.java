package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.silenzio.echo.EchoCancellerTest.convolve;
import static org.silenzio.echo.EchoCancellerTest.erleDb;
import static org.silenzio.echo.EchoCancellerTest.noise;
import static org.silenzio.echo.EchoCancellerTest.otherSpeech;
import static org.silenzio.echo.EchoCancellerTest.room;
import static org.silenzio.echo.EchoCancellerTest.run;
import static org.silenzio.echo.EchoCancellerTest.speech;
import static org.silenzio.echo.EchoCancellerTest.sum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.KernelIndependent;
import org.silenzio.testing.Tones;

/** What becomes of the echo in a room that rings for longer than any filter spans. */
@KernelIndependent
class EchoSuppressionTest {

  private static final int RATE = 16_000;
  private static final int SECONDS = 12;
  private static final int TALK = 6; // of both, from this second on
  private static final int FRAME = RATE / 50;
  private static final double LOUD = 1e-6; // mean square
  private static final EchoCancellerConfig CONFIG =
      EchoCancellerConfig.defaults(StreamFormat.of10Ms(RATE, 1));

  private final float[] far = speech(SECONDS);
  private final float[] echo = convolve(far, room(5, 400, 0.45));
  private final float[] near = talkingFrom(TALK);

  private static float[] talkingFrom(int second) {
    float[] result = otherSpeech(SECONDS);
    Arrays.fill(result, 0, second * RATE, 0f);
    for (int n = 0; n < result.length; n++) {
      result[n] *= 0.2f; // softer than the echo, so that a suppressor is tempted
    }
    return result;
  }

  /** In time with the capture. */
  private float[] output(EchoPreset preset, EchoSuppression suppression) {
    return output(preset, suppression, noise(3, far.length, 1e-5));
  }

  private float[] output(EchoPreset preset, EchoSuppression suppression, float[] background) {
    float[] capture = sum(sum(near, echo), background);
    EchoCancellerConfig config = CONFIG.withPreset(preset).withSuppression(suppression);
    try (EchoCanceller canceller = EchoCanceller.create(config)) {
      int late = canceller.latencySamples();
      float[] output = run(canceller, far, capture);
      return Arrays.copyOfRange(output, late, output.length + late);
    }
  }

  /** By how much frames in which both talk are lower than the linear filter leaves them. */
  private List<Double> loweredDb(float[] linear, float[] output) {
    List<Double> lowered = new ArrayList<>();
    for (int n = (TALK + 1) * RATE; n < SECONDS * RATE - FRAME; n += FRAME) {
      boolean bothTalk =
          Tones.power(near, n, n + FRAME) > LOUD && Tones.power(echo, n, n + FRAME) > LOUD;
      if (bothTalk) {
        double seconds = (double) n / RATE;
        lowered.add(erleDb(linear, output, seconds, seconds + (double) FRAME / RATE));
      }
    }
    assertTrue(lowered.size() > 25, lowered.size() + " frames");
    Collections.sort(lowered);
    return lowered;
  }

  private static double quantile(List<Double> sorted, double share) {
    return sorted.get((int) (share * sorted.size()));
  }

  /** Among the lowest tenth are a word's first frames, which no suppressor knows from an echo. */
  @ParameterizedTest
  @EnumSource(EchoPreset.class)
  void gentleSparesWhoTalksBesideAnEchoAndFullDoesNot(EchoPreset preset) {
    float[] linear = output(preset, EchoSuppression.NONE);
    List<Double> gentle = loweredDb(linear, output(preset, EchoSuppression.GENTLE));
    List<Double> full = loweredDb(linear, output(preset, EchoSuppression.FULL));
    double most = quantile(gentle, 0.8);
    assertTrue(most < 4.5, "gentle: " + most + " dB");
    double onset = quantile(gentle, 0.9);
    double onsetOfFull = quantile(full, 0.9);
    assertTrue(onsetOfFull > onset + 1, "full: " + onsetOfFull + " dB, gentle: " + onset);
  }

  @ParameterizedTest
  @EnumSource(EchoPreset.class)
  void bothTakeAnEchoAloneAlike(EchoPreset preset) {
    double linear = erleDb(echo, output(preset, EchoSuppression.NONE), 3, TALK);
    double gentle = erleDb(echo, output(preset, EchoSuppression.GENTLE), 3, TALK);
    double full = erleDb(echo, output(preset, EchoSuppression.FULL), 3, TALK);
    assertTrue(gentle > linear + 4, "gentle: " + gentle + " dB, linear: " + linear);
    assertEquals(full, gentle, 2.5);
  }

  /** In frames of an echo alone without noise, against what the linear filter leaves of them. */
  private double mostLoweredDb(EchoPreset preset, EchoSuppression suppression) {
    float[] silence = new float[far.length];
    float[] linear = output(preset, EchoSuppression.NONE, silence);
    float[] output = output(preset, suppression, silence);
    double most = 0;
    for (int n = 3 * RATE; n < TALK * RATE - FRAME; n += FRAME) {
      if (Tones.power(echo, n, n + FRAME) > LOUD) {
        double seconds = (double) n / RATE;
        most = Math.max(most, erleDb(linear, output, seconds, seconds + (double) FRAME / RATE));
      }
    }
    return most;
  }

  @ParameterizedTest
  @EnumSource(EchoPreset.class)
  void gentleLowersNothingByMoreThan16Db(EchoPreset preset) {
    double gentle = mostLoweredDb(preset, EchoSuppression.GENTLE);
    double full = mostLoweredDb(preset, EchoSuppression.FULL);
    assertTrue(gentle < 16.5 && full > 17, "gentle: " + gentle + " dB, full: " + full);
  }

  @ParameterizedTest
  @EnumSource(EchoPreset.class)
  void theStandardIsThePresets(EchoPreset preset) {
    float[] byPreset = output(preset, EchoSuppression.BY_PRESET);
    assertArrayEquals(output(preset, preset.suppression()), byPreset);
    boolean gentle = preset == EchoPreset.LOW_POWER;
    assertEquals(gentle ? EchoSuppression.GENTLE : EchoSuppression.FULL, preset.suppression());
    assertEquals(EchoSuppression.BY_PRESET, CONFIG.withPreset(preset).suppression());
  }

  @Test
  void noneIsNotNothing() {
    assertThrows(NullPointerException.class, () -> CONFIG.withSuppression(null));
  }
}
