package org.silenzio.eval.compare;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * What differences of pairs tell about the mean and whether chance explains them.
 *
 * @param pairs how many
 * @param meanDifference their mean
 * @param intervalFrom the lower end of the mean's 95 % confidence interval by Student's t; NaN for
 *     a single pair
 * @param intervalTo its upper end
 * @param pValue of {@link SignedRanks}, differences of 0 left out; 1 if all are 0
 */
record PairedTest(
    int pairs, double meanDifference, double intervalFrom, double intervalTo, double pValue) {

  /** Below this p value a difference is taken for real. */
  static final double SIGNIFICANCE = 0.05;

  /**
   * With fewer pairs the test can never reach the significance, however clear they are: five that
   * all agree have p = 2/2⁵ = 0.0625.
   */
  static final int MIN_PAIRS = 6;

  private static final double CONFIDENCE = 0.95;

  /** Tests differences, 1 or more, all finite. */
  static PairedTest of(double[] differences) {
    SummaryStatistics sum = new SummaryStatistics();
    Arrays.stream(differences).forEach(sum::addValue);
    int n = differences.length;
    double half = n < 2 ? Double.NaN : halfInterval(sum, n);
    return new PairedTest(
        n, sum.getMean(), sum.getMean() - half, sum.getMean() + half, pValue(differences));
  }

  private static double halfInterval(SummaryStatistics sum, int n) {
    double quantile =
        new TDistribution(null, n - 1).inverseCumulativeProbability(0.5 + 0.5 * CONFIDENCE);
    return quantile * sum.getStandardDeviation() / Math.sqrt(n);
  }

  private static double pValue(double[] differences) {
    double[] changed = Arrays.stream(differences).filter(difference -> difference != 0).toArray();
    return changed.length == 0 ? 1 : SignedRanks.pValue(changed);
  }

  /** Whether so many pairs can be significant at all. */
  boolean canBeSignificant() {
    return pairs >= MIN_PAIRS;
  }

  /** Whether chance is an unlikely explanation. */
  boolean isSignificant() {
    return pValue < SIGNIFICANCE;
  }
}
