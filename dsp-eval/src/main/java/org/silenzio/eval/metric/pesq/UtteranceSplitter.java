package org.silenzio.eval.metric.pesq;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.silenzio.eval.metric.pesq.VoiceActivity.Stretch;

/**
 * Cuts an utterance in two where its delay changes: wherever both parts, each with a delay of its
 * own, fit better than the whole with one.
 */
final class UtteranceSplitter {

  private static final int MOST_UTTERANCES = 50;
  private static final int SHORTEST_WINDOWS = 200; // 0.8 s
  private static final int MOST_CUTS = 40;
  private static final int LEAST_PAD_WINDOWS = 75;
  private static final int PAD_DIVISOR = 10;
  private static final int STEP_WINDOWS = 4; // cuts lie at multiples of this from the first
  private static final double TRIED_SHARE = 0.801; // of an utterance: what the pads leave

  private final AlignmentPair pair;
  private final CrudeDelay crude;
  private final FrameCorrelator correlator;
  private final UtteranceBounds bounds;

  UtteranceSplitter(
      AlignmentPair pair, CrudeDelay crude, FrameCorrelator correlator, UtteranceBounds bounds) {
    this.pair = pair;
    this.crude = crude;
    this.correlator = correlator;
    this.bounds = bounds;
  }

  /** A cut at a window, and the delays on its two sides. */
  private record Cut(
      int window, int crudeBefore, int crudeAfter, DelayEstimate before, DelayEstimate after) {

    double confidence() {
      return before.confidence() + after.confidence();
    }

    int jumpSamples() {
      return after.samples() - before.samples();
    }
  }

  /** Splits the utterances of a list, and their parts again, until no cut helps. */
  void split(List<Utterance> utterances) {
    int i = 0;
    while (i < utterances.size() && utterances.size() < MOST_UTTERANCES) {
      Optional<Cut> cut = bestCut(utterances.get(i));
      if (cut.isPresent()) {
        Utterance whole = utterances.get(i);
        utterances.set(i, before(whole, cut.get()));
        utterances.add(i + 1, after(whole, cut.get()));
      } else {
        i++;
      }
    }
  }

  /** Where the delay grows, the parts overlap by as much as it does. */
  private int overlapWindows(Cut cut) {
    return Math.max(0, cut.jumpSamples()) / (2 * pair.grid().windowSamples());
  }

  private Utterance before(Utterance whole, Cut cut) {
    int end = Math.min(cut.window() + overlapWindows(cut), pair.reference().windows());
    return bounds.startInside(new Utterance(whole.start(), end, cut.crudeBefore(), cut.before()));
  }

  private Utterance after(Utterance whole, Cut cut) {
    int start = Math.max(0, cut.window() - overlapWindows(cut));
    return bounds.endInside(new Utterance(start, whole.end(), cut.crudeAfter(), cut.after()));
  }

  private Optional<Cut> bestCut(Utterance whole) {
    double enough = whole.delay().confidence();
    Cut best = null;
    for (Cut cut : cuts(whole)) {
      boolean helps = cut.before().confidence() > enough && cut.after().confidence() > enough;
      boolean jumps = Math.abs(cut.jumpSamples()) >= pair.grid().windowSamples();
      if (helps && jumps && (best == null || cut.confidence() > best.confidence())) {
        best = cut;
      }
    }
    return Optional.ofNullable(best);
  }

  private List<Cut> cuts(Utterance whole) {
    List<Integer> windows = candidates(whole);
    Map<Integer, DelayScan> forward = new HashMap<>();
    Map<Integer, DelayScan> backward = new HashMap<>();
    List<Cut> cuts = new ArrayList<>();
    for (int window : windows) {
      int assumed = crude.of(whole.start(), window, whole.crudeSamples());
      DelayEstimate delay =
          forward
              .computeIfAbsent(assumed, key -> DelayScan.forward(correlator, whole.start(), key))
              .reach(window);
      int assumedAfter = crude.of(window, whole.end(), whole.crudeSamples());
      cuts.add(new Cut(window, assumed, assumedAfter, delay, new DelayEstimate(0, 0)));
    }
    for (int i = cuts.size() - 1; i >= 0; i--) {
      Cut cut = cuts.get(i);
      if (cut.before().confidence() > whole.delay().confidence()) {
        DelayEstimate delay =
            backward
                .computeIfAbsent(
                    cut.crudeAfter(), key -> DelayScan.backward(correlator, whole.end(), key))
                .reach(cut.window());
        cuts.set(
            i, new Cut(cut.window(), cut.crudeBefore(), cut.crudeAfter(), cut.before(), delay));
      }
    }
    return cuts;
  }

  /** Where to try a cut: evenly over the speech of an utterance, but not near its ends. */
  private List<Integer> candidates(Utterance whole) {
    Stretch speech = speechIn(whole);
    int length = speech.windows();
    List<Integer> windows = new ArrayList<>();
    if (length < SHORTEST_WINDOWS) {
      return windows;
    }
    int pad = Math.max(LEAST_PAD_WINDOWS, length / PAD_DIVISOR);
    int finest = MOST_CUTS * STEP_WINDOWS;
    int step = STEP_WINDOWS * (int) ((TRIED_SHARE * length + finest - 1) / finest);
    int window = speech.start() + pad;
    while (window <= speech.end() - pad && windows.size() < MOST_CUTS) {
      windows.add(window);
      window += step;
    }
    return windows;
  }

  /** An utterance without the silence at its ends. */
  private Stretch speechIn(Utterance whole) {
    VoiceActivity activity = pair.referenceSpeech();
    int first = whole.start();
    while (first < whole.end() && !activity.isSpeech(first)) {
      first++;
    }
    int last = whole.end();
    while (last > whole.start() && !activity.isSpeech(last)) {
      last--;
    }
    return new Stretch(first, last + 1);
  }
}
