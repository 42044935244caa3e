package org.silenzio.eval.run;

import java.io.IOException;
import org.silenzio.eval.corpus.CorpusItem.Situation;

/** A call to be evaluated, recorded or simulated. Usable from several threads at once. */
public interface CallSource {

  /** What figures are averaged over. */
  String group();

  /** Its name within the group. */
  String name();

  /** Who speaks. */
  Situation situation();

  /** Whether the near end's part of the capture is known apart. */
  boolean nearEndIsKnown();

  /**
   * What changes whenever the signals do, for results kept from an earlier run.
   *
   * @throws IOException if the signals cannot be read
   */
  String fingerprint() throws IOException;

  /**
   * The signals.
   *
   * @throws IOException if they are unfit, with what is wrong
   */
  CallSignals load() throws IOException;
}
