package org.silenzio.eval.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a network did to the packets of a call.
 *
 * @param sentMs when each was sent
 * @param arrivalMs when each arrived first; NaN if it was lost
 * @param arrivals all arrivals, copies too, in their order
 */
public record Transmission(double[] sentMs, double[] arrivalMs, List<Arrival> arrivals) {

  /**
   * A packet's arrival.
   *
   * @param packet its number, from 0
   * @param atMs when, on the receiver's clock, which shows 0 when the first packet is sent
   * @param copy whether it came before
   */
  public record Arrival(int packet, double atMs, boolean copy) {}

  static Transmission of(double[] sentMs, double[] arrivalMs, double[] copyMs) {
    List<Arrival> arrivals = new ArrayList<>();
    for (int n = 0; n < sentMs.length; n++) {
      if (!Double.isNaN(arrivalMs[n])) {
        arrivals.add(new Arrival(n, arrivalMs[n], false));
        if (!Double.isNaN(copyMs[n])) {
          arrivals.add(new Arrival(n, copyMs[n], true));
        }
      }
    }
    arrivals.sort(Comparator.comparingDouble(Arrival::atMs).thenComparingInt(Arrival::packet));
    return new Transmission(sentMs, arrivalMs, List.copyOf(arrivals));
  }

  /** How many packets were sent. */
  public int packets() {
    return sentMs.length;
  }

  /** Whether a packet never arrives. */
  public boolean isLost(int packet) {
    return Double.isNaN(arrivalMs[packet]);
  }

  /** The share of packets that never arrive, 0 to 1. */
  public double lostShare() {
    int lost = 0;
    for (int n = 0; n < packets(); n++) {
      lost += isLost(n) ? 1 : 0;
    }
    return (double) lost / packets();
  }

  /** How long a packet took; NaN if it was lost. */
  public double delayMs(int packet) {
    return arrivalMs[packet] - sentMs[packet];
  }
}
