package org.silenzio.eval.change;

import java.io.IOException;
import org.silenzio.eval.corpus.CorpusItem.Situation;
import org.silenzio.eval.run.CallSignals;
import org.silenzio.eval.run.CallSource;
import org.silenzio.eval.run.Fingerprint;

/**
 * A call with a change; a group of its own beside the calls as they were made.
 *
 * @param original the call
 * @param change what is otherwise, which fits it
 */
record ChangedCall(CallSource original, Change change) implements CallSource {

  @Override
  public String group() {
    return original.group() + ", " + change.title();
  }

  @Override
  public String name() {
    return original.name();
  }

  @Override
  public Situation situation() {
    return change.situation(original.situation());
  }

  @Override
  public boolean nearEndIsKnown() {
    return change == Change.NEAR_TALK || original.nearEndIsKnown();
  }

  @Override
  public String fingerprint() throws IOException {
    return new Fingerprint().add(original.fingerprint()).add(change.name()).hex();
  }

  @Override
  public CallSignals load() throws IOException {
    return change.apply(original.load());
  }
}
