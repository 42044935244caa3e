package org.silenzio.eval.network;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.OptionalDouble;
import org.silenzio.eval.scenario.Checks;

/**
 * How long packets take: the sum of all parts, never below 0. Unless packets may overtake each
 * other, each arrives at the earliest with the one before it, as from a queue.
 *
 * @param baseMs what every packet takes, 0 to 2,000
 * @param normalDeviationMs of a normal part of mean 0, 0 to 1,000
 * @param gamma a part that is never below 0 and has a long tail
 * @param spikes sudden queues that drain
 * @param wander a base that changes slowly
 * @param stalls when nothing comes through; what was sent then comes all at once at its end
 * @param overtaking whether a later packet may arrive earlier
 */
public record PacketDelay(
    @JsonProperty(required = true) double baseMs,
    OptionalDouble normalDeviationMs,
    Optional<Gamma> gamma,
    Optional<Spikes> spikes,
    Optional<Wander> wander,
    Optional<Interruptions> stalls,
    boolean overtaking) {

  static final double MAX_MS = 2_000;

  /** Checks the values. */
  public PacketDelay {
    Checks.inRange("baseMs", baseMs, 0, MAX_MS);
    normalDeviationMs = normalDeviationMs == null ? OptionalDouble.empty() : normalDeviationMs;
    normalDeviationMs.ifPresent(ms -> Checks.inRange("normalDeviationMs", ms, 0, 1_000));
    gamma = gamma == null ? Optional.empty() : gamma;
    spikes = spikes == null ? Optional.empty() : spikes;
    wander = wander == null ? Optional.empty() : wander;
    stalls = stalls == null ? Optional.empty() : stalls;
  }

  /**
   * A gamma distribution, drawn anew for each packet.
   *
   * @param meanMs its mean, 0.01 to 1,000
   * @param deviationMs its standard deviation, a tenth of the mean to 10 times it
   */
  public record Gamma(
      @JsonProperty(required = true) double meanMs,
      @JsonProperty(required = true) double deviationMs) {
    /** Checks the values. */
    public Gamma {
      Checks.inRange("meanMs", meanMs, 0.01, 1_000);
      Checks.inRange("deviationMs", deviationMs, meanMs / 10, meanMs * 10);
    }

    double shape() {
      return meanMs * meanMs / (deviationMs * deviationMs);
    }

    double scaleMs() {
      return deviationMs * deviationMs / meanMs;
    }
  }

  /**
   * Queues that begin at random moments (a Poisson process), each with a height drawn from a Pareto
   * distribution, and shrink while time passes.
   *
   * @param perMinute how many begin in the mean, 0.1 to 600
   * @param leastMs the lowest height, 1 to 2,000
   * @param shape the Pareto distribution's, 0.5 to 20: the lower, the longer its tail
   * @param mostMs where it is cut, {@code leastMs} to 2,000
   * @param drain how many ms the queue shrinks by in each ms, 0.05 to 1; with 1 all that waits
   *     arrives at once
   */
  public record Spikes(
      @JsonProperty(required = true) double perMinute,
      @JsonProperty(required = true) double leastMs,
      @JsonProperty(required = true) double shape,
      @JsonProperty(required = true) double mostMs,
      @JsonProperty(required = true) double drain) {
    /** Checks the values. */
    public Spikes {
      Checks.inRange("perMinute", perMinute, 0.1, 600);
      Checks.inRange("leastMs", leastMs, 1, MAX_MS);
      Checks.inRange("shape", shape, 0.5, 20);
      Checks.inRange("mostMs", mostMs, leastMs, MAX_MS);
      Checks.inRange("drain", drain, 0.05, 1);
    }
  }

  /**
   * A normal part whose values hang together (Ornstein–Uhlenbeck process).
   *
   * @param deviationMs its standard deviation, 0 to 1,000
   * @param seconds after which the correlation has fallen to 1/e, 0.1 to 600
   */
  public record Wander(
      @JsonProperty(required = true) double deviationMs,
      @JsonProperty(required = true) double seconds) {
    /** Checks the values. */
    public Wander {
      Checks.inRange("deviationMs", deviationMs, 0, 1_000);
      Checks.inRange("seconds", seconds, 0.1, 600);
    }
  }
}
