package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Correlation and convolution by FFT are what their sums say. */
class FastSumsTest {

  private static double at(double[] samples, int i) {
    return i >= 0 && i < samples.length ? samples[i] : 0;
  }

  @ParameterizedTest
  @CsvSource({
    "100, 90, -20, 30",
    "20000, 21000, -40, 3",
    "9000, 50, 5, 60",
    "50, 9000, 8990, 9010"
  })
  void correlationIsItsSum(int samplesOfA, int samplesOfB, int firstLag, int lastLag) {
    double[] a = Signals.withoutMean(Noise.white(1, samplesOfA, 0.3));
    double[] b = Signals.withoutMean(Noise.white(2, samplesOfB, 0.3));
    double[] fast = CrossCorrelation.of(a, b, firstLag, lastLag);
    assertEquals(lastLag - firstLag + 1, fast.length);
    for (int lag = firstLag; lag <= lastLag; lag++) {
      double sum = 0;
      for (int n = 0; n < a.length; n++) {
        sum += a[n] * at(b, n + lag);
      }
      assertEquals(sum, fast[lag - firstLag], 1e-10);
    }
  }

  @Test
  void convolutionIsItsSum() {
    double[] signal = Signals.withoutMean(Noise.white(1, 1_000, 0.3));
    double[] taps = Signals.withoutMean(Noise.white(2, 37, 0.3));
    double[] fast = Convolution.of(signal, taps);
    assertEquals(1_036, fast.length);
    for (int n = 0; n < fast.length; n++) {
      double sum = 0;
      for (int i = 0; i < taps.length; i++) {
        sum += taps[i] * at(signal, n - i);
      }
      assertEquals(sum, fast[n], 1e-12);
    }
  }
}
