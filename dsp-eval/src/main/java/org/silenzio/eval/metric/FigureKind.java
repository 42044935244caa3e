package org.silenzio.eval.metric;

import java.util.Objects;

/**
 * What is known of a figure of the evaluation besides its value.
 *
 * @param name as it stands in tables and results, such as "ERLE dB"
 * @param direction which way it gets better
 * @param unit its unit; empty if it has none
 * @param decimals how many are worth showing, 0 or more
 * @param noiseMargin the mean's change up to which nothing was proved, in the figure's unit; 0 or
 *     more, finite. Chosen, not taken from a standard: about what another rounding, resampler or
 *     library moves, and below what people hear
 * @param explanation what it tells, in a line, with its standard or paper; empty if it is unknown
 */
public record FigureKind(
    String name,
    FigureDirection direction,
    String unit,
    int decimals,
    double noiseMargin,
    String explanation) {

  /** Checks every component. */
  public FigureKind {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(explanation, "explanation");
    if (decimals < 0) {
      throw new IllegalArgumentException("decimals is " + decimals + ", allowed: 0 or more");
    }
    if (!(noiseMargin >= 0 && noiseMargin < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "noiseMargin is " + noiseMargin + ", allowed: 0 or more, finite");
    }
  }

  /** The same with another margin. */
  public FigureKind withNoiseMargin(double margin) {
    return new FigureKind(name, direction, unit, decimals, margin, explanation);
  }
}
