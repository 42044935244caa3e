package org.silenzio.eval.metric.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MelFilterBankTest {

  private static final int DFT_LENGTH = 321;
  private static final int BINS = DFT_LENGTH / 2 + 1;
  private static final int RATE_HZ = 16_000;
  private static final int BANDS = 120;

  private final MelFilterBank bank = new MelFilterBank(RATE_HZ, DFT_LENGTH, BANDS);

  /** Its example in librosa's documentation, and a value computed by its formula. */
  @Test
  void weighsAsLibrosaDoes() {
    MelFilterBank example = new MelFilterBank(22_050, 2048, 128);
    assertEquals(0, example.weight(0, 0));
    assertEquals(0.016182853208, example.weight(0, 1), 1e-12);
    assertEquals(0.014328802250, bank.weight(60, 34), 1e-12);
  }

  @Test
  void bandsHaveAreaOneWhereBinsAreDense() {
    double[] flat = new double[BINS];
    Arrays.fill(flat, (double) RATE_HZ / DFT_LENGTH);
    for (int b = 90; b < BANDS; b++) {
      assertEquals(1, bank.power(b, flat), 0.05, "band " + b);
    }
  }

  @Test
  void bandsReachToTheirNeighboursCentres() {
    int top = BINS - 1;
    assertEquals(0, bank.weight(BANDS - 2, top), 1e-4);
    assertTrue(bank.weight(BANDS - 1, top) > 0);
    assertEquals(0, bank.weight(10, top));
    assertEquals(0, bank.weight(60, 0));
  }

  @Test
  void aBandNarrowerThanABinMayHoldNone() {
    MelFilterBank narrow = new MelFilterBank(RATE_HZ, 64, 120);
    double[] flat = new double[33];
    Arrays.fill(flat, 1);
    assertEquals(0, narrow.power(0, flat));
  }
}
