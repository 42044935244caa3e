package org.silenzio.eval.report;

import java.util.List;

/**
 * A tick as the template draws it.
 *
 * @param position where it lies along the axis, as a percentage
 * @param label its text
 */
record Mark(String position, String label) {

  /** Ticks on an axis that runs from min to max, rightwards. */
  static List<Mark> rightwards(List<Tick> ticks, double min, double max) {
    return ticks.stream()
        .map(t -> new Mark(Numbers.percent((t.value() - min) / (max - min)), t.label()))
        .toList();
  }

  /** Ticks on an axis that runs from min to max, upwards; positions count from the top. */
  static List<Mark> upwards(List<Tick> ticks, double min, double max) {
    return ticks.stream()
        .map(t -> new Mark(Numbers.percent((max - t.value()) / (max - min)), t.label()))
        .toList();
  }
}
