package org.silenzio.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.EchoPreset;

/** Quality follows the time that frames take, by a clock of the test's own. */
class QualityStepTest {

  private static final StreamFormat FORMAT = StreamFormat.of10Ms(16_000, 1);

  private final AtomicLong nanos = new AtomicLong();
  private long frameNanos;
  private final List<String> steps = new ArrayList<>();
  private final Random random = new Random(5);
  private final AudioFrame frame = new AudioFrame(FORMAT);
  private final AudioFrame played = new AudioFrame(FORMAT);

  private VoiceEngine engine() {
    return VoiceEngine.builder()
        .config(
            VoiceEngineConfig.defaults(FORMAT, FORMAT)
                .withBestEchoPreset(EchoPreset.STANDARD)
                .withMaxEchoDelayMs(100)
                .withBudget(LatencyBudget.defaults().withMaxLatencyMs(60))
                .withWarmUpMs(0))
        .replace(Stage.NOISE_SUPPRESSOR, PassThrough::new)
        .replace(
            Stage.HIGH_PASS, format -> new PassingTime(format, () -> nanos.addAndGet(frameNanos)))
        .listener(
            new EngineListener() {
              @Override
              public void qualityStep(String from, String to, double reason) {
                steps.add(from + " -> " + to);
              }
            })
        .clockNanos(nanos::get)
        .uncontrolled()
        .build();
  }

  /** Runs the call with control ticks in between; frames take so long. */
  private void run(VoiceEngine engine, int frames, double micros) {
    frameNanos = (long) (1_000 * micros);
    for (int n = 0; n < frames; n++) {
      for (int i = 0; i < FORMAT.frameSamples(); i++) {
        played.channel(0)[i] = 0.1f * (float) random.nextGaussian();
        frame.channel(0)[i] = 0.01f * (float) random.nextGaussian();
      }
      engine.render().process(played);
      engine.capture().process(frame);
      for (float sample : frame.channel(0)) {
        assertTrue(Float.isFinite(sample));
      }
      engine.control().tick();
    }
  }

  private void runUntilStep(VoiceEngine engine, int mostFrames, double micros) {
    int before = steps.size();
    for (int n = 0; n < mostFrames && steps.size() == before; n++) {
      run(engine, 1, micros);
    }
    assertEquals(before + 1, steps.size());
  }

  @Test
  void breaksStepDownAndCalmStepsUp() {
    try (VoiceEngine engine = engine()) {
      assertEquals("standard+custom", engine.statistics().quality());
      int latency = engine.capture().latencySamples();
      run(engine, 410, 1_900);
      assertEquals(List.of(), steps, "within the budget of 2 ms");
      runUntilStep(engine, 1_600, 2_500);
      assertEquals("standard+custom -> low_power+custom", steps.getFirst());
      run(engine, 2_900, 100);
      assertEquals(1, steps.size(), "29 s of calm are not enough");
      runUntilStep(engine, 1_400, 100);
      assertTrue(steps.getLast().equals("low_power+custom -> standard+custom"), steps::toString);
      assertEquals(latency, engine.capture().latencySamples());
      assertEquals(steps.size(), engine.statistics().qualitySteps());
    }
  }

  @Test
  void oneHopelessWindowIsEnough() {
    try (VoiceEngine engine = engine()) {
      run(engine, 200, 4_500);
      run(engine, 1_100, 100);
      assertEquals(List.of("standard+custom -> low_power+custom"), steps);
    }
  }

  @Test
  void aStepIsNoClickAndNoShift() {
    // without a canceller that alters anything: what passes is the input, late
    try (VoiceEngine engine =
        VoiceEngine.builder()
            .config(
                VoiceEngineConfig.defaults(FORMAT, FORMAT)
                    .withStages(Set.of(Stage.ECHO_CANCELLER))
                    .withMaxEchoDelayMs(100)
                    .withWarmUpMs(0))
            .clockNanos(nanos::get)
            .uncontrolled()
            .build()) {
      int latency = engine.capture().latencySamples();
      int frames = 1_200;
      float[] in = new float[frames * FORMAT.frameSamples()];
      float[] out = new float[in.length];
      for (int i = 0; i < in.length; i++) {
        in[i] = 0.3f * (float) Math.sin(2 * Math.PI * 200 * i / FORMAT.sampleRateHz());
      }
      for (int n = 0; n < frames; n++) {
        if (n == 50) {
          engine.control().quality().begin(1, 0);
        }
        System.arraycopy(in, n * 160, frame.channel(0), 0, 160);
        engine.capture().process(frame);
        System.arraycopy(frame.channel(0), 0, out, n * 160, 160);
        engine.control().tick();
      }
      assertEquals(1, engine.statistics().qualityLevel(), "took over without a far end");
      int from = 900 * FORMAT.frameSamples();
      float[] expected = Arrays.copyOfRange(in, from - latency, in.length - latency);
      float[] actual = Arrays.copyOfRange(out, from, out.length);
      assertArrayEquals(expected, actual, 0.003f);
    }
  }
}
