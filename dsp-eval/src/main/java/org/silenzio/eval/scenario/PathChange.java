package org.silenzio.eval.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A change of the echo path: loudspeakers elsewhere in the room, or other measured responses. The
 * level stays as the geometry says; all of the echo is scaled by one factor.
 *
 * @param atSecond when the new path begins to take over
 * @param fadeMs how long that takes, linearly; 0 to 10,000, 0 for a hard switch
 * @param loudspeakersM where the loudspeakers are from then on
 * @param measured recordings of impulse responses from then on
 */
public record PathChange(
    @JsonProperty(required = true) double atSecond,
    double fadeMs,
    List<Position> loudspeakersM,
    List<SoundSource> measured) {

  /** Checks the values. */
  public PathChange {
    Checks.inRange("atSecond", atSecond, 0, Stretch.MAX_SECONDS);
    Checks.inRange("fadeMs", fadeMs, 0, 10_000);
    loudspeakersM = Checks.copy("loudspeakersM", loudspeakersM);
    measured = Checks.copy("measured", measured);
    EchoPath.checkMeasured(measured);
    if (loudspeakersM.isEmpty() == measured.isEmpty()) {
      throw new IllegalArgumentException(
          "a change has "
              + (measured.isEmpty() ? "neither" : "both")
              + ", allowed: one of loudspeakersM and measured");
    }
  }

  /** The new path's share at a time, 0 to 1. */
  double share(double second) {
    double since = second - atSecond;
    return since < 0 ? 0 : fadeMs == 0 ? 1 : Math.min(1, since * 1000 / fadeMs);
  }
}
