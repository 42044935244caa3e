package org.silenzio.eval.network;

import java.util.Optional;
import java.util.OptionalDouble;
import org.silenzio.eval.scenario.Checks;

/**
 * Which packets never arrive.
 *
 * @param percent how many in the long run, 0 to 90
 * @param meanBurstPackets how many are lost in a row in the mean, 1 to 1,000; if left out each
 *     packet is lost independently of the others
 * @param gilbertElliott the same by the chain's four probabilities, in place of the two before
 * @param outages when every packet is lost, besides
 */
public record Loss(
    OptionalDouble percent,
    OptionalDouble meanBurstPackets,
    Optional<GilbertElliott> gilbertElliott,
    Optional<Interruptions> outages) {

  /** Checks the values, each and together. */
  public Loss {
    percent = percent == null ? OptionalDouble.empty() : percent;
    meanBurstPackets = meanBurstPackets == null ? OptionalDouble.empty() : meanBurstPackets;
    gilbertElliott = gilbertElliott == null ? Optional.empty() : gilbertElliott;
    outages = outages == null ? Optional.empty() : outages;
    percent.ifPresent(value -> Checks.inRange("percent", value, 0, 90));
    meanBurstPackets.ifPresent(value -> Checks.inRange("meanBurstPackets", value, 1, 1_000));
    if (percent.isPresent() && gilbertElliott.isPresent()) {
      throw new IllegalArgumentException(
          "percent and gilbertElliott are both given, allowed: one of them");
    }
    if (percent.isEmpty() && gilbertElliott.isEmpty() && outages.isEmpty()) {
      throw new IllegalArgumentException(
          "percent, gilbertElliott and outages are missing, allowed: one or more");
    }
    if (percent.isEmpty() && meanBurstPackets.isPresent()) {
      throw new IllegalArgumentException("percent is missing, allowed with meanBurstPackets: it");
    }
    chain(percent, meanBurstPackets, gilbertElliott); // refuses what no chain can do
  }

  /** The chain that decides, if there is one besides outages. */
  Optional<GilbertElliott> chain() {
    return chain(percent, meanBurstPackets, gilbertElliott);
  }

  private static Optional<GilbertElliott> chain(
      OptionalDouble percent, OptionalDouble meanBurst, Optional<GilbertElliott> given) {
    if (percent.isEmpty()) {
      return given;
    }
    double share = percent.getAsDouble() / 100;
    return Optional.of(
        meanBurst.isPresent()
            ? GilbertElliott.ofBursts(share, meanBurst.getAsDouble())
            : new GilbertElliott(share, 1 - share, 0, 1));
  }
}
