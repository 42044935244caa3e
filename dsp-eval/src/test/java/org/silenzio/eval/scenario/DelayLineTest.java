package org.silenzio.eval.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelayLineTest {

  private static final int RATE_HZ = 16_000;

  @Test
  void aWholeNumberOfSamplesIsAnExactCopy() {
    double[] noise = RandomNoise.white(2_000, 1);
    double[] late = DelayLine.delayed(noise, new Delay(40, List.of(), 0), RATE_HZ);
    assertArrayEquals(new double[640], Arrays.copyOf(late, 640));
    assertArrayEquals(Arrays.copyOf(noise, 2_000 - 640), Arrays.copyOfRange(late, 640, 2_000));
  }

  /** Against the closed form of a delayed sine. */
  @ParameterizedTest
  @ValueSource(doubles = {100, 1_000, 5_000, 7_300})
  void aPartOfASampleDelaysASineByItsPhase(double frequencyHz) {
    int samples = 4_000;
    double delayMs = 10.0321;
    double[] late =
        DelayLine.delayed(
            TestScenarios.sine(frequencyHz, 1, samples, RATE_HZ),
            new Delay(delayMs, List.of(), 0),
            RATE_HZ);
    for (int n = 400; n < samples - 100; n++) {
      double second = (double) n / RATE_HZ - delayMs / 1000;
      assertEquals(Math.sin(2 * Math.PI * frequencyHz * second), late[n], 2e-4);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {100, -200, 3})
  void driftShiftsASinesFrequencyByItsPpm(double ppm) {
    double frequencyHz = 1_000;
    int samples = 10 * RATE_HZ;
    double[] late =
        DelayLine.delayed(
            TestScenarios.sine(frequencyHz, 1, samples, RATE_HZ),
            new Delay(20, List.of(), ppm),
            RATE_HZ);
    // the phase against the undrifted tone, half a second near either end
    int window = RATE_HZ / 2;
    int first = RATE_HZ / 2;
    int last = samples - RATE_HZ;
    double phase = phase(late, last, window, frequencyHz) - phase(late, first, window, frequencyHz);
    double expected = -2 * Math.PI * frequencyHz * ppm * 1e-6 * (last - first) / RATE_HZ;
    double turns = Math.rint((expected - phase) / (2 * Math.PI));
    double measuredPpm = ppm * (phase + 2 * Math.PI * turns) / expected;
    assertEquals(ppm, measuredPpm, 0.01);
  }

  private static double phase(double[] samples, int from, int count, double frequencyHz) {
    double[] phasor = TestScenarios.phasor(samples, from, count, frequencyHz, RATE_HZ);
    return Math.atan2(phasor[1], phasor[0]);
  }

  @Test
  void aDriftingSineStaysOneSine() {
    double[] late =
        DelayLine.delayed(
            TestScenarios.sine(3_000, 1, 4 * RATE_HZ, RATE_HZ),
            new Delay(20, List.of(), 250),
            RATE_HZ);
    for (int n = RATE_HZ; n < 4 * RATE_HZ - 100; n++) {
      double position = n * (1 - 250e-6) - 0.02 * RATE_HZ;
      assertEquals(Math.sin(2 * Math.PI * 3_000 * position / RATE_HZ), late[n], 2e-5);
    }
  }

  @Test
  void aJumpHappensAtItsSecond() {
    double[] ramp = new double[RATE_HZ];
    Arrays.setAll(ramp, n -> n);
    Delay delay = new Delay(10, List.of(new Delay.Jump(0.5, 30), new Delay.Jump(0.75, 5)), 0);
    double[] late = DelayLine.delayed(ramp, delay, RATE_HZ);
    assertEquals(7_999 - 160, late[7_999]);
    assertEquals(8_000 - 480, late[8_000]);
    assertEquals(11_999 - 480, late[11_999]);
    assertEquals(12_000 - 80, late[12_000]);
  }

  @Test
  void aDelayThatWouldDriftBelowZeroIsRefused() {
    Delay delay = new Delay(1, List.of(), -200);
    delay.checkFor(5);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> delay.checkFor(6));
    assertTrue(e.getMessage().startsWith("driftPpm is -200.0"), e.getMessage());
    Delay jumping = new Delay(1, List.of(new Delay.Jump(6, 10)), -200);
    assertThrows(IllegalArgumentException.class, () -> jumping.checkFor(8));
  }
}
