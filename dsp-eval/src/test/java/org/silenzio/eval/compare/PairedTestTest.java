package org.silenzio.eval.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against calculations by hand and printed tables. */
class PairedTestTest {

  @Test
  void theIntervalIsStudents() {
    // mean 3, variance 10/4 = 2.5, standard error sqrt(0.5); t(4; 0.975) = 2.776445 in any table
    PairedTest test = PairedTest.of(new double[] {1, 2, 3, 4, 5});
    assertEquals(5, test.pairs());
    assertEquals(3, test.meanDifference(), 1e-12);
    assertEquals(3 - 2.776445 * Math.sqrt(0.5), test.intervalFrom(), 1e-5);
    assertEquals(3 + 2.776445 * Math.sqrt(0.5), test.intervalTo(), 1e-5);
  }

  @Test
  void agreeingPairsHaveTheLeastPValue() {
    for (int n = 1; n <= 15; n++) {
      double[] all = IntStream.rangeClosed(1, n).asDoubleStream().toArray();
      // of the 2^n ways to give signs, two are as one-sided
      assertEquals(2 / Math.pow(2, n), PairedTest.of(all).pValue(), 1e-12, n + " pairs");
    }
    assertFalse(PairedTest.of(new double[] {1, 2, 3, 4, 5}).canBeSignificant());
    assertTrue(PairedTest.of(new double[] {1, 2, 3, 4, 5, 6}).isSignificant());
  }

  @Test
  void countsTheWaysToGiveSigns() {
    // ranks 1 to 6, rank 2 negative: the negative sum is 2; {}, {1}, {2} are no larger: 2·3/64
    assertEquals(6 / 64.0, PairedTest.of(new double[] {1, -2, 3, 4, 5, 6}).pValue(), 1e-12);
    // the negative sum is 3; {}, {1}, {2}, {3}, {1, 2}: 2·5/64
    assertEquals(10 / 64.0, PairedTest.of(new double[] {1, 2, -3, 4, 5, 6}).pValue(), 1e-12);
  }

  @Test
  void pairsThatDidNotChangeTellNothing() {
    double[] changed = {1, -2, 3, 4, 5, 6};
    double[] withZeros = Arrays.copyOf(changed, 9);
    assertEquals(PairedTest.of(changed).pValue(), PairedTest.of(withZeros).pValue());
    assertEquals(1, PairedTest.of(new double[8]).pValue());
    assertEquals(0, PairedTest.of(new double[8]).meanDifference());
  }

  /** Against counting all the ways to give signs, with and without equal magnitudes. */
  @Test
  void equalMagnitudesShareTheirRanks() {
    Random random = new Random(3);
    for (int round = 0; round < 20; round++) {
      double[] differences =
          random.ints(12, 1, 8).mapToDouble(i -> random.nextBoolean() ? i : -i).toArray();
      assertEquals(counted(differences), PairedTest.of(differences).pValue(), 1e-12);
    }
  }

  private static double counted(double[] differences) {
    int n = differences.length;
    double[] ranks = new double[n];
    double all = n * (n + 1) / 2.0;
    double positive = 0;
    for (int i = 0; i < n; i++) {
      double magnitude = Math.abs(differences[i]);
      long less = Arrays.stream(differences).filter(d -> Math.abs(d) < magnitude).count();
      long same = Arrays.stream(differences).filter(d -> Math.abs(d) == magnitude).count();
      ranks[i] = less + (same + 1) / 2.0;
      positive += differences[i] > 0 ? ranks[i] : 0;
    }
    int asOneSided = 0;
    for (int signs = 0; signs < 1 << n; signs++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += (signs >> i & 1) * ranks[i];
      }
      asOneSided += Math.abs(sum - all / 2) >= Math.abs(positive - all / 2) ? 1 : 0;
    }
    return asOneSided / Math.pow(2, n);
  }

  /** The largest sum of the rarer sign's ranks that is significant, as textbooks print it. */
  @ParameterizedTest
  @CsvSource({"6, 0", "8, 3", "10, 8", "15, 25", "20, 52", "25, 89", "30, 137"})
  void hasTheCriticalValuesOfTheTables(int pairs, int critical) {
    assertTrue(PairedTest.of(differences(pairs, critical)).isSignificant());
    assertFalse(PairedTest.of(differences(pairs, critical + 1)).isSignificant());
  }

  /** 1 to n, those negative whose sum is the one wanted. */
  private static double[] differences(int pairs, int negativeSum) {
    double[] differences = new double[pairs];
    int left = negativeSum;
    for (int rank = pairs; rank > 0; rank--) {
      boolean negative = rank <= left;
      differences[rank - 1] = negative ? -rank : rank;
      left -= negative ? rank : 0;
    }
    assertEquals(0, left);
    return differences;
  }

  @Test
  void hundredsOfPairsAreNoTrouble() {
    double[] agreeing = IntStream.rangeClosed(1, 300).asDoubleStream().toArray();
    assertTrue(PairedTest.of(agreeing).pValue() < 1e-80);
  }

  @Test
  void oneSidedHalvesAreNoProof() {
    assertEquals(1, PairedTest.of(new double[] {1, -1, 2, -2, 3, -3}).pValue(), 1e-12);
    assertTrue(Double.isNaN(PairedTest.of(new double[] {1}).intervalFrom()));
  }
}
