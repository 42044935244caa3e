package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowPairTest {

  @ParameterizedTest
  @CsvSource({"640, 640, 160", "640, 320, 160", "512, 512, 128", "512, 256, 128"})
  void productsAddToOneAndTheEnergyIsThatOfARootHannWindow(int length, int synthesis, int hop) {
    WindowPair pair = new WindowPair(length, synthesis, hop);
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
    assertEquals(256, energy, 1e-3);
  }

  @ParameterizedTest
  @CsvSource({"640, 160", "512, 128"})
  void noiseGainOfTheSymmetricPairIsAQuarter(int length, int hop) {
    assertEquals(0.25, new WindowPair(length, length, hop).noiseGain(hop), 1e-6);
  }
}
