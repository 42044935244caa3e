package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.silenzio.echo.EchoCancellerTest.convolve;
import static org.silenzio.echo.EchoCancellerTest.noise;
import static org.silenzio.echo.EchoCancellerTest.otherSpeech;
import static org.silenzio.echo.EchoCancellerTest.room;
import static org.silenzio.echo.EchoCancellerTest.speech;
import static org.silenzio.echo.EchoCancellerTest.sum;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

/** What stages behind the canceller are told of who is heard. */
class NearEndLikelihoodTest {

  private static final int RATE = 16_000;
  private static final int SECONDS = 8;
  private static final int LEARNT = 4;
  private static final StreamFormat FORMAT = StreamFormat.of10Ms(RATE, 1);

  /**
   * The share of frames with so loud a signal, from a second on, in which the near end is likely.
   */
  private static double likelyShare(EchoPreset preset, float[] far, float[] capture, float[] loud) {
    EchoCancellerConfig config = EchoCancellerConfig.defaults(FORMAT).withPreset(preset);
    try (EchoCanceller canceller = EchoCanceller.create(config)) {
      AudioFrame played = new AudioFrame(FORMAT);
      AudioFrame heard = new AudioFrame(FORMAT);
      int frames = 0;
      int likely = 0;
      int size = FORMAT.frameSamples();
      for (int at = 0; at < far.length; at += size) {
        System.arraycopy(far, at, played.channel(0), 0, size);
        System.arraycopy(capture, at, heard.channel(0), 0, size);
        canceller.process(played, heard);
        double power = 0;
        for (int i = at; i < at + size; i++) {
          power += loud[i] * loud[i] / size;
        }
        if (at >= LEARNT * RATE && power > 1e-3) {
          frames++;
          likely += canceller.nearEndLikelihood() > 0.5f ? 1 : 0;
        }
      }
      assertTrue(frames > 50, frames + " frames");
      return (double) likely / frames;
    }
  }

  @ParameterizedTest
  @EnumSource(EchoPreset.class)
  void whatIsLeftOfAnEchoIsNobody(EchoPreset preset) {
    float[] far = speech(SECONDS);
    float[] echo = convolve(far, room(5, 1_600, 0.3));
    double share = likelyShare(preset, far, sum(echo, noise(3, far.length, 3e-4)), echo);
    assertTrue(share < 0.02, "likely in " + share);
  }

  @ParameterizedTest
  @EnumSource(EchoPreset.class)
  void aTalkerIsHeardThroughAnEcho(EchoPreset preset) {
    float[] far = speech(SECONDS);
    float[] near = otherSpeech(SECONDS);
    float[] echo = convolve(far, room(5, 1_600, 0.3));
    for (int n = 0; n < echo.length; n++) {
      echo[n] *= 0.1f;
    }
    Arrays.fill(near, 0, (LEARNT - 1) * RATE, 0f);
    double share = likelyShare(preset, far, sum(near, echo), near);
    assertTrue(share > 0.9, "likely in " + share);
  }

  @Test
  void withoutAFarEndItIsCertain() {
    float[] near = otherSpeech(SECONDS);
    assertEquals(1, likelyShare(EchoPreset.BEST, new float[near.length], near, near));
  }
}
