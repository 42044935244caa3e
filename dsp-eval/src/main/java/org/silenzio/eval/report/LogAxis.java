package org.silenzio.eval.report;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis on which equal ratios lie equally far apart, from one power of ten to another.
 *
 * @param minPower the power of ten at its beginning
 * @param maxPower the power of ten at its end, beyond the first
 */
record LogAxis(int minPower, int maxPower) {

  /** More labels than that would touch each other. */
  private static final int MAX_MARKS = 8;

  /** The shortest axis that holds both values, which are above 0. */
  static LogAxis around(double least, double most) {
    int min = (int) Math.floor(Math.log10(least));
    int max = (int) Math.ceil(Math.log10(most));
    return new LogAxis(min, Math.max(min + 1, max));
  }

  /** Where a value lies, 0 to 1; what is beyond an end lies there. */
  double share(double value) {
    if (!(value > 0)) {
      return 0;
    }
    return Math.clamp((Math.log10(value) - minPower) / (maxPower - minPower), 0.0, 1.0);
  }

  /** The powers of ten, upwards; positions count from the top. */
  List<Mark> upwardMarks() {
    return marks(true);
  }

  /** The powers of ten, rightwards. */
  List<Mark> rightwardMarks() {
    return marks(false);
  }

  private List<Mark> marks(boolean fromTheEnd) {
    int step = Math.ceilDiv(maxPower - minPower + 1, MAX_MARKS);
    List<Mark> marks = new ArrayList<>();
    for (int power = minPower; power <= maxPower; power += step) {
      double share = share(Math.pow(10, power));
      String position = Numbers.percent(fromTheEnd ? 1 - share : share);
      marks.add(new Mark(position, Numbers.shortest(Math.pow(10, power))));
    }
    return marks;
  }
}
