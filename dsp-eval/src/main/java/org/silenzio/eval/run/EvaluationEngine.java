package org.silenzio.eval.run;

import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;
import org.silenzio.eval.run.Evaluation.Outcome;

/** A way to evaluate on other machines; found with {@link ServiceLoader}. */
public interface EvaluationEngine {

  /** Hears how far the work is. */
  @FunctionalInterface
  interface Progress {
    void at(int done, int of);
  }

  /** What users call it. */
  String name();

  /**
   * Evaluates every recording with every peer.
   *
   * @return the outcomes as {@link Evaluation#run} gives them: in the order of corpora, then
   *     recordings, then peers
   * @throws IOException if a corpus cannot be listed or the rows cannot be written
   * @throws IllegalArgumentException if the plan cannot be followed
   * @throws IllegalStateException if the work failed as a whole, not that on a recording
   */
  List<Outcome> run(EvaluationPlan plan, Progress progress) throws IOException;
}
