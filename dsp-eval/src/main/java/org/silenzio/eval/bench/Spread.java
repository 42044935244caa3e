package org.silenzio.eval.bench;

import java.util.stream.DoubleStream;

/**
 * Several measurements of the same thing, by the median and the extremes: one JVM of several may
 * settle on bad code, which would carry a mean away.
 *
 * @param median the middle one, of an even number the mean of the middle two
 * @param least the smallest
 * @param most the largest
 */
public record Spread(double median, double least, double most) {

  /**
   * The spread of 1 value or more.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Spread of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("values is empty, allowed: 1 or more");
    }
    double[] sorted = DoubleStream.of(values).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /**
   * Ratios of two things that were measured in the same rounds: the median is that of the medians,
   * the extremes are those of single rounds.
   *
   * @param values one per round
   * @param baseline one per round, in the same order
   */
  static Spread ofRatios(double[] values, double[] baseline) {
    double[] rounds = new double[Math.min(values.length, baseline.length)];
    for (int n = 0; n < rounds.length; n++) {
      rounds[n] = values[n] / baseline[n];
    }
    Spread pairs = of(rounds);
    return new Spread(of(values).median() / of(baseline).median(), pairs.least(), pairs.most());
  }
}
