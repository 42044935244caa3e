package org.silenzio.eval.metric.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowerSpectrumTest {

  @ParameterizedTest
  @ValueSource(ints = {321, 512, 513, 1537})
  void agreesWithTheDefinition(int length) {
    double[] window = new double[length];
    float[] samples = new float[length];
    NumpyRandom random = new NumpyRandom(length);
    for (int n = 0; n < length; n++) {
      window[n] = 0.5 + random.nextDouble();
      samples[n] = (float) random.nextNormal();
    }
    PowerSpectrum spectrum = new PowerSpectrum(window);
    double[] power = new double[spectrum.bins()];
    spectrum.of(samples, 0, power);
    assertEquals(length / 2 + 1, power.length);
    for (int k = 0; k < power.length; k++) {
      assertEquals(direct(window, samples, k), power[k], 1e-9 * length, "bin " + k);
    }
  }

  private static double direct(double[] window, float[] samples, int k) {
    double re = 0;
    double im = 0;
    for (int n = 0; n < window.length; n++) {
      double angle = 2 * Math.PI * ((long) k * n % window.length) / window.length;
      re += window[n] * samples[n] * Math.cos(angle);
      im -= window[n] * samples[n] * Math.sin(angle);
    }
    return re * re + im * im;
  }

  @Test
  void countsWhatLiesOutsideAsZeros() {
    double[] window = new double[9];
    Arrays.fill(window, 1);
    PowerSpectrum spectrum = new PowerSpectrum(window);
    double[] power = new double[spectrum.bins()];
    float[] ones = {1, 1, 1, 1};
    spectrum.of(ones, -7, power); // two ones at the end
    assertEquals(4, power[0], 1e-12);
    spectrum.of(ones, 3, power); // one at the beginning
    for (double value : power) {
      assertEquals(1, value, 1e-12);
    }
    spectrum.of(ones, 4, power);
    assertEquals(0, Arrays.stream(power).sum());
  }
}
