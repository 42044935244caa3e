package org.silenzio.gain;

import java.util.Arrays;

/**
 * The course of a limiter's gain: of each sample's largest permitted gain the minimum over all that
 * the gain must serve, a release, and two moving averages that make a smooth ramp of each step and
 * are done with it when the peak comes.
 *
 * <p>The average of values none of which is above a bound is not above it either: that the peak is
 * met is certain, not a matter of tuning. Averages are sums of whole numbers, so that they never
 * drift and a gain of 1 is exactly 1.
 *
 * <p>D. Giannoulis, M. Massberg, J. D. Reiss, "Digital dynamic range compressor design", J. Audio
 * Eng. Soc. 60(6), 2012, for the release; sliding minimum by a monotone queue.
 */
final class LimiterGain {

  /** The gain 1. */
  private static final int ONE = 1 << 30;

  /** Peaks of 50 Hz follow each other in 10 ms: between them the gain must not rise. */
  private static final double HOLD_MS = 10;

  /** The slow release follows the mean of so many of the fast one's time constants. */
  private static final double SLOWNESS = 6;

  /** So near to its goal a gain has arrived: 0.00001 dB. */
  private static final double ARRIVED = 1e-6;

  private final int windowSamples;
  private final int[] first;
  private final int[] second;
  private final double toGain;
  private final double fast;
  private final double slow;

  // the queue of those that are or may become the minimum: values rise from head to tail
  private final int[] queueValues;
  private final long[] queueTimes;
  private int head;
  private int queued;

  private long now;
  private long lastBelow;
  private double mean;
  private double released;
  private int firstAt;
  private int secondAt;
  private long firstSum;
  private long secondSum;

  /**
   * Makes a gain of 1.
   *
   * @param rampSamples samples in which a step is done, 1 or more
   * @param marginSamples how much earlier and later than its peak a gain shall serve
   * @param releaseMs time constant
   * @param sampleRateHz samples per second
   */
  LimiterGain(int rampSamples, int marginSamples, double releaseMs, int sampleRateHz) {
    int hold = (int) Math.round(HOLD_MS * sampleRateHz / 1_000);
    windowSamples = rampSamples + 2 * marginSamples + hold;
    // two averages, one behind the other, reach back rampSamples in all
    int firstLength = (rampSamples + 1) / 2;
    first = new int[firstLength];
    second = new int[rampSamples + 1 - firstLength];
    toGain = 1.0 / ((double) first.length * second.length * ONE);
    queueValues = new int[windowSamples];
    queueTimes = new long[windowSamples];
    fast = 1 - Math.exp(-1_000 / (releaseMs * sampleRateHz));
    slow = 1 - Math.exp(-1_000 / (SLOWNESS * releaseMs * sampleRateHz));
    reset();
  }

  /** Whether the gain is 1 and nothing that it has seen can change that. */
  boolean rests() {
    return released == 1
        && mean == 1
        && secondSum == (long) first.length * second.length * ONE
        && now - lastBelow > windowSamples;
  }

  /**
   * Takes the largest permitted gain of the next sample.
   *
   * @param permitted 0 to 1
   * @return the gain for the sample that entered so many ago as the ramp and the first margin take
   */
  float next(double permitted) {
    int least = minimum((int) (permitted * ONE));
    double goal = least == ONE ? 1 : (double) least / ONE;
    mean = toward(goal, mean, slow);
    double rest = Math.min(goal, mean);
    if (released >= goal) {
      released = goal;
    } else if (released < rest - ARRIVED) {
      released = toward(rest, released, fast);
    } else {
      released = toward(goal, released, slow);
    }
    int value = released == 1 ? ONE : (int) (released * ONE);
    firstSum += value - first[firstAt];
    first[firstAt] = value;
    firstAt = firstAt + 1 == first.length ? 0 : firstAt + 1;
    return (float) (average(firstSum) * toGain);
  }

  /** The second average runs over the first one's means, which fit an int. */
  private double average(long sum) {
    int value = (int) (sum / first.length);
    secondSum += (long) first.length * (value - second[secondAt]);
    second[secondAt] = value;
    secondAt = secondAt + 1 == second.length ? 0 : secondAt + 1;
    return secondSum;
  }

  private static double toward(double goal, double from, double share) {
    double next = from + (goal - from) * share;
    return Math.abs(goal - next) < ARRIVED ? goal : next;
  }

  private int minimum(int value) {
    if (value < ONE) {
      lastBelow = now;
    }
    int capacity = queueValues.length;
    if (queued > 0 && queueTimes[head] <= now - windowSamples) {
      head = head + 1 == capacity ? 0 : head + 1;
      queued--;
    }
    while (queued > 0 && queueValues[wrap(head + queued - 1)] >= value) {
      queued--;
    }
    int tail = wrap(head + queued);
    queueValues[tail] = value;
    queueTimes[tail] = now++;
    queued++;
    return queueValues[head];
  }

  private int wrap(int index) {
    return index >= queueValues.length ? index - queueValues.length : index;
  }

  /** The gain is 1 again, and has always been. */
  void reset() {
    head = 0;
    queued = 0;
    now = 0;
    lastBelow = -windowSamples - 1L;
    mean = 1;
    released = 1;
    Arrays.fill(first, ONE);
    Arrays.fill(second, ONE);
    firstAt = 0;
    secondAt = 0;
    firstSum = (long) first.length * ONE;
    secondSum = (long) first.length * second.length * ONE;
  }
}
