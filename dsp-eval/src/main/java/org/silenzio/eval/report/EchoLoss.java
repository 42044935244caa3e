package org.silenzio.eval.report;

import java.util.Arrays;
import org.silenzio.eval.corpus.CorpusItem.Situation;
import org.silenzio.eval.metric.ErleTrack;
import org.silenzio.eval.metric.TalkFrames;

/** The moments of a recording at which an echo can be told from the near end. */
final class EchoLoss {

  private final float[] capture;
  private final boolean[] counted;
  private final int sampleRateHz;
  private final boolean nearEndKnown;

  private EchoLoss(float[] capture, boolean[] counted, int sampleRateHz, boolean nearEndKnown) {
    this.capture = capture;
    this.counted = counted;
    this.sampleRateHz = sampleRateHz;
    this.nearEndKnown = nearEndKnown;
  }

  /**
   * Looks who talks when.
   *
   * @param clean the near end alone; null if it is not known
   */
  static EchoLoss of(
      float[] capture, float[] farEnd, float[] clean, Situation situation, int sampleRateHz) {
    boolean known = clean != null || situation == Situation.FAR_END;
    float[] nearEnd = clean != null ? clean : new float[capture.length];
    boolean[] counted =
        TalkFrames.of(
                Arrays.copyOf(farEnd, capture.length),
                Arrays.copyOf(nearEnd, capture.length),
                sampleRateHz)
            .farEndOnly();
    return new EchoLoss(capture, counted, sampleRateHz, known);
  }

  /**
   * How far an output lies below the capture, in dB per frame of 10 ms; NaN where nothing counts.
   */
  double[] db(float[] output) {
    return ErleTrack.of(capture, output, counted, sampleRateHz).db();
  }

  /** Per frame of 10 ms, whether it counts: whether the far end talks, and no one else as known. */
  boolean[] counted() {
    return counted.clone();
  }

  /** What the curves are. */
  String title() {
    return nearEndKnown
        ? "ERLE (dB) where only the far end talks; what lies beyond is drawn at the edge"
        : "Fall of the level (dB) where the far end talks; the near end is not known apart, so its"
            + " speech counts too";
  }

  /** Whether there is any moment to look at. */
  boolean hasMoments() {
    for (boolean frame : counted) {
      if (frame) {
        return true;
      }
    }
    return false;
  }
}
