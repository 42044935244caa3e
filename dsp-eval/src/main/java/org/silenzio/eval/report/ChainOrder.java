package org.silenzio.eval.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The chains of a page in the order of their first appearance, each with its own style. */
final class ChainOrder {

  private final List<String> names;

  private ChainOrder(List<String> names) {
    this.names = names;
  }

  static ChainOrder of(List<EvaluatedRecording> recordings) {
    Set<String> names = new LinkedHashSet<>();
    for (EvaluatedRecording recording : recordings) {
      recording.chains().forEach(result -> names.add(result.chain()));
    }
    return new ChainOrder(new ArrayList<>(names));
  }

  /** Of curves that are no chains': each name once. */
  static ChainOrder ofNames(Collection<String> names) {
    return new ChainOrder(List.copyOf(names));
  }

  SeriesStyle style(String chain) {
    return SeriesStyle.of(names.indexOf(chain));
  }

  String last() {
    return names.getLast();
  }
}
