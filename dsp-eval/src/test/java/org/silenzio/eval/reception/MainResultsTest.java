package org.silenzio.eval.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.silenzio.eval.network.Networks;
import org.silenzio.eval.run.Evaluation.Outcome;
import org.silenzio.testing.Recordings;

/**
 * What RESULTS.md says of redundancy and of the jitter buffer, in small: one recording of the
 * samples, no models. Margins are about half of what was measured.
 */
class MainResultsTest {

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
                  receivers.stream().map(Receiver::find).toList(), 24_000, scorer, Optional.empty())
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

  @Test
  void jitterBufferConcealsLessAtALowerDelay() throws InterruptedException {
    List<Outcome> outcomes = run(20, List.of("wandering"), List.of("plc-60", "silenzio-plc"));
    double fixed = of(outcomes, "wandering", "plc-60", "concealed %");
    double own = of(outcomes, "wandering", "silenzio-plc", "concealed %");
    assertTrue(own <= fixed, own + " % concealed, fixed " + fixed);
    double fixedMs = of(outcomes, "wandering", "plc-60", "delay ms");
    double ownMs = of(outcomes, "wandering", "silenzio-plc", "delay ms");
    assertTrue(ownMs < fixedMs - 10, ownMs + " ms, fixed " + fixedMs);
  }
}
