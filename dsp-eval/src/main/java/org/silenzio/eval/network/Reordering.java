package org.silenzio.eval.network;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.silenzio.eval.scenario.Checks;

/**
 * Packets that take a longer way than the others.
 *
 * @param percent how many, 0 to 100, each independently of the others
 * @param byMs how much longer it is, 0 to 2,000
 */
public record Reordering(
    @JsonProperty(required = true) double percent, @JsonProperty(required = true) double byMs) {

  /** Checks the values. */
  public Reordering {
    Checks.inRange("percent", percent, 0, 100);
    Checks.inRange("byMs", byMs, 0, PacketDelay.MAX_MS);
  }
}
