package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.silenzio.testing.Recordings;

class CompositeTest {

  private static final int RATE_HZ = 48_000;

  @Test
  void perfectCopyReadsAsTheFormulasEnd() {
    float[] clean = Noise.white(1, RATE_HZ, 0.1);
    Composite copy = Composite.of(clean, clean, RATE_HZ, 2.0);
    assertEquals(3.093 + 0.603 * 2, copy.signal(), 1e-6);
    assertEquals(1.634 + 0.478 * 2 + 0.063 * 35, copy.background(), 1e-6);
    assertEquals(1.594 + 0.805 * 2, copy.overall(), 1e-6);
  }

  /** From pysepm's figures for the same pair, see {@link PublishedFiguresTest}. */
  @Test
  void noisySpeechReadsAsPublished() {
    float[] clean = Recordings.load(Recordings.CLEAN_48K);
    float[] noisy = Recordings.load(Recordings.NOISY_48K);
    Composite measures = Composite.of(clean, noisy, RATE_HZ, 3.0);
    assertEquals(1.6595, measures.signal(), 2e-3);
    assertEquals(2.4576, measures.background(), 1e-3);
    assertEquals(2.2997, measures.overall(), 1e-3);
  }

  @Test
  void opinionsEndAtOneAndFive() {
    float[] clean = Noise.white(1, RATE_HZ, 0.1);
    assertEquals(5, Composite.of(clean, clean, RATE_HZ, 5).overall());
    float[] other = Recordings.load(Recordings.NOISY_48K);
    float[] speech = Recordings.load(Recordings.CLEAN_48K);
    assertEquals(1, Composite.of(speech, other, RATE_HZ, -0.5).overall());
  }

  @Test
  void silentReferenceHasNoMeasures() {
    float[] silence = new float[RATE_HZ];
    Composite measures = Composite.of(silence, silence, RATE_HZ, 1);
    assertEquals(new Composite(Double.NaN, Double.NaN, Double.NaN), measures);
  }

  @Test
  void whatIsNoPairOrScoreIsRefused() {
    Refusals.ofPair((clean, noisy, rateHz) -> Composite.of(clean, noisy, rateHz, 2));
    float[] clean = Noise.white(1, RATE_HZ, 0.1);
    Refusals.refused(
        "pesq is 5.1, allowed: -0.5 to 5", () -> Composite.of(clean, clean, RATE_HZ, 5.1));
    Refusals.refused(
        "pesq is NaN, allowed: -0.5 to 5", () -> Composite.of(clean, clean, RATE_HZ, Double.NaN));
  }
}
