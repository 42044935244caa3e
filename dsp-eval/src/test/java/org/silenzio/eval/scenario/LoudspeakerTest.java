package org.silenzio.eval.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LoudspeakerTest {

  private static final int RATE_HZ = 16_000;
  private static final int COUNT = 16_000;

  private static Loudspeaker softClip(double gainDb, double level) {
    return new Loudspeaker(
        gainDb, OptionalDouble.of(level), List.of(), false, OptionalDouble.empty());
  }

  @Test
  void anIdealOneChangesNothing() {
    double[] noise = RandomNoise.white(1_000, 5);
    assertArrayEquals(noise, Loudspeaker.IDEAL.play(noise, RATE_HZ));
  }

  /** The mean of A²m²s² / (m² + A²s²) over s = sin is m²(1 − m / √(m² + A²)). */
  @Test
  void aSoftlyClippedSineHasThePowerOfTheClosedForm() {
    double a = 0.8;
    double m = 0.3;
    double[] out = softClip(0, m).play(TestScenarios.sine(100, a, COUNT, RATE_HZ), RATE_HZ);
    double power = 0;
    for (double sample : out) {
      power += sample * sample / COUNT;
    }
    assertEquals(m * m * (1 - m / Math.sqrt(m * m + a * a)), power, 1e-9);
  }

  @Test
  void theGainDrivesItIntoClipping() {
    double[] driven =
        softClip(20, 0.5).play(TestScenarios.sine(100, 0.05, COUNT, RATE_HZ), RATE_HZ);
    double[] loud = softClip(0, 0.5).play(TestScenarios.sine(100, 0.5, COUNT, RATE_HZ), RATE_HZ);
    assertArrayEquals(loud, driven, 1e-6);
  }

  /** cos² and cos³ written out: harmonics of a known height. */
  @Test
  void aPolynomialMakesTheHarmonicsOfTheClosedForm() {
    double a = 0.5;
    Loudspeaker bent =
        new Loudspeaker(
            0, OptionalDouble.empty(), List.of(1.0, 0.2, -0.4), false, OptionalDouble.empty());
    double[] out = bent.play(TestScenarios.sine(500, a, COUNT, RATE_HZ), RATE_HZ);
    assertEquals(a - 0.4 * 3 * a * a * a / 4, harmonic(out, 1), 1e-9);
    assertEquals(0.2 * a * a / 2, harmonic(out, 2), 1e-9);
    assertEquals(0.4 * a * a * a / 4, harmonic(out, 3), 1e-9);
    assertEquals(0, harmonic(out, 4), 1e-9);
  }

  private static double harmonic(double[] samples, int number) {
    return TestScenarios.amplitude(samples, 0, COUNT, 500.0 * number, RATE_HZ);
  }

  @Test
  void theSigmoidIsThatOfThePaper() {
    Loudspeaker sigmoid =
        new Loudspeaker(0, OptionalDouble.empty(), List.of(), true, OptionalDouble.empty());
    double[] out = sigmoid.play(new double[] {0, 0.5, -0.5}, RATE_HZ);
    // b = 0.675 with a = 4, b = -0.825 with a = 0.5, worked out by hand: tanh(a·b / 2)
    assertArrayEquals(new double[] {0, Math.tanh(1.35), Math.tanh(-0.20625)}, out, 1e-12);
  }

  /** Butterworth: 3 dB at the edge, 12 dB per octave below (bilinear transform accounted for). */
  @Test
  void theHighPassIsButterworthsOfOrderTwo() {
    Loudspeaker small =
        new Loudspeaker(0, OptionalDouble.empty(), List.of(), false, OptionalDouble.of(400));
    for (double frequencyHz : new double[] {50, 100, 400, 1_000, 4_000}) {
      double[] out = small.play(TestScenarios.sine(frequencyHz, 1, 2 * COUNT, RATE_HZ), RATE_HZ);
      double ratio = Math.tan(Math.PI * 400 / RATE_HZ) / Math.tan(Math.PI * frequencyHz / RATE_HZ);
      assertEquals(
          1 / Math.sqrt(1 + Math.pow(ratio, 4)),
          TestScenarios.amplitude(out, COUNT, COUNT, frequencyHz, RATE_HZ),
          1e-6);
    }
  }

  @Test
  void unfitValuesAreNamed() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> softClip(99, 1)).getMessage();
    assertEquals("gainDb is 99.0, allowed: -60 to 60", message);
    Loudspeaker high =
        new Loudspeaker(0, OptionalDouble.empty(), List.of(), false, OptionalDouble.of(7_500));
    high.checkFor(48_000);
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> high.checkFor(16_000))
            .getMessage()
            .startsWith("highPassHz is 7500.0, allowed: 10 to 7200"));
  }
}
