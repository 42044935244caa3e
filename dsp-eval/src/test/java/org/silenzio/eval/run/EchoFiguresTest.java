package org.silenzio.eval.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.silenzio.eval.corpus.CorpusItem.Situation;

/** Against closed forms: noise as far end, its echo half as loud, residuals by stated gains. */
class EchoFiguresTest {

  private static final int RATE_HZ = 16_000;
  private static final int SECONDS = 16;

  private static float[] noise(long seed, int fromSecond, int untilSecond) {
    Random random = new Random(seed);
    float[] samples = new float[SECONDS * RATE_HZ];
    for (int i = fromSecond * RATE_HZ; i < untilSecond * RATE_HZ; i++) {
      samples[i] = (float) (0.1 * random.nextGaussian());
    }
    return samples;
  }

  private static float[] scaled(float[] samples, double gain) {
    float[] scaled = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      scaled[i] = (float) (gain * samples[i]);
    }
    return scaled;
  }

  private static Map<String, Double> figures(
      Situation situation, CallSignals call, float[] output) {
    Map<String, Double> figures = new LinkedHashMap<>();
    EchoFigures.add(figures, situation, call, output);
    return figures;
  }

  @Test
  void farEndSingleTalk() {
    float[] farEnd = noise(1, 0, SECONDS);
    float[] echo = scaled(farEnd, 0.5);
    CallSignals call =
        new CallSignals(
            RATE_HZ,
            echo,
            new float[][] {farEnd},
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.of(8));
    float[] output = scaled(echo, Math.pow(10, -30 / 20.0));
    for (int i = 0; i < 2 * RATE_HZ; i++) {
      output[i] = echo[i]; // nothing gone for two seconds, and none for one after the change
      output[i + 8 * RATE_HZ] = i < RATE_HZ ? echo[i + 8 * RATE_HZ] : output[i + 8 * RATE_HZ];
    }
    Map<String, Double> figures = figures(Situation.FAR_END, call, output);
    // the second half holds one second of echo and seven at −30 dB
    double kept = (1 + 7e-3) / 8;
    assertEquals(-10 * Math.log10(kept), figures.get("ERLE dB"), 0.1);
    assertEquals(-26.02 + 10 * Math.log10(kept), figures.get("residual dBFS"), 0.1);
    assertEquals(0, figures.get("ERLE 1s dB"), 0.01);
    assertEquals(30, figures.get("ERLE 3s dB"), 0.01);
    assertEquals(30, figures.get("ERLE 10s dB"), 0.01);
    assertEquals(2, figures.get("convergence s"), 0.02);
    assertEquals(1, figures.get("reconvergence s"), 0.02);
    assertEquals(6.02, figures.get("ERL dB"), 0.01);
  }

  @Test
  void whoNeverConvergesGetsTheWholeLength() {
    float[] farEnd = noise(1, 0, SECONDS);
    CallSignals call =
        new CallSignals(
            RATE_HZ,
            farEnd,
            new float[][] {farEnd},
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty());
    Map<String, Double> figures = figures(Situation.FAR_END, call, farEnd);
    assertEquals(SECONDS, figures.get("convergence s"));
    try (Scorer scorer = new Scorer(Optional.empty())) {
      ChainOutput silence = new ChainOutput(new float[farEnd.length], RATE_HZ);
      assertEquals(100, scorer.score(Situation.FAR_END, call, silence).get("ERLE dB"));
    }
  }

  @Test
  void inDoubleTalkOnlyTheFarEndsFramesCount() {
    float[] farEnd = noise(1, 0, SECONDS);
    float[] clean = noise(2, 8, SECONDS);
    float[] echo = scaled(farEnd, 0.5);
    float[] capture = new float[echo.length];
    float[] output = new float[echo.length];
    for (int i = 0; i < capture.length; i++) {
      capture[i] = echo[i] + clean[i];
      output[i] = 0.1f * echo[i] + 0.5f * clean[i];
    }
    CallSignals call =
        new CallSignals(
            RATE_HZ,
            capture,
            new float[][] {farEnd},
            Optional.of(clean),
            Optional.of(echo),
            OptionalDouble.empty());
    Map<String, Double> figures = figures(Situation.DOUBLE_TALK, call, output);
    assertEquals(20, figures.get("ERLE dB"), 0.01);
    assertEquals(-46.02, figures.get("residual dBFS"), 0.1);
    NearEndFigures.add(figures, call, clean, output);
    assertEquals(6.02, figures.get("near-end att dB"), 0.1);
  }

  @Test
  void whereSpeechMayBeLeftNothingIsSaid() {
    float[] farEnd = noise(1, 0, SECONDS);
    CallSignals call =
        new CallSignals(
            RATE_HZ,
            farEnd,
            new float[][] {farEnd},
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty());
    assertTrue(figures(Situation.DOUBLE_TALK, call, farEnd).isEmpty());
  }
}
