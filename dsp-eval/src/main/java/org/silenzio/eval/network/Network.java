package org.silenzio.eval.network;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.OptionalDouble;
import org.silenzio.eval.scenario.Checks;

/**
 * A network to simulate, one way. Either its delays are computed, or they come from a recording.
 *
 * @param name letters, digits, dots, hyphens and underscores
 * @param description one line for people
 * @param seed of all that is random
 * @param delay how long packets take
 * @param trace delays and losses as they were once recorded
 * @param loss which packets never arrive
 * @param reordering which packets take another way
 * @param duplication which packets arrive twice
 * @param senderClockPpm how much faster the sender's clock runs than the receiver's, −5,000 to
 *     5,000 millionths; 0 if left out
 */
public record Network(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) String description,
    @JsonProperty(required = true) long seed,
    Optional<PacketDelay> delay,
    Optional<Trace> trace,
    Optional<Loss> loss,
    Optional<Reordering> reordering,
    Optional<Duplication> duplication,
    OptionalDouble senderClockPpm) {

  private static final double MAX_CLOCK_PPM = 5_000;

  /** Checks the values, each and together. */
  public Network {
    if (name == null || !name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "name is '" + name + "', allowed: letters, digits, dots, hyphens and underscores");
    }
    Checks.present("description", description);
    delay = delay == null ? Optional.empty() : delay;
    trace = trace == null ? Optional.empty() : trace;
    loss = loss == null ? Optional.empty() : loss;
    reordering = reordering == null ? Optional.empty() : reordering;
    duplication = duplication == null ? Optional.empty() : duplication;
    senderClockPpm = senderClockPpm == null ? OptionalDouble.empty() : senderClockPpm;
    senderClockPpm.ifPresent(
        ppm -> Checks.inRange("senderClockPpm", ppm, -MAX_CLOCK_PPM, MAX_CLOCK_PPM));
    if (delay.isPresent() == trace.isPresent()) {
      throw new IllegalArgumentException(
          (delay.isPresent() ? "delay and trace are both given" : "delay and trace are missing")
              + ", allowed: one of them");
    }
  }

  /** The share of packets that are lost in the long run, 0 to 1, outages not counted. */
  public double lossShare() {
    double computed = loss.flatMap(Loss::chain).map(GilbertElliott::lossShare).orElse(0.0);
    double recorded = trace.map(Trace::lossShare).orElse(0.0);
    return 1 - (1 - computed) * (1 - recorded);
  }
}
