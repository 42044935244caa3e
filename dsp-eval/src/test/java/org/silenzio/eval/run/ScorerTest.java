package org.silenzio.eval.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
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

  /** Nothing is taken out before the half: what is rated by default does not hear it. */
  @Test
  void theWholeFarEndHearsHowItBegan() throws IOException {
    float[] farEnd = SharedData.samples(CALL + "lpb.wav");
    float[] echo = SharedData.samples(CALL + "echo.wav");
    CallSignals call =
        CallSignals.ofCommonLength(
            Rates.METRIC_RATE_HZ,
            echo,
            Optional.of(new float[][] {farEnd}),
            Optional.empty(),
            Optional.empty());
    float[] late = call.capture().clone();
    Arrays.fill(late, late.length / 2, late.length, 0f);
    try (Scorer scorer = new Scorer(Optional.of(MetricModels.in(SharedData.path("models"))))) {
      Map<String, Double> figures =
          scorer.score(Situation.FAR_END, call, new ChainOutput(late, Rates.METRIC_RATE_HZ));
      assertTrue(figures.get("AECMOS echo whole") < figures.get("AECMOS echo") - 0.5);
      assertFalse(
          scorer
              .score(Situation.DOUBLE_TALK, call, new ChainOutput(late, Rates.METRIC_RATE_HZ))
              .containsKey("AECMOS echo whole"));
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
    Map<String, Double> figures =
        scorer.score(Situation.DOUBLE_TALK, call, new ChainOutput(output, Rates.METRIC_RATE_HZ));
    figures.putAll(scorer.ideal(Situation.DOUBLE_TALK, call));
    return figures;
  }
}
