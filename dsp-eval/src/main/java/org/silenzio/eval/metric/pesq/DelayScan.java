package org.silenzio.eval.metric.pesq;

/**
 * Walks over the reference in frames, together with the degraded signal at an assumed delay, and
 * finds the delay to the sample. It can be asked on the way, and goes on from there.
 */
final class DelayScan {

  private static final int FRAME_OVERLAP = 4;

  private final FrameCorrelator correlator;
  private final DelayHistogram histogram;
  private final int assumedSamples;
  private final int step;
  private int referenceStart;

  private DelayScan(FrameCorrelator correlator, int assumedSamples, int start, int direction) {
    this.correlator = correlator;
    this.histogram = new DelayHistogram(correlator.size());
    this.assumedSamples = assumedSamples;
    this.referenceStart = start;
    this.step = direction * correlator.size() / FRAME_OVERLAP;
  }

  /** A walk from a window on. */
  static DelayScan forward(FrameCorrelator correlator, int fromWindow, int assumedSamples) {
    int start = fromWindow * correlator.pair().grid().windowSamples();
    return new DelayScan(correlator, assumedSamples, Math.max(start, -assumedSamples), 1);
  }

  /** A walk backwards, from before a window. */
  static DelayScan backward(FrameCorrelator correlator, int beforeWindow, int assumedSamples) {
    int size = correlator.size();
    int start = beforeWindow * correlator.pair().grid().windowSamples() - size;
    int latest = correlator.pair().degraded().length() - size - assumedSamples;
    return new DelayScan(correlator, assumedSamples, Math.min(start, latest), -1);
  }

  /** The delay by all frames that lie before a window, or behind it on a walk backwards. */
  DelayEstimate reach(int window) {
    int bound = window * correlator.pair().grid().windowSamples();
    while (isInside() && hasNotReached(bound)) {
      histogram.add(correlator.correlate(referenceStart, referenceStart + assumedSamples));
      referenceStart += step;
    }
    DelayEstimate best = histogram.best();
    return new DelayEstimate(assumedSamples + best.samples(), best.confidence());
  }

  private boolean isInside() {
    AlignmentPair pair = correlator.pair();
    int degradedStart = referenceStart + assumedSamples;
    return referenceStart >= 0
        && degradedStart >= 0
        && referenceStart + correlator.size() <= pair.reference().length()
        && degradedStart + correlator.size() <= pair.degraded().length();
  }

  private boolean hasNotReached(int bound) {
    return step > 0 ? referenceStart + correlator.size() <= bound : referenceStart >= bound;
  }
}
