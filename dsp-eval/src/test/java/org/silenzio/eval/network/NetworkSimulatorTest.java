package org.silenzio.eval.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.eval.network.Transmission.Arrival;

/** What the simulator does against what the distributions' formulas say. */
class NetworkSimulatorTest {

  private static final int MANY = 200_000;
  private static final double PACKET_MS = 20;

  static Network network(String yaml) {
    return Networks.read(
        "description: test\nseed: 7\n" + yaml, "test.yaml", "test", Optional.empty());
  }

  private static Transmission run(String yaml, int packets) {
    return NetworkSimulator.run(network(yaml), packets, PACKET_MS, 0);
  }

  /** Sorted, of those that arrived. */
  private static double[] delays(Transmission transmission) {
    return IntStream.range(0, transmission.packets())
        .mapToDouble(transmission::delayMs)
        .filter(ms -> !Double.isNaN(ms))
        .sorted()
        .toArray();
  }

  private static double quantile(double[] sorted, double share) {
    return sorted[(int) (share * sorted.length)];
  }

  private static double meanBurst(Transmission transmission) {
    int lost = 0;
    int bursts = 0;
    for (int n = 0; n < transmission.packets(); n++) {
      if (transmission.isLost(n)) {
        lost++;
        bursts += n == 0 || !transmission.isLost(n - 1) ? 1 : 0;
      }
    }
    return (double) lost / bursts;
  }

  @ParameterizedTest
  @CsvSource({"5, 1.5", "10, 2.5", "30, 2.5", "50, 2.5", "10, 8", "70, 12"})
  void lossesAreAsManyAndAsLongInARowAsAsked(double percent, double burst) {
    Transmission transmission =
        run(
            "delay: {baseMs: 30}\nloss: {percent: %s, meanBurstPackets: %s}\n"
                .formatted(percent, burst),
            MANY);
    // the deviation of a share of a two-state chain: sqrt(p (1 - p) (1 + r) / (1 - r) / n)
    double p = percent / 100;
    double r = 1 - 1 / burst - p / (1 - p) / burst;
    double deviation = Math.sqrt(p * (1 - p) * (1 + r) / (1 - r) / MANY);
    assertEquals(p, transmission.lostShare(), 4 * deviation);
    assertEquals(burst, meanBurst(transmission), 0.04 * burst);
    assertEquals(
        p,
        network("delay: {baseMs: 1}\nloss: {percent: %s}".formatted(percent)).lossShare(),
        1e-12);
  }

  @Test
  void independentLossesComeInBurstsOfOneByOneMinusTheShare() {
    Transmission transmission = run("delay: {baseMs: 30}\nloss: {percent: 40}\n", MANY);
    assertEquals(0.4, transmission.lostShare(), 0.004);
    assertEquals(1 / 0.6, meanBurst(transmission), 0.02);
  }

  @Test
  void chainOfFourProbabilitiesLosesItsStationaryShare() {
    Transmission transmission =
        run(
            """
            delay: {baseMs: 30}
            loss: {gilbertElliott: {toBad: 0.02, toGood: 0.1, lossInGood: 0.01, lossInBad: 0.6}}
            """,
            MANY);
    assertEquals((0.02 * 0.6 + 0.1 * 0.01) / 0.12, transmission.lostShare(), 0.004);
  }

  @Test
  void gammaAndNormalDelaysHaveTheirQuantiles() {
    double[] gamma =
        delays(
            run(
                "delay: {baseMs: 30, gamma: {meanMs: 12, deviationMs: 8}, overtaking: true}",
                MANY));
    double[] normal =
        delays(run("delay: {baseMs: 90, normalDeviationMs: 10, overtaking: true}", MANY));
    GammaDistribution gammaTruth = new GammaDistribution(144.0 / 64, 64.0 / 12);
    NormalDistribution normalTruth = new NormalDistribution(90, 10);
    for (double share : new double[] {0.01, 0.1, 0.5, 0.9, 0.99, 0.999}) {
      double expected = 30 + gammaTruth.inverseCumulativeProbability(share);
      assertEquals(expected, quantile(gamma, share), 0.02 * expected, "gamma at " + share);
      expected = normalTruth.inverseCumulativeProbability(share);
      assertEquals(expected, quantile(normal, share), 0.01 * expected, "normal at " + share);
    }
  }

  @Test
  void spikesComeAsOftenAndAsHighAsAsked() {
    // so short that no two meet: each begins within one packet's time and drains at once
    int minutes = 500;
    Transmission transmission =
        run(
            "delay: {baseMs: 0, spikes: {perMinute: 6, leastMs: 40, shape: 2, mostMs: 160, drain:"
                + " 1}}",
            minutes * 3_000);
    int spikes = 0;
    int above80 = 0;
    double before = 0;
    for (int n = 0; n < transmission.packets(); n++) {
      double delay = transmission.delayMs(n);
      if (delay > before) {
        spikes++;
        // what of it is seen is up to a packet's time less than its height
        above80 += delay > 80 ? 1 : 0;
      }
      before = delay;
    }
    // a spike that falls into another and is lower is not seen: its share is below 2 %
    assertEquals(6.0 * minutes, spikes, 0.06 * 6 * minutes);
    // P(height - uniform(0, 20) > 80) = mean of (40 / (80 + u))^2 = 1600 / 20 * (1/80 - 1/100)
    assertEquals(0.2, (double) above80 / spikes, 0.03);
    assertTrue(delays(transmission)[transmission.packets() - 1] <= 160);
  }

  @Test
  void wanderingBaseHasItsDeviationAndItsTime() {
    Transmission transmission =
        run("delay: {baseMs: 500, wander: {deviationMs: 20, seconds: 2}, overtaking: true}", MANY);
    double[] delays =
        IntStream.range(0, MANY).mapToDouble(n -> transmission.delayMs(n) - 500).toArray();
    double power = Arrays.stream(delays).map(x -> x * x).average().orElseThrow();
    int lag = 100; // 2 s
    double later = 0;
    for (int n = 0; n + lag < MANY; n++) {
      later += delays[n] * delays[n + lag] / (MANY - lag);
    }
    assertEquals(20, Math.sqrt(power), 1);
    assertEquals(Math.exp(-1), later / power, 0.04);
  }

  @Test
  void stallHoldsPacketsAndLetsThemGoTogether() {
    Transmission transmission =
        run("delay: {baseMs: 30, stalls: {firstAtSecond: 1, everySeconds: 2, ms: 300}}", 250);
    for (int n = 0; n < 250; n++) {
      double sent = n * PACKET_MS;
      boolean held = sent >= 1_000 && sent % 2_000 >= 1_000 && sent % 2_000 < 1_300;
      double expected = held ? Math.floor(sent / 2_000) * 2_000 + 1_330 : sent + 30;
      assertEquals(expected, transmission.arrivalMs()[n], 1e-9, "packet " + n);
    }
  }

  @Test
  void outageLosesAllThatIsSentInIt() {
    Transmission transmission =
        run(
            "delay: {baseMs: 30}\nloss: {outages: {firstAtSecond: 0.5, everySeconds: 1, ms: 100}}",
            200);
    for (int n = 0; n < 200; n++) {
      double sent = n * PACKET_MS % 1_000;
      assertEquals(sent >= 500 && sent < 600, transmission.isLost(n), "packet " + n);
    }
  }

  @Test
  void noPacketOvertakesUnlessItMay() {
    String jitter = "baseMs: 30, gamma: {meanMs: 30, deviationMs: 30}";
    double[] queued = run("delay: {" + jitter + "}", 5_000).arrivalMs();
    double[] free = run("delay: {" + jitter + ", overtaking: true}", 5_000).arrivalMs();
    double latest = 0;
    int overtaken = 0;
    for (int n = 0; n < queued.length; n++) {
      overtaken += free[n] < latest ? 1 : 0;
      latest = Math.max(latest, free[n]);
      assertEquals(latest, queued[n], 0, "a queue holds each until the latest before it");
    }
    assertTrue(overtaken > 500, overtaken + " overtaken");
  }

  @Test
  void someTakeAnotherWayAndSomeComeTwice() {
    Transmission transmission =
        run(
            """
            delay: {baseMs: 30}
            reordering: {percent: 10, byMs: 50}
            duplication: {percent: 20, lagMs: 7}
            loss: {percent: 50}
            """,
            MANY);
    double[] delays = delays(transmission);
    long late = Arrays.stream(delays).filter(ms -> Math.abs(ms - 80) < 1e-6).count();
    long usual = Arrays.stream(delays).filter(ms -> Math.abs(ms - 30) < 1e-6).count();
    assertEquals(delays.length, late + usual);
    assertEquals(0.1, (double) late / delays.length, 0.003);
    long copies = transmission.arrivals().stream().filter(Arrival::copy).count();
    assertEquals(0.2, (double) copies / delays.length, 0.004);
    double before = 0;
    for (Arrival arrival : transmission.arrivals()) {
      assertTrue(arrival.atMs() >= before);
      assertFalse(transmission.isLost(arrival.packet()));
      assertEquals(
          transmission.arrivalMs()[arrival.packet()] + (arrival.copy() ? 7 : 0),
          arrival.atMs(),
          1e-9);
      before = arrival.atMs();
    }
    assertTrue(
        transmission.arrivals().getFirst().packet() < transmission.arrivals().getLast().packet());
  }

  @ParameterizedTest
  @CsvSource({"300", "-300", "0"})
  void fastClockSendsEarlier(double ppm) {
    Transmission transmission =
        run("delay: {baseMs: 30}\nsenderClockPpm: %s".formatted(ppm), 180_001);
    // after an hour of the sender's clock
    assertEquals(3_600_000 / (1 + ppm * 1e-6), transmission.sentMs()[180_000], 1e-6);
    assertEquals(30, transmission.delayMs(180_000), 1e-6);
  }

  @Test
  void seedAndRunDecideAndPartsDoNotDisturbEachOther() {
    String jitter = "delay: {baseMs: 30, gamma: {meanMs: 10, deviationMs: 10}}\n";
    Network network = network(jitter + "loss: {percent: 20}");
    Transmission first = NetworkSimulator.run(network, 1_000, PACKET_MS, 0);
    assertArrayEquals(
        first.arrivalMs(), NetworkSimulator.run(network, 1_000, PACKET_MS, 0).arrivalMs());
    assertFalse(
        Arrays.equals(
            first.arrivalMs(), NetworkSimulator.run(network, 1_000, PACKET_MS, 1).arrivalMs()));
    Network other =
        Networks.read(
            "description: test\nseed: 8\n" + jitter, "test.yaml", "test", Optional.empty());
    assertFalse(
        Arrays.equals(
            first.arrivalMs(), NetworkSimulator.run(other, 1_000, PACKET_MS, 0).arrivalMs()));
    Transmission lossless = run(jitter, 1_000);
    for (int n = 0; n < 1_000; n++) {
      if (!first.isLost(n)) {
        assertEquals(lossless.arrivalMs()[n], first.arrivalMs()[n]);
      }
    }
  }
}
