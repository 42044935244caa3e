package org.silenzio.eval.reception;

import java.util.Arrays;

/** Which moment of the speech is heard when, for a receiver that changes its delay. */
final class PlayoutTrack {

  /** Short enough to follow a change of delay, long enough to leave the spectrum alone. */
  private static final double HOP_MS = 10;

  private final double[] spokenMs;
  private final double[] heardMs;

  /**
   * A track of at least one packet that was played.
   *
   * @param playedMs when each packet is heard in the output; NaN if it is not
   * @param packetMs from one packet to the next
   */
  PlayoutTrack(double[] playedMs, double packetMs) {
    int played = (int) Arrays.stream(playedMs).filter(ms -> !Double.isNaN(ms)).count();
    spokenMs = new double[played];
    heardMs = new double[played];
    int i = 0;
    for (int n = 0; n < playedMs.length; n++) {
      if (!Double.isNaN(playedMs[n])) {
        spokenMs[i] = n * packetMs;
        heardMs[i++] = playedMs[n];
      }
    }
  }

  /** The delay of a moment: between two played packets on the line through both. */
  double delayMs(double atMs) {
    int found = Arrays.binarySearch(spokenMs, atMs);
    int next = found >= 0 ? found : -found - 1;
    if (next == 0 || next == spokenMs.length || found >= 0) {
      int near = Math.min(next, spokenMs.length - 1);
      return heardMs[near] - spokenMs[near];
    }
    double share = (atMs - spokenMs[next - 1]) / (spokenMs[next] - spokenMs[next - 1]);
    double before = heardMs[next - 1] - spokenMs[next - 1];
    return before + share * (heardMs[next] - spokenMs[next] - before);
  }

  /** The delay that half of the moments exceed. */
  double medianDelayMs() {
    double[] delays = new double[spokenMs.length];
    Arrays.setAll(delays, i -> heardMs[i] - spokenMs[i]);
    Arrays.sort(delays);
    return delays[delays.length / 2];
  }

  /**
   * The output brought back into time: pieces of 20 ms, each from where it was heard, added under
   * windows whose sum is 1. With a constant delay of whole samples it is the output, shifted.
   *
   * @param output what was heard
   * @param sampleRateHz of the output
   * @param samples how many to return
   */
  float[] inTime(float[] output, int sampleRateHz, int samples) {
    int hop = (int) (HOP_MS * sampleRateHz / 1_000);
    double[] sum = new double[samples];
    for (int middle = 0; middle < samples + hop; middle += hop) {
      int delay = (int) Math.round(delayMs(1_000.0 * middle / sampleRateHz) * sampleRateHz / 1_000);
      for (int i = -hop; i < hop; i++) {
        int to = middle + i;
        int from = to + delay;
        if (to >= 0 && to < samples && from >= 0 && from < output.length) {
          sum[to] += (0.5 + 0.5 * Math.cos(Math.PI * i / hop)) * output[from];
        }
      }
    }
    float[] result = new float[samples];
    for (int n = 0; n < samples; n++) {
      result[n] = (float) sum[n];
    }
    return result;
  }
}
