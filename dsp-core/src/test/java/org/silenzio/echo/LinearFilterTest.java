package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.silenzio.echo.EchoCancellerTest.convolve;
import static org.silenzio.echo.EchoCancellerTest.erleDb;
import static org.silenzio.echo.EchoCancellerTest.room;
import static org.silenzio.echo.EchoCancellerTest.run;
import static org.silenzio.echo.EchoCancellerTest.speech;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.audio.StreamFormat;

/** What the linear filter alone must hold: speech in a room that rings for 0.3 s, without noise. */
class LinearFilterTest {

  private static final int RATE = 16_000;

  @ParameterizedTest
  @CsvSource({
    "BEST, 2, 40",
    "BEST, 3, 35",
    "STANDARD, 2, 43",
    "STANDARD, 3, 43",
    "LOW_POWER, 1, 31",
  })
  void aLivelyRoomIsLearntAndAnotherOneInItsPlace(EchoPreset preset, long seed, double lateDb) {
    float[] far = speech(16);
    float[] echo = convolve(far, room(seed, 160, 0.3));
    float[] changed = convolve(far, room(seed + 10, 200, 0.3));
    int from = 14 * RATE;
    System.arraycopy(changed, from, echo, from, echo.length - from);
    float[] output = filtered(preset, far, echo);
    assertErle(echo, output, 3, 5, 25);
    assertErle(echo, output, 10, 13, lateDb);
    assertErle(echo, output, 14.5, 15.5, 20);
  }

  /**
   * Filters that have just begun turn as if clocks differed; that must not read the far end later
   * than its echo.
   */
  @ParameterizedTest
  @CsvSource({"LOW_POWER, 4, 29", "LOW_POWER, 6, 29", "STANDARD, 4, 40", "BEST, 4, 40"})
  void anEchoWithoutAnyDelayIsLearnt(EchoPreset preset, long seed, double leastDb) {
    float[] far = speech(13);
    float[] echo = convolve(far, room(seed, 0, 0.3));
    assertErle(echo, filtered(preset, far, echo), 10, 12, leastDb);
  }

  /** Its sound is ¾ x + ¼ |x|: no filter of x alone takes 20 dB out. */
  @ParameterizedTest
  @CsvSource({"BEST, 28", "STANDARD, 25", "LOW_POWER, 23"})
  void aLoudspeakerThatPullsHalfAsFarAsItPushesIsLearntByItsMagnitude(
      EchoPreset preset, double leastDb) {
    float[] far = speech(13);
    float[] bent = far.clone();
    for (int n = 0; n < bent.length; n++) {
      bent[n] = Math.max(bent[n], 0.5f * bent[n]);
    }
    float[] echo = convolve(bent, room(3, 160, 0.2));
    float[] output = filtered(preset, far, echo);
    assertErle(echo, output, 8, 12, leastDb);
  }

  /** What the filter leaves, in time with the echo. */
  private static float[] filtered(EchoPreset preset, float[] far, float[] echo) {
    EchoCancellerConfig config =
        EchoCancellerConfig.defaults(StreamFormat.of10Ms(RATE, 1))
            .withPreset(preset)
            .withSuppression(EchoSuppression.NONE);
    try (EchoCanceller linear = EchoCanceller.create(config)) {
      int late = linear.latencySamples();
      float[] output = run(linear, far, echo);
      return Arrays.copyOfRange(output, late, output.length + late);
    }
  }

  private static void assertErle(
      float[] echo, float[] output, double from, double to, double leastDb) {
    double erle = erleDb(echo, output, from, to);
    assertTrue(erle > leastDb, from + " to " + to + " s: " + erle + " dB");
  }
}
