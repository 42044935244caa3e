package org.silenzio.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.silenzio.audio.Decibels;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.Tones;

class ResamplerTest {

  private static final int[] RATES_HZ = {
    8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000
  };

  /** A full-scale sine's power. */
  private static final double SINE_POWER = 0.5;

  static Stream<Arguments> pairs() {
    return Arrays.stream(RATES_HZ)
        .boxed()
        .flatMap(
            in ->
                Arrays.stream(RATES_HZ)
                    .filter(out -> out != in)
                    .mapToObj(out -> Arguments.of(in, out)));
  }

  /** A sweep in steps through the pass band: gain, purity and delay of every tone. */
  @ParameterizedTest
  @MethodSource("pairs")
  void passBandIsFlatPureAndDelayedAsStated(int inputHz, int outputHz) {
    double lowHz = Math.min(inputHz, outputHz);
    for (double fraction : new double[] {0.005, 0.1, 0.2, 0.3, 0.4, 0.45}) {
      double frequencyHz = fraction * lowHz;
      Resampler resampler = new Resampler(inputHz, outputHz, 1);
      float[] output = resample(resampler, Tones.sine(frequencyHz, 1.0, inputHz, inputHz / 20));
      int from = settled(outputHz, lowHz);
      Tones.Fit fit = Tones.fit(output, from, output.length, frequencyHz, outputHz);
      String where = inputHz + " to " + outputHz + " Hz at " + frequencyHz + " Hz";
      assertEquals(0, Decibels.fromAmplitude(fit.amplitude()), 0.1, where);
      assertTrue(Decibels.fromPower(fit.residualPower() / SINE_POWER) < -90, where);
      double expectedPhase =
          2 * Math.PI * frequencyHz * ((double) from / outputHz - resampler.latencySeconds());
      double cycles = (fit.phase() - expectedPhase) / (2 * Math.PI);
      double errorSamples = (cycles - Math.rint(cycles)) / frequencyHz * lowHz;
      assertEquals(0, errorSamples, 0.002, where);
    }
  }

  /** A sweep in steps through everything above: what is not the tone itself must be gone. */
  @ParameterizedTest
  @MethodSource("pairs")
  void imagesAndAliasesAreBelow90Db(int inputHz, int outputHz) {
    double lowHz = Math.min(inputHz, outputHz);
    double nyquistHz = inputHz / 2.0;
    for (double step : new double[] {0, 0.01, 0.03, 0.1, 0.25, 0.5, 0.75, 0.95, 0.998}) {
      double frequencyHz = 0.47 * lowHz + step * (nyquistHz - 0.47 * lowHz);
      float[] output =
          resample(
              new Resampler(inputHz, outputHz, 1),
              Tones.sine(frequencyHz, 1.0, inputHz, inputHz / 20));
      int from = settled(outputHz, lowHz);
      double unwanted =
          frequencyHz < 0.5 * lowHz
              ? Tones.fit(output, from, output.length, frequencyHz, outputHz).residualPower()
              : Tones.power(output, from, output.length);
      double levelDb = Decibels.fromPower(unwanted / SINE_POWER);
      assertTrue(
          levelDb < -90,
          inputHz + " to " + outputHz + " Hz at " + frequencyHz + " Hz: " + levelDb + " dB");
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void countsFollowTheRatesExactly(int inputHz, int outputHz) {
    Resampler resampler = new Resampler(inputHz, outputHz, 1);
    Random random = new Random(5);
    long in = 0;
    long out = 0;
    for (int i = 0; i < 200; i++) {
      int samples = random.nextInt(1_200);
      int told = resampler.outputSamples(samples);
      assertTrue(told <= resampler.maxOutputSamples(samples));
      float[][] output = new float[1][told];
      assertEquals(told, resampler.process(new float[1][samples], 0, samples, output, 0));
      in += samples;
      out += told;
      assertEquals(Math.ceilDiv(in * outputHz, (long) inputHz), out);
    }
  }

  @Test
  void howTheStreamIsCutChangesNothing() {
    Random random = new Random(3);
    float[] input = new float[5_000];
    for (int i = 0; i < input.length; i++) {
      input[i] = random.nextFloat() * 2 - 1;
    }
    float[] whole = resample(new Resampler(44_100, 48_000, 1), input);
    Resampler resampler = new Resampler(44_100, 48_000, 1);
    float[][] pieces = new float[1][whole.length];
    int written = 0;
    for (int taken = 0; taken < input.length; ) {
      int samples = Math.min(random.nextInt(700), input.length - taken);
      written += resampler.process(new float[][] {input}, taken, samples, pieces, written);
      taken += samples;
    }
    assertEquals(whole.length, written);
    assertArrayEquals(whole, pieces[0]);
  }

  @Test
  void channelsAreIndependentAndResetForgets() {
    float[] left = Tones.sine(440, 0.5, 16_000, 2_000);
    float[] right = Tones.sine(1_000, 0.9, 16_000, 2_000);
    Resampler stereo = new Resampler(16_000, 48_000, 2);
    float[][] output = new float[2][6_000];
    stereo.process(new float[][] {left, right}, 0, 2_000, output, 0);
    assertArrayEquals(resample(new Resampler(16_000, 48_000, 1), left), output[0]);
    assertArrayEquals(resample(new Resampler(16_000, 48_000, 1), right), output[1]);
    stereo.reset();
    float[][] again = new float[2][6_000];
    stereo.process(new float[][] {left, right}, 0, 2_000, again, 0);
    assertArrayEquals(output[0], again[0]);
  }

  @Test
  void resetReturnsToTheFirstPhase() {
    Resampler resampler = new Resampler(44_100, 48_000, 1);
    float[][] input = {Tones.sine(440, 0.5, 44_100, 331)};
    float[][] first = new float[1][resampler.outputSamples(331)];
    resampler.process(input, 0, 331, first, 0); // 331 samples are no whole period of the rates
    resampler.reset();
    assertEquals(first[0].length, resampler.outputSamples(331));
    float[][] again = new float[1][first[0].length];
    resampler.process(input, 0, 331, again, 0);
    assertArrayEquals(first[0], again[0]);
  }

  @Test
  void streamsOfAPairOfRatesShareTheirFilter() {
    assertSame(PolyphaseFilter.of(16_000, 48_000), PolyphaseFilter.of(16_000, 48_000));
  }

  @Test
  void aConstantStaysWhatItIs() {
    float[] input = new float[4_000];
    Arrays.fill(input, 0.5f);
    float[] output = resample(new Resampler(48_000, 44_100, 1), input);
    for (int i = 400; i < output.length; i++) {
      assertEquals(0.5f, output[i], 2e-7f);
    }
  }

  @Test
  void equalRatesCopyWithoutDelay() {
    Resampler resampler = new Resampler(16_000, 16_000, 1);
    float[] input = Tones.sine(300, 1, 16_000, 160);
    assertArrayEquals(input, resample(resampler, input));
    assertEquals(0.0, resampler.latencySeconds());
  }

  @Test
  void doesNotAllocate() {
    Resampler resampler = new Resampler(44_100, 48_000, 2);
    float[][] input = new float[2][441];
    float[][] output = new float[2][resampler.maxOutputSamples(441)];
    assertEquals(
        0, Allocation.bytes(3_000, 1_000, () -> resampler.process(input, 0, 441, output, 0)));
  }

  @Test
  void badArgumentsAreNamed() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> new Resampler(0, 8_000, 1))
            .getMessage()
            .contains("inputRateHz is 0"));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> new Resampler(47_999, 48_001, 1))
            .getMessage()
            .contains("47999"));
    Resampler resampler = new Resampler(16_000, 48_000, 1);
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> resampler.process(new float[1][160], 0, 160, new float[1][479], 0));
    assertEquals(480, resampler.outputSamples(160), "a refused call leaves the stream untouched");
  }

  private static int settled(int outputHz, double lowHz) {
    return (int) (2.2 * PolyphaseFilter.HALF_LENGTH_SAMPLES * outputHz / lowHz);
  }

  private static float[] resample(Resampler resampler, float[] input) {
    float[][] output = new float[1][resampler.outputSamples(input.length)];
    resampler.process(new float[][] {input}, 0, input.length, output, 0);
    return output[0];
  }
}
