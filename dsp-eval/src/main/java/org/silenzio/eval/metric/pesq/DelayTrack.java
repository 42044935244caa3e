package org.silenzio.eval.metric.pesq;

import java.util.List;

/** The delay at every sample of the reference, utterance by utterance. */
final class DelayTrack {

  private final List<Utterance> utterances;
  private final Grid grid;

  /**
   * A track of delays.
   *
   * @param utterances at least one, in order of time
   * @param grid the time steps
   */
  DelayTrack(List<Utterance> utterances, Grid grid) {
    this.utterances = List.copyOf(utterances);
    this.grid = grid;
  }

  List<Utterance> utterances() {
    return utterances;
  }

  /** The delay of the last utterance that has begun, or of the first. */
  int at(int sample) {
    for (int i = utterances.size() - 1; i > 0; i--) {
      if (utterances.get(i).start() * grid.windowSamples() <= sample) {
        return utterances.get(i).delay().samples();
      }
    }
    return utterances.getFirst().delay().samples();
  }
}
