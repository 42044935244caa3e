package org.silenzio.eval.compare;

import java.util.Comparator;
import java.util.List;
import org.silenzio.eval.metric.FigureDirection;
import org.silenzio.eval.metric.FigureKind;

/**
 * A figure of one chain over one group of recordings, before and after.
 *
 * @param group the recordings' folder
 * @param chain the chain
 * @param kind the figure, with the margin that counts here
 * @param pairs the recordings where it is finite both times, 1 or more
 * @param test of the differences after minus before
 */
record FigureChange(
    String group, String chain, FigureKind kind, List<Pair> pairs, PairedTest test) {

  /** A recording's figure before and after. */
  record Pair(String item, double before, double after) {
    double difference() {
      return after - before;
    }
  }

  static FigureChange of(String group, String chain, FigureKind kind, List<Pair> pairs) {
    double[] differences = pairs.stream().mapToDouble(Pair::difference).toArray();
    return new FigureChange(group, chain, kind, List.copyOf(pairs), PairedTest.of(differences));
  }

  double meanBefore() {
    return pairs.stream().mapToDouble(Pair::before).average().orElseThrow();
  }

  double meanAfter() {
    return pairs.stream().mapToDouble(Pair::after).average().orElseThrow();
  }

  /**
   * The margin bounds what matters, the test what chance explains; where the recordings are too few
   * for the test, the margin alone decides: the chains compute the same every time, so that the
   * choice of recordings is all that chance there is.
   */
  Verdict verdict() {
    if (!(Math.abs(test.meanDifference()) > kind.noiseMargin())) {
      return Verdict.SAME;
    }
    if (test.canBeSignificant() && !test.isSignificant()) {
      return Verdict.UNPROVEN;
    }
    if (kind.direction() == FigureDirection.NEITHER) {
      return Verdict.CHANGE;
    }
    return kind.direction().gain(0, test.meanDifference()) < 0
        ? Verdict.REGRESSION
        : Verdict.IMPROVEMENT;
  }

  /** The recordings that became worse, the worst first. */
  List<Pair> worst(int atMost) {
    return pairs.stream()
        .filter(pair -> gain(pair) < 0)
        .sorted(Comparator.comparingDouble(this::gain))
        .limit(atMost)
        .toList();
  }

  private double gain(Pair pair) {
    return kind.direction().gain(pair.before(), pair.after());
  }
}
