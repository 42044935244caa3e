package org.silenzio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.FrameSource;
import org.silenzio.audio.StreamFormat;

/** What the loudspeaker plays, and what of it the canceller gets. */
class RenderPipelineTest {

  private static final StreamFormat FORMAT = StreamFormat.of10Ms(48_000, 2);

  private final List<float[]> farEnd = new ArrayList<>();

  private VoiceEngine engine(Set<Stage> stages) {
    return VoiceEngine.builder()
        .config(
            VoiceEngineConfig.defaults(StreamFormat.of10Ms(48_000, 1), FORMAT)
                .withStages(stages)
                .withWarmUpMs(0))
        .tap(
            new CaptureTap() {
              @Override
              public void before(AudioFrame frame, AudioFrame far, EngineSettings settings) {
                farEnd.add(far.channel(1).clone());
              }
            })
        .build();
  }

  /** A constant, as easy to add up as can be. */
  private static FrameSource constant(StreamFormat format, float value) {
    return new FrameSource() {
      @Override
      public StreamFormat format() {
        return format;
      }

      @Override
      public void pull(AudioFrame frame) {
        for (int c = 0; c < format.channels(); c++) {
          Arrays.fill(frame.channel(c), value);
        }
      }
    };
  }

  private static AudioFrame pulled(VoiceEngine engine, int frames) {
    AudioFrame frame = new AudioFrame(FORMAT);
    for (int n = 0; n < frames; n++) {
      engine.render().pull(frame);
    }
    return frame;
  }

  @Test
  void talkersOfAnyRateAddUpWithTheirGains() {
    try (VoiceEngine engine = engine(Set.of())) {
      FrameSource mono = constant(StreamFormat.of10Ms(48_000, 1), 0.1f);
      FrameSource odd = constant(new StreamFormat(16_000, 2, 333), 0.2f);
      engine.render().add(mono);
      engine.render().add(odd);
      AudioFrame frame = pulled(engine, 30);
      assertEquals(0.3, frame.channel(0)[479], 0.001);
      assertEquals(0.3, frame.channel(1)[479], 0.001);
      engine.render().setGainDb(mono, 20);
      assertEquals(1.2, pulled(engine, 60).channel(0)[479], 0.001);
      engine.render().remove(odd);
      assertEquals(1.0, pulled(engine, 30).channel(0)[479], 0.001);
    }
  }

  @Test
  void comingAndGoingIsRamped() {
    try (VoiceEngine engine = engine(Set.of())) {
      FrameSource source = constant(FORMAT, 0.5f);
      engine.render().add(source);
      float last = 0f;
      for (int n = 0; n < 12; n++) {
        AudioFrame frame = pulled(engine, 1);
        for (float sample : frame.channel(0)) {
          assertEquals(last, sample, 0.0006, "frame " + n);
          last = sample;
        }
        if (n == 5) {
          assertEquals(0.5, last, 1e-6);
          engine.render().remove(source);
        }
      }
      assertEquals(0, last);
    }
  }

  @Test
  void aSourceThatThrowsIsSilenceAndTheOthersGoOn() {
    try (VoiceEngine engine = engine(Set.of())) {
      FrameSource broken =
          new FrameSource() {
            @Override
            public StreamFormat format() {
              return FORMAT;
            }

            @Override
            public void pull(AudioFrame frame) {
              throw new IllegalStateException("closed");
            }
          };
      engine.render().add(broken);
      engine.render().add(constant(FORMAT, 0.25f));
      assertEquals(0.25, pulled(engine, 20).channel(0)[479], 1e-6);
      assertEquals(20, engine.statistics().failedPulls());
    }
  }

  @Test
  void theCancellerGetsExactlyWhatIsPlayed() {
    try (VoiceEngine engine = engine(Set.of(Stage.RENDER_LIMITER))) {
      engine.render().add(constant(FORMAT, 0.9f));
      engine.render().add(new ToneSource(StreamFormat.of10Ms(16_000, 1), 300));
      AudioFrame heard = new AudioFrame(StreamFormat.of10Ms(48_000, 1));
      float loudest = 0f;
      for (int n = 0; n < 40; n++) {
        AudioFrame played = pulled(engine, 1);
        engine.capture().process(heard);
        float[] got = farEnd.get(n);
        for (int i = 0; i < got.length; i++) {
          assertEquals(played.channel(1)[i], got[i]);
          loudest = Math.max(loudest, Math.abs(got[i]));
        }
      }
      assertTrue(loudest > 0.5f && loudest < 1f, "limited: " + loudest);
    }
  }

  @Test
  void whatCannotBeAddedIsRefused() {
    try (VoiceEngine engine = engine(Set.of())) {
      FrameSource source = constant(FORMAT, 0.5f);
      engine.render().add(source);
      assertThrows(IllegalArgumentException.class, () -> engine.render().add(source));
      assertThrows(IllegalArgumentException.class, () -> engine.render().setGainDb(source, 31));
      assertThrows(
          IllegalArgumentException.class, () -> engine.render().setGainDb(constant(FORMAT, 0f), 0));
      assertThrows(
          IllegalArgumentException.class,
          () -> engine.render().add(constant(StreamFormat.of10Ms(48_000, 3), 0f)));
    }
  }
}
