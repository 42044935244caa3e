package org.silenzio.eval.spark;

import java.io.Serializable;
import java.util.Optional;
import org.silenzio.eval.corpus.CorpusItem.Situation;
import org.silenzio.eval.corpus.CorpusNames;

/** Where a recording is, as it goes to the machine that works on it; null where a file is none. */
record Place(
    String group,
    String name,
    Situation situation,
    String capture,
    String farEnd,
    String clean,
    String echo)
    implements Serializable {

  static Place of(CorpusNames names) {
    return new Place(
        names.group(),
        names.name(),
        names.situation(),
        names.capture(),
        names.farEnd().orElse(null),
        names.clean().orElse(null),
        names.echo().orElse(null));
  }

  Optional<String> farEndFile() {
    return Optional.ofNullable(farEnd);
  }

  Optional<String> cleanFile() {
    return Optional.ofNullable(clean);
  }

  Optional<String> echoFile() {
    return Optional.ofNullable(echo);
  }
}
