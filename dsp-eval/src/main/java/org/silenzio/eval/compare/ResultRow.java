package org.silenzio.eval.compare;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One recording through one chain, as an evaluation's JSON has it; what else stands there is passed
 * over.
 *
 * @param group the recording's folder
 * @param item the recording
 * @param peer the chain
 * @param figures its figures by name, in their order; none where there is a problem
 * @param problem why the recording could not be scored; null if it could
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ResultRow(
    String group, String item, String peer, Map<String, Double> figures, String problem) {

  ResultRow {
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(item, "item");
    Objects.requireNonNull(peer, "peer");
    figures =
        figures == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /** Which recording and chain. */
  record Key(String group, String item, String peer) {
    @Override
    public String toString() {
      return group + "/" + item + " by " + peer;
    }
  }

  Key key() {
    return new Key(group, item, peer);
  }

  /** The figure, NaN if there is none. */
  double figure(String name) {
    Double value = figures.get(name);
    return value == null ? Double.NaN : value;
  }
}
