package org.silenzio.eval.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the page of an evaluation shows.
 *
 * @param title its heading
 * @param facts what the figures depend on: the date, the command line, JDK, system, kernels; may be
 *     empty
 * @param ours the chain whose worst recordings are listed first and which is shown before the
 *     others; without it, the last one
 * @param recordings 1 or more
 */
public record EvaluationPage(
    String title, List<Figure> facts, Optional<String> ours, List<EvaluatedRecording> recordings) {

  /** Checks that all are there and copies the lists. */
  public EvaluationPage {
    Objects.requireNonNull(title, "title");
    facts = List.copyOf(facts);
    Objects.requireNonNull(ours, "ours");
    recordings = List.copyOf(recordings);
    if (recordings.isEmpty()) {
      throw new IllegalArgumentException("recordings is empty, allowed: 1 recording or more");
    }
  }
}
