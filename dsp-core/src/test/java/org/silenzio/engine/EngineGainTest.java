package org.silenzio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.EchoPreset;
import org.silenzio.testing.Recordings;

/** Whose speech the gain follows. */
class EngineGainTest {

  private static final StreamFormat FORMAT = StreamFormat.of10Ms(16_000, 1);
  private static final int ECHO_SAMPLES = 640;

  private static VoiceEngine engine() {
    return VoiceEngine.builder()
        .config(
            VoiceEngineConfig.defaults(FORMAT, FORMAT)
                .withBestEchoPreset(EchoPreset.LOW_POWER)
                .withBudget(
                    LatencyBudget.defaults()
                        .withMaxLatencyMs(100)
                        .withCpuMicrosPerFrame(Double.POSITIVE_INFINITY))
                .withWarmUpMs(0))
        .without(Stage.RENDER_LIMITER)
        .build();
  }

  /** Runs a call of so many seconds and gives the gain in dB at its end. */
  private static double gainDb(float[] speech, boolean fromFarEnd, double seconds) {
    Random random = new Random(6);
    AudioFrame played = new AudioFrame(FORMAT);
    AudioFrame heard = new AudioFrame(FORMAT);
    int size = FORMAT.frameSamples();
    try (VoiceEngine engine = engine()) {
      for (int at = 0; at < seconds * FORMAT.sampleRateHz(); at += size) {
        for (int i = 0; i < size; i++) {
          int n = at + i;
          float echo = n < ECHO_SAMPLES ? 0f : bent(speech[(n - ECHO_SAMPLES) % speech.length]);
          played.channel(0)[i] = fromFarEnd ? speech[n % speech.length] : 0f;
          heard.channel(0)[i] =
              (fromFarEnd ? echo : 0.1f * speech[n % speech.length])
                  + 1e-4f * (float) random.nextGaussian();
        }
        engine.render().process(played);
        engine.capture().process(heard);
      }
      return engine.statistics().gain().orElseThrow().gainDb();
    }
  }

  /** A loudspeaker that bends what it plays, so that no linear filter takes all of it. */
  private static float bent(float sample) {
    return 0.5f * (sample + 4 * sample * sample);
  }

  @Test
  void aSoftTalkerIsLiftedAndWhatIsLeftOfAnEchoIsNot() {
    float[] speech = Recordings.load("austen16_clean.wav");
    assertTrue(gainDb(speech, false, 8) > 10, "a soft talker");
    assertEquals(0, gainDb(speech, true, 8), 1, "an echo");
  }
}
