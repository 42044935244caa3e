package org.silenzio.eval.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.silenzio.eval.network.Network;
import org.silenzio.eval.network.NetworkSimulator;
import org.silenzio.eval.network.Networks;
import org.silenzio.eval.network.Transmission;
import org.silenzio.eval.run.Evaluation.Outcome;
import org.silenzio.testing.Recordings;

/**
 * What RESULTS.md says of redundancy and of the jitter buffer, in small: one recording of the
 * samples, no models. Margins are about half of what was measured.
 */
class MainResultsTest {

  private static final int RUNS = 4;

  private static SpeechSource speech;

  @BeforeAll
  static void speech() throws IOException {
    speech = SpeechSource.find(Recordings.path("austen16_clean.wav").getParent()).getFirst();
  }

  private static List<Outcome> run(double seconds, List<String> networks, List<String> receivers)
      throws InterruptedException {
    List<SentSpeech> sent =
        networks.stream()
            .map(name -> new SentSpeech(Networks.find(name).getFirst(), speech, 0, seconds))
            .toList();
    try (ReceptionScorer scorer = new ReceptionScorer(Optional.empty())) {
      List<Outcome> outcomes =
          new ReceptionEvaluation(
                  receivers.stream().map(Receiver::find).toList(),
                  24_000,
                  OptionalInt.empty(),
                  scorer,
                  Optional.empty())
              .run(sent, 2, done -> {});
      assertEquals(networks.size() * receivers.size(), outcomes.size());
      outcomes.forEach(outcome -> assertEquals(Optional.empty(), outcome.row().problem()));
      return outcomes;
    }
  }

  private static double of(List<Outcome> outcomes, String network, String receiver, String figure) {
    return SweepTable.mean(outcomes, network, receiver, figure).orElseThrow();
  }

  @Test
  void deepRedundancyAboveErrorCorrectionAboveConcealment() throws InterruptedException {
    List<String> networks = List.of("loss-20", "loss-30");
    List<Outcome> outcomes = run(9, networks, List.of("plc-60", "fec-60", "dred-60", "dred-200"));
    for (String network : networks) {
      double plc = of(outcomes, network, "plc-60", "PESQ wb");
      double fec = of(outcomes, network, "fec-60", "PESQ wb");
      double dred = of(outcomes, network, "dred-60", "PESQ wb");
      assertTrue(fec > plc + 0.05, network + ": FEC " + fec + ", PLC " + plc);
      assertTrue(dred > fec + 0.05, network + ": DRED " + dred + ", FEC " + fec);
    }
    double kept = of(outcomes, "loss-30", "dred-200", "ESTOI kept");
    assertTrue(kept >= 0.75, kept + " of the loss-free ESTOI");
  }

  /** Over several runs: a fixed buffer depends on the luck of its first packet. */
  @Test
  void jitterBufferConcealsLessAtALowerDelay() throws IOException {
    SpeechSource.Speech spoken = speech.load(20);
    byte[][] packets =
        new Encoding(Protection.PLC, 24_000, 0)
            .encode(spoken.samples(), spoken.sampleRateHz())
            .tagged();
    List<Network> networks = Networks.find(Networks.JITTER);
    double[] means = new double[2];
    double[] delaysMs = new double[2];
    for (Network network : networks) {
      double[] shares = new double[2];
      for (int run = 0; run < RUNS; run++) {
        Transmission transmission =
            NetworkSimulator.run(network, packets.length, Encoding.PACKET_MS, run);
        for (int own = 0; own < 2; own++) {
          Receiver receiver = Receiver.find(own == 1 ? "silenzio-plc" : "plc-60");
          Heard heard = Reception.of(receiver, packets, transmission, spoken.sampleRateHz());
          shares[own] += heard.concealedShare() / RUNS;
          delaysMs[own] += heard.meanDelayMs() / networks.size() / RUNS;
        }
      }
      String each = network.name() + ": " + shares[1] + " concealed, fixed " + shares[0];
      assertTrue(shares[1] <= shares[0] + 0.001, each);
      means[0] += shares[0] / networks.size();
      means[1] += shares[1] / networks.size();
    }
    String found =
        means[1] + " concealed at " + delaysMs[1] + " ms, fixed " + means[0] + " at " + delaysMs[0];
    assertTrue(means[1] < 0.9 * means[0] && delaysMs[1] < delaysMs[0] - 10, found);
  }
}
