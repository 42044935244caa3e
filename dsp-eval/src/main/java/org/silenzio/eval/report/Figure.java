package org.silenzio.eval.report;

import java.util.Objects;

/**
 * A named figure, ready to be shown.
 *
 * @param name what was measured, such as "Noise in pauses, before"
 * @param value the result with its unit, such as "-34.1 dBFS"
 */
public record Figure(String name, String value) {

  /** Checks that both are there. */
  public Figure {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
  }
}
