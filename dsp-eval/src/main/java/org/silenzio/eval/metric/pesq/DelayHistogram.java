package org.silenzio.eval.metric.pesq;

import java.util.Arrays;

/**
 * Collects which delay each frame votes for. A vote spreads as a triangle over the delays around
 * it, and a frame's votes weigh little more if the frame is loud.
 */
final class DelayHistogram {

  private static final double NEAR_PEAK = 0.99;
  private static final double WEIGHT_POWER = 0.125;
  private static final int SPREAD_DIVISOR = 64;

  private final double[] votes;
  private final int spread;
  private double total;

  DelayHistogram(int size) {
    votes = new double[size];
    spread = size / SPREAD_DIVISOR;
  }

  /** Adds a frame by the magnitudes of its correlation, one for each delay. */
  void add(double[] magnitudes) {
    double nearPeak = NEAR_PEAK * Arrays.stream(magnitudes).max().orElse(0);
    double weight = Math.pow(nearPeak, WEIGHT_POWER);
    for (int delay = 0; delay < magnitudes.length; delay++) {
      if (magnitudes[delay] > nearPeak) {
        vote(delay, weight);
      }
    }
  }

  private void vote(int delay, double weight) {
    total += weight;
    for (int k = 1 - spread; k < spread; k++) {
      votes[Math.floorMod(delay + k, votes.length)] += weight * (spread - Math.abs(k)) / spread;
    }
  }

  /** The delay with most votes, within half a frame to either side; 0 without any vote. */
  DelayEstimate best() {
    int best = 0;
    for (int delay = 1; delay < votes.length; delay++) {
      if (votes[delay] > votes[best]) {
        best = delay;
      }
    }
    double confidence = total > 0 ? votes[best] / total : 0;
    return new DelayEstimate(best < votes.length / 2 ? best : best - votes.length, confidence);
  }
}
