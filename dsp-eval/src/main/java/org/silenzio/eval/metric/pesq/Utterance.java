package org.silenzio.eval.metric.pesq;

/**
 * A stretch of the reference that has one delay in the degraded signal.
 *
 * @param start its first window
 * @param end behind its last window
 * @param crudeSamples the delay by the envelopes
 * @param delay the delay to the sample
 */
record Utterance(int start, int end, int crudeSamples, DelayEstimate delay) {

  Utterance withStart(int window) {
    return new Utterance(window, end, crudeSamples, delay);
  }

  Utterance withEnd(int window) {
    return new Utterance(start, window, crudeSamples, delay);
  }
}
