package org.silenzio.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WienerGainTest {

  private static final int BINS = 257;

  @ParameterizedTest
  @ValueSource(floats = {1.5f, 2f, 4f, 10f, 30f, 100f, 1000f})
  void aSteadyRatioSettlesWhereEphraimAndMalahsFormulaSays(float above) {
    float[] power = new float[BINS];
    float[] noise = new float[BINS];
    for (int k = 0; k < BINS; k++) {
      noise[k] = 0.5f * (k + 1);
      power[k] = above * noise[k];
    }
    WienerGain gain = new WienerGain(BINS);
    double decided = 0;
    double expected = 0;
    double keep = Math.pow(0.85, 5 / 16.0);
    for (int n = 0; n < 100; n++) {
      gain.update(power, noise);
      double ratio = Math.max(0.01, keep * decided + (1 - keep) * (above - 1));
      double wiener = ratio / (1 + ratio);
      expected = wiener * Math.exp(0.5 * exponentialIntegral(wiener * above));
      expected = Math.max(0.063, Math.min(1, expected));
      decided = expected * expected * above;
    }
    for (float found : gain.gain()) {
      assertEquals(expected, found, 2e-4 * expected);
    }
  }

  /** The integral of e^−t/t from x on, by Simpson's rule over u = ln t. */
  private static double exponentialIntegral(double x) {
    double from = Math.log(x);
    double to = Math.log(x + 50);
    int steps = 20_000;
    double width = (to - from) / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.exp(-Math.exp(from + i * width));
    }
    return sum * width / 3;
  }
}
