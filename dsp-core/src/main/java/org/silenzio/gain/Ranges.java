package org.silenzio.gain;

/** Refuses what is out of its range, by name. */
final class Ranges {

  private Ranges() {}

  static void check(String name, double value, double min, double max) {
    if (!(value >= min && value <= max)) { // also refuses NaN
      throw new IllegalArgumentException(
          name + " is " + value + ", allowed: " + min + " to " + max);
    }
  }
}
