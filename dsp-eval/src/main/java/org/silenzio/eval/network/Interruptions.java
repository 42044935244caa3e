package org.silenzio.eval.network;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.silenzio.eval.scenario.Checks;

/**
 * When the network stands still, again and again.
 *
 * @param firstAtSecond when the first one begins, 0 to 600
 * @param everySeconds from one's beginning to the next one's, 0.1 to 600
 * @param ms how long each lasts, 1 to 10,000, and shorter than {@code everySeconds}
 */
public record Interruptions(
    @JsonProperty(required = true) double firstAtSecond,
    @JsonProperty(required = true) double everySeconds,
    @JsonProperty(required = true) double ms) {

  /** Checks the values. */
  public Interruptions {
    Checks.inRange("firstAtSecond", firstAtSecond, 0, 600);
    Checks.inRange("everySeconds", everySeconds, 0.1, 600);
    Checks.inRange("ms", ms, 1, Math.min(10_000, 1_000 * everySeconds));
  }

  /** How long the network still stands still at a moment; 0 where it does not. */
  double remainingMs(double atMs) {
    double sinceFirst = atMs - 1_000 * firstAtSecond;
    if (sinceFirst < 0) {
      return 0;
    }
    return Math.max(0, ms - sinceFirst % (1_000 * everySeconds));
  }
}
