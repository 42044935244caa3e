package org.silenzio.eval.bench.clock;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A distribution of times, in microseconds, to three significant digits.
 *
 * @param frames how many times
 * @param mean their mean
 * @param p50 half of them are no longer
 * @param p90 nine tenths are no longer
 * @param p99 of a hundred, one is longer
 * @param p999 of a thousand, one is longer
 * @param p9999 of ten thousand, one is longer
 * @param max the longest, exactly
 * @param curve the whole distribution, finer towards its end
 */
public record LatencySummary(
    int frames,
    double mean,
    double p50,
    double p90,
    double p99,
    double p999,
    double p9999,
    double max,
    List<Point> curve) {

  private static final double NANOS_PER_MICRO = 1_000.0;
  private static final int SIGNIFICANT_DIGITS = 3;
  private static final int POINTS_PER_HALVING = 5;
  private static final long LEAST_RANGE_NANOS = 2; // HdrHistogram's

  /**
   * A point of the distribution.
   *
   * @param percentile the share of times that are no longer, in percent
   * @param micros the time
   */
  public record Point(double percentile, double micros) {}

  /**
   * Sums up some of the times.
   *
   * @param nanos the times, 0 or more
   * @param from the first to count
   * @param to behind the last one, beyond {@code from}
   */
  static LatencySummary of(long[] nanos, int from, int to) {
    long max = Arrays.stream(nanos, from, to).max().orElseThrow();
    Histogram histogram = new Histogram(Math.max(LEAST_RANGE_NANOS, max), SIGNIFICANT_DIGITS);
    for (int n = from; n < to; n++) {
      histogram.recordValue(nanos[n]);
    }
    List<Point> curve = new ArrayList<>();
    for (HistogramIterationValue step : histogram.percentiles(POINTS_PER_HALVING)) {
      long value = Math.min(max, step.getValueIteratedTo());
      curve.add(new Point(step.getPercentileLevelIteratedTo(), value / NANOS_PER_MICRO));
    }
    return new LatencySummary(
        to - from,
        histogram.getMean() / NANOS_PER_MICRO,
        percentile(histogram, 50, max),
        percentile(histogram, 90, max),
        percentile(histogram, 99, max),
        percentile(histogram, 99.9, max),
        percentile(histogram, 99.99, max),
        max / NANOS_PER_MICRO,
        curve);
  }

  /** HdrHistogram gives the upper end of a value's class, which may lie beyond the longest. */
  private static double percentile(Histogram histogram, double percent, long max) {
    return Math.min(max, histogram.getValueAtPercentile(percent)) / NANOS_PER_MICRO;
  }
}
