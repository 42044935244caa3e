package org.silenzio.eval.scenario;

import java.util.List;
import java.util.Objects;

/** What the parts of a scenario or a network demand of their values; nothing is clamped. */
public final class Checks {

  private Checks() {}

  /** Refuses a value out of its range, or none. */
  public static double inRange(String name, double value, double min, double max) {
    if (!(value >= min && value <= max)) { // also refuses NaN
      throw new IllegalArgumentException(
          name + " is " + value + ", allowed: " + number(min) + " to " + number(max));
    }
    return value;
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  /** Refuses what was left out. */
  public static <T> T present(String name, T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  /** A copy, without holes, of a list that may have been left out. */
  public static <T> List<T> copy(String name, List<T> values) {
    if (values == null) {
      return List.of();
    }
    if (values.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException(name + " has an entry without a value");
    }
    return List.copyOf(values);
  }
}
