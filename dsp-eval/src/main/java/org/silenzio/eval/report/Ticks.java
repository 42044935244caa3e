package org.silenzio.eval.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Round positions on an axis: multiples of 1, 2 or 5 times a power of ten. */
final class Ticks {

  private static final int[] MANTISSAS = {1, 2, 5};

  private Ticks() {}

  /** All multiples within [min, max] of the smallest round step that gives no more than so many. */
  static List<Tick> within(double min, double max, int maxCount) {
    BigDecimal from = BigDecimal.valueOf(min);
    BigDecimal to = BigDecimal.valueOf(max);
    for (int power = powerBelow((max - min) / maxCount); ; power++) {
      for (int mantissa : MANTISSAS) {
        BigDecimal step = BigDecimal.valueOf(mantissa).scaleByPowerOfTen(power);
        long first = from.divide(step, 0, RoundingMode.CEILING).longValueExact();
        long last = to.divide(step, 0, RoundingMode.FLOOR).longValueExact();
        if (last - first < maxCount) {
          return multiples(step, first, last);
        }
      }
    }
  }

  private static int powerBelow(double value) {
    return (int) Math.floor(Math.log10(value)) - 1; // one less, against rounding
  }

  private static List<Tick> multiples(BigDecimal step, long first, long last) {
    List<Tick> ticks = new ArrayList<>();
    for (long k = first; k <= last; k++) {
      BigDecimal value = step.multiply(BigDecimal.valueOf(k));
      ticks.add(new Tick(value.doubleValue(), Numbers.plain(value)));
    }
    return List.copyOf(ticks);
  }
}
