package org.silenzio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;

/** What is set while a tone passes takes effect, and is not heard as a click. */
class EngineSettingsTest {

  private static final StreamFormat FORMAT = StreamFormat.of10Ms(48_000, 1);
  private static final double TONE_HZ = 200;
  private static final float AMPLITUDE = 0.3f;
  private static final int FRAMES = 60;
  private static final int CHANGED_AT = 30;

  /** A stage that halves the sound, late by a part of a frame. */
  private static final class Half implements FrameProcessor {
    private final StreamFormat format;
    private final FrameDelay delay;

    Half(StreamFormat format) {
      this.format = format;
      delay = new FrameDelay(format, 77);
    }

    @Override
    public StreamFormat format() {
      return format;
    }

    @Override
    public void process(AudioFrame frame) {
      delay.pass(frame, frame);
      for (int i = 0; i < format.frameSamples(); i++) {
        frame.channel(0)[i] *= 0.5f;
      }
    }

    @Override
    public void reset() {
      delay.reset();
    }

    @Override
    public int latencySamples() {
      return 77;
    }

    @Override
    public void close() {
      // nothing
    }
  }

  private static VoiceEngine engine() {
    VoiceEngine.Builder builder =
        VoiceEngine.builder()
            .config(
                VoiceEngineConfig.defaults(FORMAT, FORMAT).withStages(Set.of()).withWarmUpMs(0));
    for (Stage stage : Stage.values()) {
      builder.replace(stage, Half::new);
    }
    return builder.build();
  }

  private static float[] run(VoiceEngine engine, FrameProcessor side, Consumer<VoiceEngine> set) {
    float[] out = new float[FRAMES * FORMAT.frameSamples()];
    AudioFrame frame = new AudioFrame(FORMAT);
    for (int n = 0; n < FRAMES; n++) {
      if (n == CHANGED_AT) {
        set.accept(engine);
      }
      for (int i = 0; i < FORMAT.frameSamples(); i++) {
        int at = n * FORMAT.frameSamples() + i;
        frame.channel(0)[i] =
            AMPLITUDE * (float) Math.sin(2 * Math.PI * TONE_HZ * at / FORMAT.sampleRateHz());
      }
      side.process(frame);
      System.arraycopy(frame.channel(0), 0, out, n * FORMAT.frameSamples(), FORMAT.frameSamples());
    }
    return out;
  }

  /** The largest second difference: a tone's own is small, a step's or a kink's large. */
  private static double roughness(float[] samples) {
    double most = 0;
    for (int i = CHANGED_AT * 480 - 960; i < samples.length - 1; i++) {
      most = Math.max(most, Math.abs(samples[i - 1] - 2.0 * samples[i] + samples[i + 1]));
    }
    return most;
  }

  private static double peak(float[] samples, int from, int to) {
    double most = 0;
    for (int i = from; i < to; i++) {
      most = Math.max(most, Math.abs(samples[i]));
    }
    return most;
  }

  private static double before(float[] out) {
    return peak(out, (CHANGED_AT - 10) * 480, CHANGED_AT * 480);
  }

  private static double behind(float[] out) {
    return peak(out, (CHANGED_AT + 10) * 480, out.length);
  }

  /** The tone's own second difference at full amplitude, and as much again for the ramp's ends. */
  private static void assertSmooth(float[] out) {
    double step = 2 * Math.PI * TONE_HZ / FORMAT.sampleRateHz();
    double own = AMPLITUDE * step * step;
    assertTrue(roughness(out) < 2 * own, roughness(out) + " against a tone's " + own);
  }

  @ParameterizedTest
  @EnumSource(
      value = Stage.class,
      names = {"RENDER_LIMITER"},
      mode = EnumSource.Mode.EXCLUDE)
  void aStageThatIsSwitchedOffFadesOut(Stage stage) {
    try (VoiceEngine engine = engine()) {
      float[] out = run(engine, engine.capture(), e -> e.setStage(stage, false));
      assertEquals(2, behind(out) / before(out), 0.001);
      assertSmooth(out);
    }
  }

  @Test
  void theRenderLimiterFadesOutToo() {
    try (VoiceEngine engine = engine()) {
      float[] out = run(engine, engine.render(), e -> e.setStage(Stage.RENDER_LIMITER, false));
      assertEquals(2, behind(out) / before(out), 0.001);
      assertSmooth(out);
    }
  }

  @Test
  void muteIsSilenceWithoutAClick() {
    try (VoiceEngine engine = engine()) {
      float[] out = run(engine, engine.capture(), e -> e.setMuted(true));
      assertEquals(0, behind(out));
      assertTrue(before(out) > 0.005);
      assertSmooth(out);
    }
  }

  @Test
  void theBoundOnAttenuationIsTheUntouchedShare() {
    try (VoiceEngine engine = engine()) {
      // half of the sound by the stage, and a bound of 6.02 dB: 0.5 untouched + 0.5 · 0.5
      float[] out = run(engine, engine.capture(), e -> e.setMaxAttenuationDb(6.0206));
      assertEquals(1.5, behind(out) / before(out), 0.001);
      assertSmooth(out);
    }
  }

  @Test
  void musicPassesByHighPassSuppressorAndGain() {
    try (VoiceEngine engine = engine()) {
      float[] out = run(engine, engine.capture(), e -> e.setContent(Content.MUSIC));
      assertEquals(8, behind(out) / before(out), 0.004);
      assertSmooth(out);
    }
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    try (VoiceEngine engine =
        VoiceEngine.builder()
            .config(
                VoiceEngineConfig.defaults(FORMAT, FORMAT)
                    .withStages(Set.of(Stage.HIGH_PASS))
                    .withWarmUpMs(0))
            .build()) {
      assertRefused(
          "gainTargetDbfs is -50.0, allowed: -40.0 to -10.0", () -> engine.setGainTargetDbfs(-50));
      assertRefused(
          "maxAttenuationDb is -1.0, allowed: 0.0 to Infinity",
          () -> engine.setMaxAttenuationDb(-1));
      assertRefused("delayMs is 501, allowed: 0 to 500", () -> engine.setEchoDelayHintMs(501));
      assertRefused(
          "stage is LIMITER, allowed: [HIGH_PASS]", () -> engine.setStage(Stage.LIMITER, true));
    }
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
