package org.silenzio.eval.network;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.silenzio.eval.network.RandomParts.Part;
import org.silenzio.eval.scenario.Checks;

/** Sends packets through a network. Stateless. */
public final class NetworkSimulator {

  private NetworkSimulator() {}

  /**
   * Sends packets at a steady pace.
   *
   * @param network what they meet
   * @param packets how many, 1 to 10,000,000
   * @param packetMs from one to the next on the sender's clock, 2.5 to 120
   * @param run which of the network's runs: each has random numbers of its own
   * @throws IllegalArgumentException if a number is out of range
   */
  public static Transmission run(Network network, int packets, double packetMs, long run) {
    Checks.inRange("packets", packets, 1, 10_000_000);
    Checks.inRange("packetMs", packetMs, 2.5, 120);
    RandomParts random = new RandomParts(network.seed(), run);
    double stepMs = packetMs / (1 + network.senderClockPpm().orElse(0) * 1e-6);
    double[] sentMs = new double[packets];
    Arrays.setAll(sentMs, n -> n * stepMs);
    double[] arrivalMs = arrivals(network, sentMs, random);
    lose(network.loss(), sentMs, arrivalMs, random);
    return Transmission.of(sentMs, arrivalMs, copies(network, arrivalMs, random));
  }

  private static double[] arrivals(Network network, double[] sentMs, RandomParts random) {
    double[] arrivalMs = new double[sentMs.length];
    if (network.delay().isPresent()) {
      PacketDelay delay = network.delay().get();
      DelayProcess process = new DelayProcess(delay, random);
      for (int n = 0; n < sentMs.length; n++) {
        arrivalMs[n] = sentMs[n] + process.next(sentMs[n]);
        if (n > 0 && !delay.overtaking()) {
          arrivalMs[n] = Math.max(arrivalMs[n], arrivalMs[n - 1]);
        }
      }
    } else {
      Trace trace = network.trace().orElseThrow();
      Arrays.setAll(arrivalMs, n -> sentMs[n] + trace.delayMs(sentMs[n]));
    }
    network
        .reordering()
        .ifPresent(
            other -> {
              RandomGenerator draws = random.of(Part.REORDERING);
              for (int n = 0; n < arrivalMs.length; n++) {
                arrivalMs[n] += 100 * draws.nextDouble() < other.percent() ? other.byMs() : 0;
              }
            });
    return arrivalMs;
  }

  private static void lose(
      Optional<Loss> loss, double[] sentMs, double[] arrivalMs, RandomParts random) {
    if (loss.isEmpty()) {
      return;
    }
    boolean[] lost =
        loss.get()
            .chain()
            .map(chain -> chain.lost(sentMs.length, random.of(Part.LOSS)))
            .orElseGet(() -> new boolean[sentMs.length]);
    Optional<Interruptions> outages = loss.get().outages();
    for (int n = 0; n < sentMs.length; n++) {
      double sent = sentMs[n];
      if (lost[n] || outages.map(outage -> outage.remainingMs(sent)).orElse(0.0) > 0) {
        arrivalMs[n] = Double.NaN;
      }
    }
  }

  private static double[] copies(Network network, double[] arrivalMs, RandomParts random) {
    double[] copyMs = new double[arrivalMs.length];
    Arrays.fill(copyMs, Double.NaN);
    network
        .duplication()
        .ifPresent(
            duplication -> {
              RandomGenerator draws = random.of(Part.DUPLICATION);
              for (int n = 0; n < copyMs.length; n++) {
                if (100 * draws.nextDouble() < duplication.percent()) {
                  copyMs[n] = arrivalMs[n] + duplication.lagMs();
                }
              }
            });
    return copyMs;
  }
}
