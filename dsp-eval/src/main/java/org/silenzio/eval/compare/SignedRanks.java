package org.silenzio.eval.compare;

import java.util.Arrays;
import org.apache.commons.math3.stat.ranking.NaNStrategy;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/**
 * The signed-rank test (F. Wilcoxon, "Individual Comparisons by Ranking Methods", 1945), exact and
 * two-sided, equal magnitudes sharing their mean rank.
 *
 * <p>Not the library's: commons-math 3.6.1 counts all 2ⁿ cases one by one, which takes too long
 * from about 20 pairs on, and takes equal magnitudes for different ones.
 */
final class SignedRanks {

  private static final NaturalRanking RANKING =
      new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE);

  private SignedRanks() {}

  /**
   * The chance of signs at least as one-sided as these, if each sign were the toss of a coin.
   *
   * @param differences 1 or more, none 0, all finite
   */
  static double pValue(double[] differences) {
    double[] ranks = RANKING.rank(Arrays.stream(differences).map(Math::abs).toArray());
    int[] doubled = Arrays.stream(ranks).mapToInt(rank -> (int) Math.round(2 * rank)).toArray();
    int total = Arrays.stream(doubled).sum();
    int positive = 0;
    for (int i = 0; i < doubled.length; i++) {
      positive += differences[i] > 0 ? doubled[i] : 0;
    }
    double[] chance = chances(doubled, total);
    int smaller = Math.min(positive, total - positive);
    return Math.min(1, 2 * Arrays.stream(chance, 0, smaller + 1).sum());
  }

  /** The chance of each sum of the ranks that come out positive. */
  private static double[] chances(int[] ranks, int total) {
    double[] chance = new double[total + 1];
    chance[0] = 1;
    for (int rank : ranks) {
      for (int sum = total; sum >= 0; sum--) {
        chance[sum] = 0.5 * (chance[sum] + (sum >= rank ? chance[sum - rank] : 0));
      }
    }
    return chance;
  }
}
