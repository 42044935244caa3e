package org.silenzio.eval.network;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.random.RandomGenerator;
import org.silenzio.eval.scenario.Checks;

/**
 * A chain of two states, of which the bad one loses more packets (E. N. Gilbert, "Capacity of a
 * burst-noise channel", Bell System Technical Journal 39, 1960; E. O. Elliott, "Estimates of error
 * rates for codes on burst-noise channels", 42, 1963).
 *
 * @param toBad the probability that the good state ends with a packet, 0 to 1
 * @param toGood that the bad one does, 0 to 1; not 0 together with {@code toBad}
 * @param lossInGood that a packet is lost in the good state, 0 to 1
 * @param lossInBad that one is lost in the bad state, 0 to 1
 */
public record GilbertElliott(
    @JsonProperty(required = true) double toBad,
    @JsonProperty(required = true) double toGood,
    @JsonProperty(required = true) double lossInGood,
    @JsonProperty(required = true) double lossInBad) {

  /** Checks the values. */
  public GilbertElliott {
    Checks.inRange("toBad", toBad, 0, 1);
    Checks.inRange("toGood", toGood, 0, 1);
    Checks.inRange("lossInGood", lossInGood, 0, 1);
    Checks.inRange("lossInBad", lossInBad, 0, 1);
    if (toBad + toGood == 0) {
      throw new IllegalArgumentException("toGood is 0, allowed with toBad of 0: above 0 to 1");
    }
  }

  /**
   * The chain that loses nothing in the good state and everything in the bad one.
   *
   * @param share of packets that are lost, 0 to below 1
   * @param meanBurst packets lost in a row in the mean, 1 or more
   * @throws IllegalArgumentException if so many losses leave no room between such short bursts
   */
  static GilbertElliott ofBursts(double share, double meanBurst) {
    double toBad = share / ((1 - share) * meanBurst);
    if (toBad > 1) {
      throw new IllegalArgumentException(
          "meanBurstPackets is "
              + meanBurst
              + ", allowed where "
              + 100 * share
              + " % are lost: "
              + share / (1 - share)
              + " or more");
    }
    return new GilbertElliott(toBad, 1 / meanBurst, 0, 1);
  }

  /** The share of time in the bad state, in the long run. */
  double badShare() {
    return toBad / (toBad + toGood);
  }

  /** The share of packets that are lost, in the long run. */
  double lossShare() {
    return badShare() * lossInBad + (1 - badShare()) * lossInGood;
  }

  /** Which of so many packets are lost; the chain begins as it is in the long run. */
  boolean[] lost(int packets, RandomGenerator random) {
    boolean[] lost = new boolean[packets];
    boolean bad = random.nextDouble() < badShare();
    for (int n = 0; n < packets; n++) {
      lost[n] = random.nextDouble() < (bad ? lossInBad : lossInGood);
      bad ^= random.nextDouble() < (bad ? toGood : toBad);
    }
    return lost;
  }
}
