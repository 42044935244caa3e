package org.silenzio.eval.scenario;

import org.silenzio.eval.metric.WindowedSinc;

/**
 * Reads and writes between samples: rows of windowed-sinc taps for 1,024 fractions of a sample,
 * with a straight line between neighbouring rows, whose error is below −105 dB. Immutable.
 */
final class SincTable {

  private static final int PHASES = 1_024;

  /** Nearer to a whole sample than this counts as whole: copies stay exact copies. */
  private static final double WHOLE = 1e-9;

  private final int halfLength;
  private final double[][] rows;

  /**
   * Makes a table.
   *
   * @param halfLength taps on either side, 2 or more
   * @param stopBandDb attenuation beyond the transition, above 50
   */
  SincTable(int halfLength, double stopBandDb) {
    this.halfLength = halfLength;
    WindowedSinc sinc = new WindowedSinc(stopBandDb, halfLength);
    rows = new double[PHASES + 1][2 * halfLength];
    for (int phase = 0; phase <= PHASES; phase++) {
      double fraction = (double) phase / PHASES;
      for (int i = 0; i < 2 * halfLength; i++) {
        rows[phase][i] = sinc.value(fraction - (i - halfLength + 1), 1);
      }
    }
  }

  int halfLength() {
    return halfLength;
  }

  /** The signal's value at a position between its samples, which are 0 beyond its ends. */
  double read(double[] from, double position) {
    double floor = Math.floor(position);
    double fraction = position - floor;
    int whole = (int) floor;
    if (fraction < WHOLE || fraction > 1 - WHOLE) {
      int at = fraction < WHOLE ? whole : whole + 1;
      return at >= 0 && at < from.length ? from[at] : 0;
    }
    int row = (int) (fraction * PHASES);
    double between = fraction * PHASES - row;
    double[] lower = rows[row];
    double[] upper = rows[row + 1];
    int first = whole - halfLength + 1;
    int start = Math.max(0, -first);
    int end = Math.min(2 * halfLength, from.length - first);
    double lowerSum = 0;
    double upperSum = 0;
    for (int i = start; i < end; i++) {
      lowerSum += lower[i] * from[first + i];
      upperSum += upper[i] * from[first + i];
    }
    return lowerSum + between * (upperSum - lowerSum);
  }

  /** Adds an impulse at a position between samples; what falls beyond the ends is lost. */
  void add(double[] to, double position, double amplitude) {
    int whole = (int) Math.floor(position);
    double fraction = position - whole;
    int row = (int) (fraction * PHASES);
    double upperShare = amplitude * (fraction * PHASES - row);
    double lowerShare = amplitude - upperShare;
    double[] lower = rows[row];
    double[] upper = rows[row + 1];
    int first = whole - halfLength + 1;
    int start = Math.max(0, -first);
    int end = Math.min(2 * halfLength, to.length - first);
    for (int i = start; i < end; i++) {
      to[first + i] += lowerShare * lower[i] + upperShare * upper[i];
    }
  }
}
