package org.silenzio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.silenzio.audio.StreamFormat;

/** What an engine cannot be made for is refused, naming parameter, value and what is allowed. */
class VoiceEngineConfigTest {

  private static final StreamFormat MONO = StreamFormat.of10Ms(48_000, 1);
  private static final VoiceEngineConfig CONFIG = VoiceEngineConfig.defaults(MONO, MONO);

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  @Test
  void badValuesAreNamed() {
    StreamFormat three = StreamFormat.of10Ms(48_000, 3);
    assertRefused(
        "capture.channels is 3, allowed: 1 to 2", () -> VoiceEngine.builder().capture(three));
    assertRefused(
        "render.channels is 3, allowed: 1 to 2", () -> VoiceEngine.builder().render(three));
    assertRefused(
        "gainTargetDbfs is NaN, allowed: -40.0 to -10.0",
        () -> CONFIG.withGainTargetDbfs(Double.NaN));
    assertRefused(
        "maxAttenuationDb is NaN, allowed: 0.0 to Infinity",
        () -> CONFIG.withMaxAttenuationDb(Double.NaN));
    assertRefused(
        "maxEchoDelayMs is 1001, allowed: 0 to 1000", () -> CONFIG.withMaxEchoDelayMs(1_001));
    assertRefused("warmUpMs is -1, allowed: 0 to 120000", () -> CONFIG.withWarmUpMs(-1));
  }

  @Test
  void badBudgetsAreNamed() {
    assertRefused(
        "framesPerSecond is 0.5, allowed: 1.0 to 1000.0", () -> new LatencyBudget(0.5, 1, 1));
    assertRefused(
        "cpuMicrosPerFrame is 10001.0, allowed: above 0, at most 10000.0",
        () -> LatencyBudget.defaults().withCpuMicrosPerFrame(10_001));
    assertRefused(
        "maxLatencyMs is 0.0, allowed: above 0, at most 1000.0",
        () -> LatencyBudget.defaults().withMaxLatencyMs(0));
  }

  @Test
  void aBudgetMayBeStatedForFramesOfAnyLength() {
    assertEquals(500, new LatencyBudget(50, 1_000, 45).microsPerEngineFrame());
    assertEquals(2_000, LatencyBudget.defaults().microsPerEngineFrame());
  }

  @Test
  void aStageOfAnotherShapeIsRefused() {
    VoiceEngine.Builder builder =
        VoiceEngine.builder()
            .config(CONFIG.withWarmUpMs(0))
            .replace(Stage.HIGH_PASS, format -> new PassThrough(StreamFormat.of10Ms(48_000, 2)));
    assertRefused("format has 1 channels, allowed: 2", builder::build);
  }
}
