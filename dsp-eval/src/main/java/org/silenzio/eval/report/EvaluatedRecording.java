package org.silenzio.eval.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.silenzio.audio.StreamFormat;
import org.silenzio.eval.corpus.CorpusItem.Situation;

/**
 * A recording with what every chain made of it. Its sounds have one rate and start at the same
 * moment.
 *
 * @param group the folder it lies in, over which figures are averaged
 * @param name its name, one of a kind within the group
 * @param situation who speaks
 * @param sampleRateHz samples per second of all its sounds, {@value
 *     StreamFormat#MIN_SAMPLE_RATE_HZ} to {@value StreamFormat#MAX_SAMPLE_RATE_HZ}
 * @param capture what the microphone heard; one that cannot be read is told on the page
 * @param farEnd what the loudspeaker played, if there was one
 * @param clean the near end alone, if it is known
 * @param chains the results in the order of the page's tables, 1 or more
 */
public record EvaluatedRecording(
    String group,
    String name,
    Situation situation,
    int sampleRateHz,
    Sound capture,
    Optional<Sound> farEnd,
    Optional<Sound> clean,
    List<ChainResult> chains) {

  /** Checks every component and copies the list. */
  public EvaluatedRecording {
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(situation, "situation");
    StreamFormat.checkSampleRate(sampleRateHz);
    Objects.requireNonNull(capture, "capture");
    Objects.requireNonNull(farEnd, "farEnd");
    Objects.requireNonNull(clean, "clean");
    chains = List.copyOf(chains);
    if (chains.isEmpty()) {
      throw new IllegalArgumentException("chains is empty, allowed: 1 result or more");
    }
  }
}
