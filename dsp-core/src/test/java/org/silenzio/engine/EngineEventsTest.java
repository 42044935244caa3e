package org.silenzio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.Test;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.AdaptationState;
import org.silenzio.echo.EchoCanceller;
import org.silenzio.echo.EchoCancellerConfig;
import org.silenzio.echo.EchoPreset;
import org.silenzio.echo.EchoStatistics;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.noise.NoiseSuppressorConfig;
import org.silenzio.noise.NoiseSuppressorProvider;

/** What happens is told to the listener and to the flight recorder. */
class EngineEventsTest {

  private static final StreamFormat FORMAT = StreamFormat.of10Ms(16_000, 1);
  private static final List<String> EVENTS =
      List.of("FrameOverrun", "DeviceGap", "QualityStep", "EchoDelayChange", "EngineStatistics");

  private final AtomicLong nanos = new AtomicLong();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private long frameNanos = 100_000;

  private final EngineListener listener =
      new EngineListener() {
        @Override
        public void frameOverrun(Side side, double micros) {
          told.add("overrun " + side + " " + micros);
        }

        @Override
        public void deviceGap(Side side, double ms) {
          told.add("gap " + side + " " + ms);
        }

        @Override
        public void qualityStep(String from, String to, double reason) {
          told.add("step " + from + " " + to);
        }

        @Override
        public void echoDelayChange(double fromMs, double toMs) {
          told.add("delay from " + fromMs);
          throw new IllegalStateException("what a listener throws changes nothing");
        }
      };

  private VoiceEngine engine() {
    return VoiceEngine.builder()
        .config(
            VoiceEngineConfig.defaults(FORMAT, FORMAT)
                .withStages(Set.of(Stage.ECHO_CANCELLER))
                .withBestEchoPreset(EchoPreset.STANDARD)
                .withWarmUpMs(0))
        .replace(
            Stage.LIMITER, format -> new PassingTime(format, () -> nanos.addAndGet(frameNanos)))
        .listener(listener)
        .clockNanos(nanos::get)
        .uncontrolled()
        .build();
  }

  /** A native library that is there and of no use. */
  private static final NoiseSuppressorProvider BROKEN =
      new NoiseSuppressorProvider() {
        @Override
        public String name() {
          return "native";
        }

        @Override
        public Optional<String> unavailability() {
          return Optional.of("not for this machine");
        }

        @Override
        public NoiseSuppressor create(NoiseSuppressorConfig config) {
          throw new AssertionError("asked for though it cannot serve");
        }
      };

  @Test
  void aNativeLibraryThatCannotServeIsToldOnce() {
    try (VoiceEngine engine =
        VoiceEngine.builder()
            .config(
                VoiceEngineConfig.defaults(FORMAT, FORMAT)
                    .withStages(Set.of(Stage.NOISE_SUPPRESSOR))
                    .withWarmUpMs(0))
            .providers(List.of(BROKEN))
            .listener(
                new EngineListener() {
                  @Override
                  public void nativeFallback(String reason) {
                    told.add(reason);
                  }
                })
            .uncontrolled()
            .build()) {
      engine.control().tick();
      engine.control().tick();
    }
    assertEquals(List.of("not for this machine"), List.copyOf(told));
  }

  private static EchoStatistics diverged(long divergences) {
    return new EchoStatistics(
        1,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        AdaptationState.LEARNING,
        Double.NaN,
        0,
        0,
        false,
        0,
        divergences,
        0,
        0);
  }

  @Test
  void aDivergenceIsToldOnceAndAnotherCancellerCountsForItself() throws InterruptedException {
    Queue<Long> recorded = new ConcurrentLinkedQueue<>();
    EngineListener counting =
        new EngineListener() {
          @Override
          public void echoDivergence(long filters) {
            told.add("diverged " + filters);
          }
        };
    EchoCancellerConfig config =
        EchoCancellerConfig.defaults(FORMAT).withPreset(EchoPreset.LOW_POWER);
    try (RecordingStream stream = new RecordingStream();
        EchoCanceller first = EchoCanceller.create(config);
        EchoCanceller second = EchoCanceller.create(config)) {
      stream.enable("org.silenzio.EchoDivergence").withoutThreshold();
      stream.onEvent(
          "org.silenzio.EchoDivergence", event -> recorded.add(event.getLong("filters")));
      stream.startAsync();
      EchoWatch watch = new EchoWatch(null, new Announcer(counting));
      watch.look(first, diverged(0));
      watch.look(first, diverged(2));
      watch.look(first, diverged(2));
      watch.look(second, diverged(7)); // before it was watched
      watch.look(second, diverged(8));
      stream.stop();
      stream.awaitTermination(Duration.ofSeconds(10));
    }
    assertEquals(List.of("diverged 2", "diverged 1"), List.copyOf(told));
    assertEquals(List.of(2L, 1L), List.copyOf(recorded));
  }

  /** A far end and its echo, 50 ms late. */
  private void call(VoiceEngine engine, int frames) {
    Random random = new Random(8);
    float[] past = new float[5 * 160];
    AudioFrame played = new AudioFrame(FORMAT);
    AudioFrame heard = new AudioFrame(FORMAT);
    for (int n = 0; n < frames; n++) {
      for (int i = 0; i < 160; i++) {
        played.channel(0)[i] = 0.1f * (float) random.nextGaussian();
      }
      int at = n % 5 * 160;
      for (int i = 0; i < 160; i++) {
        heard.channel(0)[i] = 0.5f * past[at + i] + 0.0005f * (float) random.nextGaussian();
      }
      System.arraycopy(played.channel(0), 0, past, at, 160);
      nanos.addAndGet(10_000_000);
      engine.render().process(played);
      engine.capture().process(heard);
      engine.control().tick();
    }
  }

  @Test
  void listenerAndFlightRecorderAreTold() throws InterruptedException {
    Map<String, RecordedEvent> recorded = new ConcurrentHashMap<>();
    try (RecordingStream stream = new RecordingStream();
        VoiceEngine engine = engine()) {
      for (String name : EVENTS) {
        stream.enable("org.silenzio." + name).withoutThreshold();
        stream.onEvent("org.silenzio." + name, event -> recorded.putIfAbsent(name, event));
      }
      stream.startAsync();
      call(engine, 300);
      assertFalse(told.stream().anyMatch(what -> what.startsWith("overrun")), told::toString);
      nanos.addAndGet(200_000_000); // nobody calls for 200 ms
      frameNanos = 9_000_000;
      call(engine, 201);
      frameNanos = 100_000;
      call(engine, 1_100);
      engine.statistics();
      stream.awaitTermination(Duration.ofMillis(1)); // flushed by the stop
      stream.stop();
      stream.awaitTermination(Duration.ofSeconds(10));
      EngineStatistics end = engine.statistics();
      assertTrue(end.captureOverruns() >= 201, "overruns: " + end.captureOverruns());
      assertEquals(1, end.captureGaps());
      assertEquals(1, end.renderGaps());
    }
    assertTrue(told.contains("overrun CAPTURE 9000.0"), told::toString);
    assertTrue(told.contains("step standard+none low_power+none"), told::toString);
    assertTrue(told.contains("delay from NaN"), told::toString);
    assertTrue(told.stream().anyMatch(what -> what.startsWith("gap CAPTURE 21")), told::toString);
    assertTrue(told.stream().anyMatch(what -> what.startsWith("gap RENDER 21")), told::toString);
    for (String name : EVENTS) {
      assertNotNull(recorded.get(name), name + " of " + recorded.keySet());
    }
    assertEquals(9_000, recorded.get("FrameOverrun").getDouble("micros"));
    assertEquals("low_power+none", recorded.get("QualityStep").getString("to"));
    assertEquals(50, recorded.get("EchoDelayChange").getDouble("toMs"), 10);
  }
}
