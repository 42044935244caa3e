package org.silenzio.eval.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The delay of buffers and devices, not that of the sound's way through the room.
 *
 * @param fixedMs the delay at the start, 0 to 2,000
 * @param jumps when it changes at once, in order
 * @param driftPpm how much faster the microphone's clock runs than the loudspeaker's, −5,000 to
 *     5,000 millionths: above 0 the echo comes later and later, by that many microseconds per
 *     second, and its pitch falls
 */
public record Delay(double fixedMs, List<Jump> jumps, double driftPpm) {

  /** No delay. */
  public static final Delay NONE = new Delay(0, List.of(), 0);

  static final double MAX_MS = 2_000;

  /** Checks the values. */
  public Delay {
    Checks.inRange("fixedMs", fixedMs, 0, MAX_MS);
    Checks.inRange("driftPpm", driftPpm, -5_000, 5_000);
    jumps = Checks.copy("jumps", jumps);
    for (int i = 1; i < jumps.size(); i++) {
      Checks.inRange(
          "jumps[" + i + "].atSecond",
          jumps.get(i).atSecond,
          jumps.get(i - 1).atSecond,
          Stretch.MAX_SECONDS);
    }
  }

  /**
   * A buffer that is suddenly fuller or emptier.
   *
   * @param atSecond when, 0 to 600
   * @param toMs the delay from then on, drift apart, 0 to 2,000
   */
  public record Jump(
      @JsonProperty(required = true) double atSecond, @JsonProperty(required = true) double toMs) {
    /** Checks the values. */
    public Jump {
      Checks.inRange("atSecond", atSecond, 0, Stretch.MAX_SECONDS);
      Checks.inRange("toMs", toMs, 0, MAX_MS);
    }
  }

  /** The delay at a time, in ms. */
  public double atMs(double second) {
    return steppedMs(second) + driftPpm * 1e-3 * second;
  }

  /** The same without drift. */
  double steppedMs(double second) {
    double ms = fixedMs;
    for (Jump jump : jumps) {
      if (second >= jump.atSecond) {
        ms = jump.toMs;
      }
    }
    return ms;
  }

  /** Refuses a delay that drifts below 0 during a call. */
  void checkFor(double seconds) {
    double lowest = Math.min(atMs(0), atMs(seconds));
    for (Jump jump : jumps) {
      if (jump.atSecond < seconds) {
        lowest = Math.min(lowest, jump.toMs + driftPpm * 1e-3 * jump.atSecond);
        // just before it, the old delay has drifted the most
        lowest =
            Math.min(
                lowest, steppedMs(Math.nextDown(jump.atSecond)) + driftPpm * 1e-3 * jump.atSecond);
      }
    }
    if (lowest < 0) {
      throw new IllegalArgumentException(
          "driftPpm is "
              + driftPpm
              + ", which takes the delay to "
              + lowest
              + " ms, allowed: 0 or more throughout the call");
    }
  }
}
