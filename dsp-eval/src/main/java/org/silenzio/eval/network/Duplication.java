package org.silenzio.eval.network;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.silenzio.eval.scenario.Checks;

/**
 * Packets that arrive twice.
 *
 * @param percent how many of those that are not lost, 0 to 100, each independently of the others
 * @param lagMs how much later the copy comes, 0 to 2,000
 */
public record Duplication(
    @JsonProperty(required = true) double percent, @JsonProperty(required = true) double lagMs) {

  /** Checks the values. */
  public Duplication {
    Checks.inRange("percent", percent, 0, 100);
    Checks.inRange("lagMs", lagMs, 0, PacketDelay.MAX_MS);
  }
}
