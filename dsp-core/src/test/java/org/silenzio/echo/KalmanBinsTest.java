package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KalmanBinsTest {

  private static final int BINS = 20;
  private static final int TAPS = 8;
  private static final int RANGE = 16;

  private final Random random = new Random(3);
  private final FarSpectra far = new FarSpectra(BINS, TAPS, RANGE);
  private final KalmanBins filter = new KalmanBins(BINS, TAPS, 0.9995f, 0.95f);
  private final Spectrum[] past = new Spectrum[64];
  private final Spectrum capture = new Spectrum(BINS);
  private final Spectrum error = new Spectrum(BINS);
  private int frame;

  /**
   * Plays a frame of noise whose echo comes after so many frames, and in the next one once more.
   */
  private double play(int delay) {
    Spectrum now = new Spectrum(BINS);
    for (int k = 0; k < BINS; k++) {
      now.re[k] = (float) random.nextGaussian();
      now.im[k] = (float) random.nextGaussian();
    }
    past[frame % past.length] = now;
    far.push(now);
    far.refresh();
    Spectrum first = frame < delay ? null : past[(frame - delay) % past.length];
    Spectrum second = frame <= delay ? null : past[(frame - delay - 1) % past.length];
    for (int k = 0; k < BINS; k++) {
      capture.re[k] = first == null ? 0f : 0.5f * first.re[k];
      capture.im[k] = first == null ? 0f : 0.5f * first.im[k];
      capture.re[k] += second == null ? 0f : -0.3f * second.im[k];
      capture.im[k] += second == null ? 0f : 0.3f * second.re[k];
    }
    frame++;
    assertEquals(0, filter.step(far, capture, true, error));
    double sum = 0;
    for (int k = 0; k < BINS; k++) {
      sum += filter.priorPower()[k];
    }
    return sum / BINS; // the echo's is 0.68
  }

  private double play(int delay, int frames) {
    double last = 0;
    for (int n = 0; n < frames; n++) {
      last = play(delay);
    }
    return last;
  }

  @ParameterizedTest
  @CsvSource({"0, 3, 2", "6, 8, -2", "4, 9, 5", "3, 3, -3"})
  void whatWasLearntServesAfterTheWindowHasMoved(int offset, int delay, int frames) {
    far.moveTo(offset);
    assertTrue(play(delay, 300) < 1e-4);
    far.moveTo(offset + frames);
    filter.shift(frames);
    for (int n = 0; n < 20; n++) {
      assertTrue(play(delay) < 1e-3); // at once and for long
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 5", "5, 1"})
  void whatWasLearntServesAfterThePathHasJumpedWithinTheWindow(int before, int after) {
    assertTrue(play(before, 300) < 1e-4);
    filter.shift(before - after);
    play(after, 1); // frames overlap in reality: here the jump itself is clean
    for (int n = 0; n < 20; n++) {
      assertTrue(play(after) < 1e-3);
    }
  }

  @Test
  void aWindowElsewhereIsLearntAnew() {
    play(13, 300); // beyond the window: nothing but noise to the filter
    far.moveTo(10);
    filter.shift(10);
    assertTrue(play(13, 60) < 1e-2);
  }

  @Test
  void aSideThatIsSilentChangesNothingToTheLastBit() {
    int sideTaps = TAPS / 2;
    List<SideShape> sides = List.of(new SideShape(sideTaps, BINS, true, 0.5f));
    FarSpectra both = new FarSpectra(BINS, TAPS, RANGE, sides);
    int padded = Spectrum.padded(BINS);
    KalmanBins stereo =
        new KalmanBins(BINS, TAPS, sides, 0.9995f, 0.95f, new float[padded], new float[padded]);
    Spectrum stereoError = new Spectrum(BINS);
    for (int n = 0; n < 200; n++) {
      play(3);
      both.push(past[n % past.length], new Spectrum[] {new Spectrum(BINS)});
      both.refresh();
      assertEquals(0, stereo.step(both, capture, true, stereoError));
      assertArrayEquals(error.re, stereoError.re);
      assertArrayEquals(error.im, stereoError.im);
    }
  }

  /** The second side falls silent and sounds again: what was learnt of it is still known. */
  @Test
  void whatSidesAddIsLearntAsSoonAsTheySound() {
    List<SideShape> sides =
        List.of(new SideShape(3, BINS, false, 0.5f), new SideShape(2, BINS, false, 0.5f));
    FarSpectra all = new FarSpectra(BINS, TAPS, RANGE, sides);
    float[] prior = new float[Spectrum.padded(BINS)];
    KalmanBins joined =
        new KalmanBins(BINS, TAPS, sides, 0.9995f, 0.95f, prior, new float[prior.length]);
    Spectrum before = new Spectrum(BINS);
    double[] worst = new double[4];
    for (int n = 0; n < 400; n++) {
      Spectrum mid = noise(1f);
      Spectrum first = noise(1f);
      Spectrum second = noise(n / 100 % 2 == 0 ? 0f : 1f);
      all.push(mid, new Spectrum[] {first, second});
      all.refresh();
      for (int k = 0; k < BINS; k++) { // of the first side the frame before
        capture.re[k] = mid.re[k] + 0.5f * before.re[k] - 0.7f * second.im[k];
        capture.im[k] = mid.im[k] + 0.5f * before.im[k] + 0.7f * second.re[k];
      }
      before = first;
      assertEquals(0, joined.step(all, capture, true, error));
      if (n % 100 >= 80 || n >= 310) {
        for (int k = 0; k < BINS; k++) {
          worst[n / 100] = Math.max(worst[n / 100], prior[k]);
        }
      }
    }
    for (double missed : worst) {
      assertTrue(missed < 0.05, "foreseen but for " + missed);
    }
  }

  private Spectrum noise(float level) {
    Spectrum spectrum = new Spectrum(BINS);
    for (int k = 0; k < BINS; k++) {
      spectrum.re[k] = level * (float) random.nextGaussian();
      spectrum.im[k] = level * (float) random.nextGaussian();
    }
    return spectrum;
  }
}
