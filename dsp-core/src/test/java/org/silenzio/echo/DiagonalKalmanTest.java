package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagonalKalmanTest {

  private static final int FROM = 32;
  private static final int BINS = 64;
  private static final int TAPS = 5;

  private final Random random = new Random(1);
  private final FarSpectra far = new FarSpectra(BINS, TAPS, 0);
  private final float[] prior = new float[BINS];
  private final float[] uncertainty = new float[BINS];
  private final DiagonalKalman filter =
      new DiagonalKalman(FROM, BINS, TAPS, List.of(), 0.9995f, 0.95f, prior, uncertainty);
  private final Spectrum capture = new Spectrum(BINS);
  private final Spectrum error = new Spectrum(BINS);
  private final Spectrum[] spectra = new Spectrum[TAPS];

  /** An echo of half the amplitude two steps late, turned by 90 degrees. */
  private void step(int steps) {
    for (int n = 0; n < steps; n++) {
      System.arraycopy(spectra, 0, spectra, 1, TAPS - 1);
      spectra[0] = new Spectrum(BINS);
      for (int k = 0; k < BINS; k++) {
        spectra[0].re[k] = (float) random.nextGaussian();
        spectra[0].im[k] = (float) random.nextGaussian();
        capture.re[k] = spectra[2] == null ? 0f : -0.5f * spectra[2].im[k];
        capture.im[k] = spectra[2] == null ? 0f : 0.5f * spectra[2].re[k];
      }
      far.push(spectra[0]);
      far.refresh();
      assertEquals(0, filter.step(far, capture, true, error));
    }
  }

  @Test
  void learnsItsBinsAndLeavesTheOthersAlone() {
    error.re[FROM - 1] = 7f;
    step(300);
    for (int k = FROM; k < BINS; k++) {
      assertTrue(prior[k] < 1e-3f, "bin " + k + ": " + prior[k]); // of 0.5
      assertTrue(error.re[k] * error.re[k] <= prior[k]);
      assertTrue(uncertainty[k] < 1e-2f && uncertainty[k] > 0);
    }
    assertEquals(7f, error.re[FROM - 1]);
    assertEquals(0f, prior[FROM - 1]);
  }

  @Test
  void tellsAtWhichLagTheEchoComes() {
    step(300);
    float[] sum = new float[TAPS];
    filter.addLagPower(48, sum);
    for (int t = 0; t < TAPS; t++) {
      assertEquals(t == 2 ? 16 * 0.25 : 0, sum[t], 0.02); // 16 bins
    }
  }

  @Test
  void relearnsAndResets() {
    step(300);
    filter.relearn();
    step(1);
    assertTrue(prior[40] > 1e-4f, "" + prior[40]);
    filter.reset();
    assertEquals(0f, prior[40]);
  }

  @Test
  void aBinThatGoesAstrayStartsAnew() {
    step(100);
    capture.re[40] = Float.NaN;
    far.push(spectra[0]);
    far.refresh();
    assertEquals(1, filter.step(far, capture, true, error));
    step(300);
    assertTrue(prior[40] < 1e-3f, "" + prior[40]);
  }

  /** Half of the echo is a side's, a frame late; after 300 frames the window moves by one. */
  @ParameterizedTest
  @CsvSource({"64, true", "63, false"})
  void aSideThatReachesAllItsBinsIsLearntAndMovesAlong(int sideBins, boolean seen) {
    List<SideShape> sides = List.of(new SideShape(3, sideBins, false, 0.5f));
    FarSpectra both = new FarSpectra(BINS, TAPS, 1, sides);
    DiagonalKalman joined =
        new DiagonalKalman(FROM, BINS, TAPS, sides, 0.9995f, 0.95f, prior, uncertainty);
    Spectrum late = new Spectrum(BINS);
    Spectrum lateSide = new Spectrum(BINS);
    for (int n = 0; n < 340; n++) {
      Spectrum now = noise();
      Spectrum nowSide = noise();
      for (int k = 0; k < BINS; k++) {
        capture.re[k] = 0.5f * late.re[k] - 0.5f * lateSide.im[k];
        capture.im[k] = 0.5f * late.im[k] + 0.5f * lateSide.re[k];
      }
      both.push(now, new Spectrum[] {nowSide});
      if (n == 300) {
        both.moveTo(1);
        joined.shift(1);
      }
      both.refresh();
      assertEquals(0, joined.step(both, capture, true, error));
      late = now;
      lateSide = nowSide;
      if (n > 280) {
        double missed = Spectrum.mean(prior, FROM, BINS);
        assertTrue(seen == (missed < 0.01), n + ": " + missed); // of 1
      }
    }
  }

  private Spectrum noise() {
    Spectrum spectrum = new Spectrum(BINS);
    for (int k = 0; k < BINS; k++) {
      spectrum.re[k] = (float) random.nextGaussian();
      spectrum.im[k] = (float) random.nextGaussian();
    }
    return spectrum;
  }
}
