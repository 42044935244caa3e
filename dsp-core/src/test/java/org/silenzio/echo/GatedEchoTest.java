package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.silenzio.echo.EchoCancellerTest.convolve;
import static org.silenzio.echo.EchoCancellerTest.erleDb;
import static org.silenzio.echo.EchoCancellerTest.noise;
import static org.silenzio.echo.EchoCancellerTest.otherSpeech;
import static org.silenzio.echo.EchoCancellerTest.room;
import static org.silenzio.echo.EchoCancellerTest.run;
import static org.silenzio.echo.EchoCancellerTest.speech;
import static org.silenzio.echo.EchoCancellerTest.sum;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Tones;

/** Devices whose own echo control opens and closes: no linear filter follows their echo. */
class GatedEchoTest {

  private static final int RATE = 16_000;
  private static final int SECONDS = 14;
  private static final int FRAME = RATE / 100;

  private static EchoCanceller canceller(EchoPreset preset) {
    StreamFormat format = StreamFormat.of10Ms(RATE, 1);
    return EchoCanceller.create(EchoCancellerConfig.defaults(format).withPreset(preset));
  }

  /** The echo of a device that shuts off or lets through 0 to 30 dB less for 30 to 120 ms each. */
  private static float[] gatedEcho(float[] far) {
    Random random = new Random(11);
    float[] echo = convolve(far, room(5, 1_600, 0.2));
    float gain = 0;
    double left = 0;
    for (int n = 0; n < echo.length; n++) {
      if (left-- <= 0) {
        left = RATE * (0.03 + 0.09 * random.nextDouble());
        float open = (float) Math.pow(10, -1.5 * random.nextDouble());
        gain = random.nextInt(4) == 0 ? 0f : open;
      }
      echo[n] *= gain;
    }
    return echo;
  }

  @ParameterizedTest
  @EnumSource(EchoPreset.class)
  void theEchoIsGone(EchoPreset preset) {
    float[] far = speech(SECONDS);
    float[] echo = gatedEcho(far);
    try (EchoCanceller canceller = canceller(preset)) {
      float[] output = run(canceller, far, echo);
      double erleDb = erleDb(echo, output, 9, SECONDS);
      assertTrue(erleDb > 25, preset + ": ERLE " + erleDb + " dB");
    }
  }

  @ParameterizedTest
  @EnumSource(EchoPreset.class)
  void aTalkerWhoJoinsIsHeardSoon(EchoPreset preset) {
    float[] far = speech(SECONDS);
    float[] near = otherSpeech(SECONDS);
    Arrays.fill(near, 0, 7 * RATE, 0f);
    try (EchoCanceller canceller = canceller(preset)) {
      float[] output = run(canceller, far, sum(gatedEcho(far), near));
      assertEquals(0, levelDb(output, near, 7.5, canceller.latencySamples()), 2);
    }
  }

  @ParameterizedTest
  @EnumSource(EchoPreset.class)
  void aTalkerWithHeadphonesKeepsEveryFrame(EchoPreset preset) {
    float[] near = sum(otherSpeech(SECONDS), noise(3, SECONDS * RATE, 1e-4));
    try (EchoCanceller canceller = canceller(preset)) {
      float[] output = run(canceller, speech(SECONDS), near);
      assertEquals(0, levelDb(output, near, 1, canceller.latencySamples()), 1);
    }
  }

  /** The output's level over the talker's in the frames in which the talker is loud. */
  private static double levelDb(float[] output, float[] near, double fromSecond, int late) {
    double sent = 0;
    double said = 0;
    for (int at = (int) (fromSecond * RATE); at + late + FRAME <= output.length; at += FRAME) {
      double power = Tones.power(near, at, at + FRAME);
      if (power > 1e-3) {
        said += power;
        sent += Tones.power(output, at + late, at + late + FRAME);
      }
    }
    return EchoCancellerTest.db(sent, said);
  }
}
