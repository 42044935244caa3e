package org.silenzio.eval.scenario;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.List;

/**
 * A stretch of a call.
 *
 * @param fromSecond its beginning, 0 or more
 * @param toSecond its end, behind the beginning
 */
public record Stretch(double fromSecond, double toSecond) {

  /** The most seconds that a call has. */
  static final double MAX_SECONDS = 600;

  /** Checks the values. */
  public Stretch {
    Checks.inRange("a stretch's beginning", fromSecond, 0, MAX_SECONDS);
    Checks.inRange("a stretch's end", toSecond, 0, MAX_SECONDS);
    if (toSecond <= fromSecond) {
      throw new IllegalArgumentException(
          "a stretch ends at " + toSecond + " s, allowed: behind its beginning, " + fromSecond);
    }
  }

  /** From a list of two seconds, as scenarios write it. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Stretch of(double[] seconds) {
    if (seconds.length != 2) {
      throw new IllegalArgumentException(
          "a stretch is " + Arrays.toString(seconds) + ", allowed: [from, to] in seconds");
    }
    return new Stretch(seconds[0], seconds[1]);
  }

  boolean contains(double second) {
    return second >= fromSecond && second < toSecond;
  }

  /** Refuses stretches that overlap or are out of order. */
  static List<Stretch> ordered(String name, List<Stretch> stretches) {
    List<Stretch> copy = Checks.copy(name, stretches);
    if (copy.isEmpty()) {
      throw new IllegalArgumentException(name + " is empty, allowed: one stretch or more");
    }
    for (int i = 1; i < copy.size(); i++) {
      if (copy.get(i).fromSecond < copy.get(i - 1).toSecond) {
        throw new IllegalArgumentException(
            name
                + " has a stretch from "
                + copy.get(i).fromSecond
                + " s, allowed: behind the end of the one before, "
                + copy.get(i - 1).toSecond);
      }
    }
    return copy;
  }
}
