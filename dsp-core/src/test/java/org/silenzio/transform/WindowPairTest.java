package org.silenzio.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowPairTest {

  @ParameterizedTest
  @CsvSource({
    "640, 640, 160, 1, 0.5",
    "640, 640, 160, 1, 0.75",
    "640, 320, 160, 1, 0.5",
    "640, 480, 160, 1, 0.5",
    "640, 480, 160, 1, 0.75",
    "512, 256, 128, 1, 0.5",
    "1280, 1280, 320, 2, 0.75",
    "1920, 1440, 480, 3, 0.5"
  })
  void productsAddToOneAndTheEnergyIsThatOfARootHannWindow(
      int length, int synthesis, int hop, int multiple, double analysisPower) {
    WindowPair pair = new WindowPair(length, synthesis, hop, multiple, analysisPower);
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

  /** Sidelobes of Hann's window fall by 18 dB an octave, those of its root by 12. */
  @ParameterizedTest
  @CsvSource({"640", "480"})
  void aHigherPowerHearsLessOfDistantBins(int synthesis) {
    double root = distantShare(new WindowPair(640, synthesis, 160, 1).analysis());
    double higher = distantShare(new WindowPair(640, synthesis, 160, 1, 0.75).analysis());
    assertTrue(higher < 0.3 * root, higher + " against " + root);
  }

  /** The share of a bin's power that comes from tones three bins away and further. */
  private static double distantShare(float[] window) {
    double all = 0;
    double distant = 0;
    for (int bin = 0; bin <= 40; bin++) {
      double re = 0;
      double im = 0;
      for (int n = 0; n < window.length; n++) {
        double phase = 2 * Math.PI * bin * n / window.length;
        re += window[n] * Math.cos(phase);
        im += window[n] * Math.sin(phase);
      }
      all += re * re + im * im;
      distant += bin < 3 ? 0 : re * re + im * im;
    }
    return distant / all;
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
