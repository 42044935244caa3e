package org.silenzio.eval.metric.pesq;

import java.util.ArrayList;
import java.util.List;
import org.silenzio.eval.metric.pesq.VoiceActivity.Stretch;

/** Finds the utterances of the reference, and how late each is in the degraded signal. */
final class TimeAlignment {

  private static final int SHORTEST_WINDOWS = 50; // 0.2 s
  private static final int SEARCH_WINDOWS = 75; // around an utterance

  private final AlignmentPair pair;
  private final CrudeDelay crude;
  private final FrameCorrelator correlator;

  private TimeAlignment(AlignmentPair pair) {
    this.pair = pair;
    this.crude = new CrudeDelay(pair);
    this.correlator = new FrameCorrelator(pair);
  }

  /**
   * Aligns two signals.
   *
   * @param pair the signals
   * @return the utterances in order of time; none if the reference has no speech of 0.2 s that is
   *     also inside the degraded signal
   */
  static List<Utterance> utterances(AlignmentPair pair) {
    TimeAlignment alignment = new TimeAlignment(pair);
    List<Utterance> utterances = alignment.locate();
    if (!utterances.isEmpty()) {
      UtteranceBounds bounds = new UtteranceBounds(pair);
      bounds.spread(utterances);
      new UtteranceSplitter(pair, alignment.crude, alignment.correlator, bounds).split(utterances);
    }
    return utterances;
  }

  private List<Utterance> locate() {
    int window = pair.grid().windowSamples();
    int delay = crude.ofAll();
    int earliest = SHORTEST_WINDOWS - delay / window;
    int latest = (pair.degraded().length() - delay) / window - SHORTEST_WINDOWS;
    List<Utterance> utterances = new ArrayList<>();
    for (Stretch stretch : pair.referenceSpeech().stretches()) {
      if (stretch.windows() >= SHORTEST_WINDOWS
          && stretch.start() < latest
          && stretch.end() > earliest) {
        utterances.add(utterance(stretch, delay));
      }
    }
    return utterances;
  }

  private Utterance utterance(Stretch stretch, int assumedSamples) {
    int from = Math.max(0, stretch.start() - SEARCH_WINDOWS);
    int to = Math.min(pair.referenceSpeech().windows() - 1, stretch.end() + SEARCH_WINDOWS);
    int crudeSamples = crude.of(from, to, assumedSamples);
    DelayEstimate delay = DelayScan.forward(correlator, from, crudeSamples).reach(to);
    return new Utterance(stretch.start(), stretch.end(), crudeSamples, delay);
  }
}
