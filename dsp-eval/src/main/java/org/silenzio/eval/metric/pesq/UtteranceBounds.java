package org.silenzio.eval.metric.pesq;

import java.util.List;

/** Sets the bounds of utterances so that together they cover the reference, in windows. */
final class UtteranceBounds {

  private final Grid grid;
  private final int window;
  private final int referenceWindows;
  private final int degradedSamples;

  UtteranceBounds(AlignmentPair pair) {
    grid = pair.grid();
    window = grid.windowSamples();
    referenceWindows = pair.reference().windows();
    degradedSamples = pair.degraded().length();
  }

  /** Lets the utterances meet in the middle of the pauses, and not overlap once delayed. */
  void spread(List<Utterance> utterances) {
    int last = utterances.size() - 1;
    utterances.set(0, utterances.get(0).withStart(Grid.MARGIN_WINDOWS));
    utterances.set(last, utterances.get(last).withEnd(referenceWindows - Grid.MARGIN_WINDOWS));
    for (int i = 1; i <= last; i++) {
      int middle = (utterances.get(i - 1).end() + utterances.get(i).start()) / 2;
      utterances.set(i - 1, utterances.get(i - 1).withEnd(middle));
      utterances.set(i, utterances.get(i).withStart(middle));
    }
    utterances.set(0, startInside(utterances.get(0)));
    utterances.set(last, endInside(utterances.get(last)));
    for (int i = 1; i <= last; i++) {
      separate(utterances, i);
    }
  }

  /** Where the delays of two neighbours make them overlap in the degraded signal, both give way. */
  private void separate(List<Utterance> utterances, int i) {
    Utterance before = utterances.get(i - 1);
    Utterance after = utterances.get(i);
    int endsAt = before.end() * window + before.delay().samples();
    int startsAt = after.start() * window + after.delay().samples();
    if (startsAt < endsAt) {
      int middle = (startsAt + endsAt) / 2;
      utterances.set(i - 1, before.withEnd((middle - before.delay().samples()) / window));
      utterances.set(i, after.withStart((window - 1 + middle - after.delay().samples()) / window));
    }
  }

  /** The utterance without what would lie before the degraded signal's begin. */
  Utterance startInside(Utterance utterance) {
    int delay = utterance.delay().samples();
    boolean outside = utterance.start() * window + delay < grid.marginSamples();
    return outside
        ? utterance.withStart(Grid.MARGIN_WINDOWS + (window - 1 - delay) / window)
        : utterance;
  }

  /** The utterance without what would lie behind the degraded signal's end. */
  Utterance endInside(Utterance utterance) {
    int delay = utterance.delay().samples();
    int limit = degradedSamples - grid.marginSamples();
    return utterance.end() * window + delay > limit
        ? utterance.withEnd((degradedSamples - delay) / window - Grid.MARGIN_WINDOWS)
        : utterance;
  }
}
