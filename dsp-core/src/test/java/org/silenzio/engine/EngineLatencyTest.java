package org.silenzio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.EchoPreset;

/** The delay that the capture side states is the one that it has. */
class EngineLatencyTest {

  private static final int SECONDS = 1;

  /** Enough of noise for a peak that stands out. */
  private static final int CORRELATED = 6_000;

  private static VoiceEngine engine(StreamFormat format, LatencyBudget budget, EchoPreset best) {
    return VoiceEngine.builder()
        .config(
            VoiceEngineConfig.defaults(format, format)
                .withBudget(budget)
                .withBestEchoPreset(best)
                .withMaxAttenuationDb(6) // so that noise passes
                .withWarmUpMs(0))
        .build();
  }

  /** Noise through the capture side, and where the output resembles it most. */
  private static int measured(VoiceEngine engine) {
    StreamFormat format = engine.capture().format();
    int frames = SECONDS * format.sampleRateHz() / format.frameSamples();
    int length = frames * format.frameSamples();
    float[] in = new float[length];
    float[] out = new float[length];
    Random random = new Random(3);
    for (int i = 0; i < length; i++) {
      in[i] = 0.1f * (float) random.nextGaussian();
    }
    AudioFrame frame = new AudioFrame(format);
    for (int at = 0; at < length; at += format.frameSamples()) {
      for (int c = 0; c < format.channels(); c++) {
        System.arraycopy(in, at, frame.channel(c), 0, format.frameSamples());
      }
      engine.capture().process(frame);
      System.arraycopy(frame.channel(0), 0, out, at, format.frameSamples());
    }
    int best = 0;
    double most = 0;
    int from = length - CORRELATED;
    for (int lag = 0; lag < format.sampleRateHz() / 5; lag++) {
      double sum = 0;
      for (int i = from; i < length; i++) {
        sum += (double) out[i] * in[i - lag];
      }
      if (sum > most) {
        most = sum;
        best = lag;
      }
    }
    return best;
  }

  @ParameterizedTest
  @CsvSource({
    "48000, 480, 1, STANDARD",
    "48000, 480, 1, BEST",
    "48000, 120, 1, STANDARD",
    "48000, 960, 2, LOW_POWER",
    "48000, 512, 1, STANDARD",
    "44100, 441, 1, STANDARD",
    "44100, 512, 2, LOW_POWER",
    "16000, 160, 1, STANDARD",
    "8000, 80, 1, LOW_POWER",
    "96000, 1024, 1, LOW_POWER"
  })
  void theStatedDelayIsTheMeasuredOne(int rate, int samples, int channels, EchoPreset best) {
    StreamFormat format = new StreamFormat(rate, channels, samples);
    LatencyBudget wide = LatencyBudget.defaults().withMaxLatencyMs(200);
    try (VoiceEngine engine = engine(format, wide, best)) {
      assertEquals(engine.capture().latencySamples(), measured(engine), 1);
    }
  }

  @Test
  void standardCancellerWithRnnoiseStaysUnder45Ms() {
    StreamFormat format = StreamFormat.of10Ms(48_000, 1);
    try (VoiceEngine engine = engine(format, LatencyBudget.defaults(), EchoPreset.BEST)) {
      assertEquals("standard+rnnoise", engine.statistics().quality());
      assertTrue(engine.capture().latencyMs() <= 45, "ms: " + engine.capture().latencyMs());
    }
  }

  @Test
  void theLowLatencyBudgetStaysUnder20Ms() {
    StreamFormat format = StreamFormat.of10Ms(48_000, 1);
    try (VoiceEngine engine = engine(format, LatencyBudget.lowLatency(), EchoPreset.BEST)) {
      assertEquals("low_power+wiener", engine.statistics().quality());
      assertTrue(engine.capture().latencyMs() <= 20, "ms: " + engine.capture().latencyMs());
      assertEquals(engine.capture().latencySamples(), measured(engine), 1);
    }
  }

  @Test
  void aCeilingThatNothingFitsUnderIsRefused() {
    StreamFormat format = new StreamFormat(48_000, 1, 512);
    LatencyBudget tight = LatencyBudget.defaults().withMaxLatencyMs(5);
    String message =
        assertThrows(IllegalArgumentException.class, () -> engine(format, tight, EchoPreset.BEST))
            .getMessage();
    assertTrue(message.startsWith("budget.maxLatencyMs is 5.0, allowed"), message);
    assertTrue(message.endsWith("or more"), message);
  }
}
