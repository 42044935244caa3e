package org.silenzio.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.silenzio.eval.metric.Refusals.refused;

import org.junit.jupiter.api.Test;

class PitchFidelityTest {

  @Test
  void everyFrameCountsWhereItBelongs() {
    // kept a semitone up, kept exactly, kept an octave up, lost; unvoiced: one spurious of two
    double[] reference = {100, 200, 150, 120, 0, 0};
    double[] degraded = {100 * Math.pow(2, 1 / 12.0), 200, 300, 0, 90, 0};
    PitchFidelity fidelity = PitchFidelity.of(reference, degraded);
    assertEquals(75, fidelity.keptPercent(), 1e-9);
    assertEquals(50, fidelity.spuriousPercent(), 1e-9);
    assertEquals(100 / 3.0, fidelity.grossErrorPercent(), 1e-9);
    assertEquals(50, fidelity.fineErrorCents(), 1e-9);
  }

  @Test
  void deviationsUpAndDownDoNotCancel() {
    double up = Math.pow(2, 30 / 1_200.0);
    PitchFidelity fidelity =
        PitchFidelity.of(new double[] {100, 100}, new double[] {100 * up, 100 / up});
    assertEquals(30, fidelity.fineErrorCents(), 1e-9);
    assertEquals(0, fidelity.grossErrorPercent());
  }

  @Test
  void aFifthOfThePitchIsTheBound() {
    double[] reference = {100, 100, 100, 100};
    PitchFidelity fidelity = PitchFidelity.of(reference, new double[] {119.9, 80.1, 120.1, 79.9});
    assertEquals(50, fidelity.grossErrorPercent(), 1e-9);
  }

  @Test
  void whereThereIsNothingToCompareNothingIsSaid() {
    PitchFidelity unvoiced = PitchFidelity.of(new double[2], new double[2]);
    assertTrue(Double.isNaN(unvoiced.keptPercent()));
    assertEquals(0, unvoiced.spuriousPercent());
    PitchFidelity lost = PitchFidelity.of(new double[] {100}, new double[1]);
    assertEquals(0, lost.keptPercent());
    assertTrue(Double.isNaN(lost.spuriousPercent()));
    assertTrue(Double.isNaN(lost.grossErrorPercent()));
    assertTrue(Double.isNaN(lost.fineErrorCents()));
  }

  @Test
  void tracksThatAreNoneAreRefused() {
    refused(
        "degraded has 1 frames, allowed: 2", () -> PitchFidelity.of(new double[2], new double[1]));
    refused(
        "reference[0] is -1.0, allowed: 0 or a frequency in Hz",
        () -> PitchFidelity.of(new double[] {-1}, new double[1]));
    refused(
        "degraded[0] is NaN, allowed: 0 or a frequency in Hz",
        () -> PitchFidelity.of(new double[1], new double[] {Double.NaN}));
  }
}
