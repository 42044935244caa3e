package org.silenzio.eval.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.silenzio.eval.SharedData;
import org.silenzio.eval.corpus.CorpusItem.Situation;
import org.silenzio.eval.metric.neural.MetricModels;

class ScorerTest {

  private static final String CALL = "audio/echo/synthetic/0_";

  @Test
  void theIdealFiguresAreThoseOfTheCaptureWithoutItsEcho() throws IOException {
    CallSignals call = call(Optional.of(SharedData.samples(CALL + "echo.wav")));
    float[] flawless = call.withoutEcho().orElseThrow();
    try (Scorer scorer = new Scorer(Optional.of(MetricModels.in(SharedData.path("models"))))) {
      Map<String, Double> best = score(scorer, call, flawless);
      assertEquals(best.get("AECMOS echo"), best.get("AECMOS echo ideal"));
      assertEquals(best.get("AECMOS degr"), best.get("AECMOS degr ideal"));
      Map<String, Double> untouched = score(scorer, call, call.capture());
      assertEquals(best.get("AECMOS echo ideal"), untouched.get("AECMOS echo ideal"));
      assertTrue(untouched.get("AECMOS echo") < untouched.get("AECMOS echo ideal") - 1);
      CallSignals unknown = call(Optional.empty());
      assertFalse(
          score(scorer, unknown, unknown.capture()).keySet().stream()
              .anyMatch(name -> name.endsWith("ideal")));
    }
  }

  private static CallSignals call(Optional<float[]> echo) throws IOException {
    return CallSignals.ofCommonLength(
        Rates.METRIC_RATE_HZ,
        SharedData.samples(CALL + "mic.wav"),
        Optional.of(new float[][] {SharedData.samples(CALL + "lpb.wav")}),
        Optional.of(SharedData.samples(CALL + "clean.wav")),
        echo);
  }

  private static Map<String, Double> score(Scorer scorer, CallSignals call, float[] output) {
    return scorer.score(Situation.DOUBLE_TALK, call, new ChainOutput(output, Rates.METRIC_RATE_HZ));
  }
}
