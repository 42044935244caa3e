package org.silenzio.eval.metric.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.silenzio.eval.metric.neural.TalkType.DOUBLE_TALK;
import static org.silenzio.eval.metric.neural.TalkType.FAR_END_SINGLE_TALK;
import static org.silenzio.eval.metric.neural.TalkType.NEAR_END_SINGLE_TALK;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.eval.SharedData;

class AecMosTest {

  private static final double TOLERANCE = 5e-4;

  private MetricModels models;
  private AecMos aecMos;

  @BeforeEach
  void load() {
    models = MetricModels.in(SharedData.path("models"));
    aecMos = new AecMos(models, 16_000);
  }

  @AfterEach
  void close() {
    if (aecMos != null) {
      aecMos.close();
    }
  }

  private static float[] loopback(String name) throws IOException {
    return SharedData.samples("audio/echo/" + name + "_lpb.wav");
  }

  private static float[] capture(String name) throws IOException {
    return SharedData.samples("audio/echo/" + name + "_mic.wav");
  }

  private AecMos.Score score(String name, boolean silenced, TalkType type) throws IOException {
    float[] capture = capture(name);
    float[] enhanced = silenced ? new float[capture.length] : capture;
    return aecMos.scoreRatedPart(loopback(name), capture, enhanced, type);
  }

  /** Figures of the published script, the capture itself or nothing standing for the output. */
  @ParameterizedTest
  @CsvSource({
    "0B-YT4LIh065RzVmiPgHlQ, false, 3.0366, 4.9998",
    "0sjDoppsSEeVX61vk99Oiw, false, 4.5292, 4.9991",
    "1N-e5cuofkOnXBJ8eKlOAg, false, 2.4381, 5.0000",
    "2vdSIrhnZ0aramlpfQIsqw, false, 2.4513, 5.0000",
    "5Glxrcs8dU-tjKUt7GwgFg, false, 2.1495, 5.0000",
    "5Glxrcs8dU-tjKUt7GwgFg, true,  4.7448, 4.9997",
  })
  void reproducesThePublishedScriptOnFarEndSingleTalk(
      String name, boolean silenced, double echo, double degradation) throws IOException {
    AecMos.Score score = score("real_farend/" + name, silenced, FAR_END_SINGLE_TALK);
    assertEquals(echo, score.echo(), TOLERANCE);
    assertEquals(degradation, score.degradation(), TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource({
    "DMTgmZwtgUilp4omPK7-OQ,               false, 3.6967, 4.1772",
    "QG4-PpzI-EmU-Qzb-7pSow,               false, 2.5004, 4.1678",
    "QG4-PpzI-EmU-Qzb-7pSow_with_movement, false, 2.2515, 3.9772",
    "QLaGxunnbUKP8t_ZHZAG4w,               false, 2.3378, 4.0834",
    "QLaGxunnbUKP8t_ZHZAG4w_with_movement, false, 2.5499, 3.9726",
    "QLaGxunnbUKP8t_ZHZAG4w_with_movement, true,  4.7014, 4.9985",
  })
  void reproducesThePublishedScriptOnDoubleTalk(
      String name, boolean silenced, double echo, double degradation) throws IOException {
    AecMos.Score score = score("real_doubletalk/" + name, silenced, DOUBLE_TALK);
    assertEquals(echo, score.echo(), TOLERANCE);
    assertEquals(degradation, score.degradation(), TOLERANCE);
  }

  @Test
  void onlyTheFirstTwentySecondsCount() throws IOException {
    String name = "real_doubletalk/QG4-PpzI-EmU-Qzb-7pSow";
    float[] lpb = Arrays.copyOf(loopback(name), 20 * 16_000);
    float[] mic = Arrays.copyOf(capture(name), 20 * 16_000);
    float[] longer = Arrays.copyOf(mic, 25 * 16_000);
    Arrays.fill(longer, 20 * 16_000, longer.length, 0.5f);
    assertEquals(
        aecMos.score(lpb, mic, mic, NEAR_END_SINGLE_TALK),
        aecMos.score(Arrays.copyOf(lpb, longer.length), longer, longer, NEAR_END_SINGLE_TALK));
  }

  /** No published figures at 48 kHz: it must tell untreated echo from none. */
  @Test
  void theFullbandModelHearsEcho() throws IOException {
    try (AecMos fullband = new AecMos(models, 48_000)) {
      assertEquals(48_000, fullband.sampleRateHz());
      float[] lpb = upsampled(loopback("real_farend/5Glxrcs8dU-tjKUt7GwgFg"));
      float[] mic = upsampled(capture("real_farend/5Glxrcs8dU-tjKUt7GwgFg"));
      AecMos.Score untreated = fullband.scoreRatedPart(lpb, mic, mic, FAR_END_SINGLE_TALK);
      AecMos.Score silenced =
          fullband.scoreRatedPart(lpb, mic, new float[mic.length], FAR_END_SINGLE_TALK);
      assertTrue(untreated.echo() < 3, untreated.toString());
      assertTrue(silenced.echo() > 4.3, silenced.toString());
    }
  }

  private static float[] upsampled(float[] samples) {
    float[] upsampled = new float[3 * samples.length];
    for (int n = 0; n < upsampled.length; n++) {
      float next = samples[Math.min(samples.length - 1, n / 3 + 1)];
      upsampled[n] = samples[n / 3] + (next - samples[n / 3]) * (n % 3) / 3;
    }
    return upsampled;
  }

  @Test
  void refusesWhatCannotBeScored() {
    float[] enough = new float[8000];
    float[] few = new float[7999];
    assertEquals(
        "enhanced has 7999 samples, allowed: at least 8000 (0.5 s at 16000 Hz)",
        assertThrows(
                IllegalArgumentException.class,
                () -> aecMos.score(enough, enough, few, DOUBLE_TALK))
            .getMessage());
    aecMos.close();
    assertThrows(
        IllegalStateException.class, () -> aecMos.score(enough, enough, enough, DOUBLE_TALK));
  }
}
