package org.silenzio.eval.reception;

/**
 * What came out of a receiver, and what happened on the way.
 *
 * @param output all that was given out, from the moment on at which the first packet was sent
 * @param sampleRateHz of the output
 * @param playedAtSample where in the output each packet's sound begins; NaN if it was never decoded
 * @param delaysMs from sending to playing, of every packet that was decoded, rising
 * @param concealedShare of the samples given out, what was made up
 * @param recoveredShare what was made from redundancy
 * @param insertedShare what was put in to lengthen the delay
 * @param removedShare what was left out to shorten it, beside what was given out
 * @param lateShare of the packets, what arrived and was not played
 * @param medianUs the median time of a pull
 * @param percentile99Us the time that 99 of 100 pulls stay below
 */
record Heard(
    float[] output,
    int sampleRateHz,
    double[] playedAtSample,
    double[] delaysMs,
    double concealedShare,
    double recoveredShare,
    double insertedShare,
    double removedShare,
    double lateShare,
    double medianUs,
    double percentile99Us) {

  double meanDelayMs() {
    double sum = 0;
    for (double delay : delaysMs) {
      sum += delay;
    }
    return sum / delaysMs.length;
  }

  /** The delay that a share of all packets does not exceed. */
  double delayMs(double share) {
    return delaysMs[(int) (share * (delaysMs.length - 1))];
  }
}
