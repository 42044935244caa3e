package org.silenzio.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowPairTest {

  @ParameterizedTest
  @CsvSource({
    "640, 640, 160, 1",
    "640, 320, 160, 1",
    "640, 480, 160, 1",
    "512, 256, 128, 1",
    "1280, 1280, 320, 2",
    "1920, 1440, 480, 3"
  })
  void productsAddToOneAndTheEnergyIsThatOfARootHannWindow(
      int length, int synthesis, int hop, int multiple) {
    WindowPair pair = new WindowPair(length, synthesis, hop, multiple);
    double[] sums = new double[hop];
    double energy = 0;
    for (int n = 0; n < length; n++) {
      int late = n - (length - synthesis);
      sums[n % hop] += late < 0 ? 0 : pair.analysis()[n] * pair.synthesis()[late];
      energy += pair.analysis()[n] * pair.analysis()[n];
    }
    for (double sum : sums) {
      assertEquals(1, sum, 1e-6);
    }
    assertEquals(256.0 / multiple, energy, 1e-3);
  }

  @ParameterizedTest
  @CsvSource({"640, 160, 1", "512, 128, 1", "1920, 480, 3"})
  void noiseGainOfTheSymmetricPairIsAQuarter(int length, int hop, int multiple) {
    assertEquals(0.25, new WindowPair(length, length, hop, multiple).noiseGain(), 1e-6);
  }

  @ParameterizedTest
  @CsvSource({"2", "3"})
  void aToneHasTheSameSpectrumAtEveryRate(int multiple) {
    double[] narrow = tone(new WindowPair(640, 480, 160, 1).analysis());
    double[] wide =
        tone(new WindowPair(640 * multiple, 480 * multiple, 160 * multiple, multiple).analysis());
    assertEquals(narrow[0], wide[0], 0.005 * narrow[0]);
    assertEquals(narrow[1], wide[1], 0.005 * narrow[0]);
  }

  /** A windowed tone of 40 periods at its own bin and at the next. */
  private static double[] tone(float[] window) {
    double[] power = new double[2];
    for (int bin = 0; bin < 2; bin++) {
      double re = 0;
      double im = 0;
      for (int n = 0; n < window.length; n++) {
        double phase = 2 * Math.PI * n / window.length;
        double sample = window[n] * Math.cos(40 * phase);
        re += sample * Math.cos((40 + bin) * phase);
        im -= sample * Math.sin((40 + bin) * phase);
      }
      power[bin] = re * re + im * im;
    }
    return power;
  }
}
