package org.silenzio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.EchoPreset;

/** Both sides and the settings from threads of their own, in any order and pace. */
@Timeout(60)
class EngineThreadsTest {

  private static final StreamFormat FORMAT = StreamFormat.of10Ms(16_000, 1);

  private static VoiceEngine engine(StreamFormat capture, StreamFormat render) {
    return VoiceEngine.builder()
        .config(
            VoiceEngineConfig.defaults(capture, render)
                .withBestEchoPreset(EchoPreset.LOW_POWER)
                .withBudget(LatencyBudget.defaults().withMaxLatencyMs(200))
                .withMaxEchoDelayMs(100)
                .withWarmUpMs(0))
        .remote(new ToneSource(StreamFormat.of10Ms(16_000, 1), 440))
        .build();
  }

  /** Noise with what no device should give, in bursts and gaps. */
  private static void storm(FrameProcessor side, long seed, AtomicReference<Throwable> failure) {
    Random random = new Random(seed);
    AudioFrame frame = new AudioFrame(side.format());
    try {
      for (int n = 0; n < 300; n++) {
        for (int c = 0; c < side.format().channels(); c++) {
          for (int i = 0; i < side.format().frameSamples(); i++) {
            float odd = random.nextInt(5_000) == 0 ? Float.NaN : 0f;
            frame.channel(c)[i] = odd + 0.2f * (float) random.nextGaussian();
          }
        }
        side.process(frame);
        for (int c = 0; c < side.format().channels(); c++) {
          for (float sample : frame.channel(c)) {
            if (!Float.isFinite(sample)) {
              throw new AssertionError("sample " + sample + " in frame " + n);
            }
          }
        }
        int mood = random.nextInt(20);
        if (mood == 0) {
          Thread.sleep(random.nextInt(15));
        } else if (mood == 1) {
          side.reset();
        }
      }
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
    }
  }

  @ParameterizedTest
  @CsvSource({"16000, 160, 16000, 160", "16000, 40, 48000, 960", "44100, 441, 44100, 512"})
  void noOrderOfCallsDisturbs(int captureHz, int captureSize, int renderHz, int renderSize)
      throws InterruptedException {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    StreamFormat capture = new StreamFormat(captureHz, 1, captureSize);
    StreamFormat render = new StreamFormat(renderHz, 2, renderSize);
    try (VoiceEngine engine = engine(capture, render)) {
      Thread mic = new Thread(() -> storm(engine.capture(), 1, failure), "microphone");
      Thread speaker = new Thread(() -> storm(engine.render(), 2, failure), "loudspeaker");
      mic.start();
      speaker.start();
      List<Stage> stages = List.of(Stage.values());
      Random random = new Random(3);
      while (mic.isAlive() || speaker.isAlive()) {
        Stage stage = stages.get(random.nextInt(stages.size()));
        engine.setStage(stage, random.nextBoolean());
        engine.setMuted(random.nextInt(4) == 0);
        engine.setMaxAttenuationDb(random.nextInt(40));
        engine.setGainTargetDbfs(-30 + random.nextInt(15));
        engine.setEchoDelayHintMs(random.nextInt(100));
        engine.setContent(random.nextBoolean() ? Content.SPEECH : Content.MUSIC);
        ToneSource guest = new ToneSource(FORMAT, 600);
        engine.render().add(guest);
        engine.render().setGainDb(guest, -random.nextInt(20));
        engine.statistics();
        TimeUnit.MILLISECONDS.sleep(1);
        engine.render().remove(guest);
      }
      mic.join();
      speaker.join();
      if (failure.get() != null) {
        throw new AssertionError(failure.get());
      }
      EngineStatistics end = engine.statistics();
      assertTrue(end.mendedSamples() > 0, "NaN came in");
      assertEquals(300, end.renderTimes().frames());
    }
  }

  @Test
  void aSecondCallerIsRefusedAndTheFirstGoesOn() throws InterruptedException {
    AtomicReference<VoiceEngine> built = new AtomicReference<>();
    try (VoiceEngine engine =
        VoiceEngine.builder()
            .config(VoiceEngineConfig.defaults(FORMAT, FORMAT).withWarmUpMs(0))
            .without(Stage.ECHO_CANCELLER)
            .without(Stage.NOISE_SUPPRESSOR)
            .replace(
                Stage.HIGH_PASS,
                format ->
                    new PassingTime(
                        format,
                        () ->
                            assertThrows(
                                IllegalStateException.class,
                                () -> built.get().capture().process(new AudioFrame(FORMAT)))))
            .build()) {
      built.set(engine);
      engine.capture().process(new AudioFrame(FORMAT));
      assertEquals(1, engine.statistics().captureTimes().frames());
    }
  }

  @Test
  void closeWaitsForTheFrameAtHandAndThenBothSidesRefuse() throws InterruptedException {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    VoiceEngine engine = engine(FORMAT, FORMAT);
    Thread mic =
        new Thread(
            () -> {
              AudioFrame frame = new AudioFrame(FORMAT);
              try {
                while (true) {
                  engine.capture().process(frame);
                }
              } catch (IllegalStateException e) {
                failure.set(e);
              }
            });
    mic.start();
    TimeUnit.MILLISECONDS.sleep(50);
    engine.close();
    mic.join(10_000);
    assertFalse(mic.isAlive());
    assertEquals("the capture side is closed", failure.get().getMessage());
    assertThrows(IllegalStateException.class, () -> engine.render().pull(new AudioFrame(FORMAT)));
    engine.close(); // no effect
  }
}
