package org.silenzio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.EchoPreset;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.Tones;

/** Whose speech the gain follows. */
class EngineGainTest {

  private static final StreamFormat FORMAT = StreamFormat.of10Ms(16_000, 1);
  private static final int ECHO_SAMPLES = 640;

  /** The cheapest canceller, in force from the first frame on to the last. */
  static VoiceEngineConfig lowPower(StreamFormat format) {
    return VoiceEngineConfig.defaults(format, format)
        .withBestEchoPreset(EchoPreset.LOW_POWER)
        .withBudget(
            LatencyBudget.defaults()
                .withMaxLatencyMs(100)
                .withCpuMicrosPerFrame(Double.POSITIVE_INFINITY))
        .withWarmUpMs(0);
  }

  private static VoiceEngine engine() {
    return VoiceEngine.builder().config(lowPower(FORMAT)).without(Stage.RENDER_LIMITER).build();
  }

  /**
   * What came of a call.
   *
   * @param gainDb the gain at its end
   * @param loudestDbfs the loudest frame that was sent from its middle on
   */
  private record Call(double gainDb, double loudestDbfs) {}

  private static double gainDb(float[] speech, boolean fromFarEnd, double seconds) {
    return call(speech, fromFarEnd, seconds, 4f, 1e-4f).gainDb();
  }

  /** Runs a call of so many seconds. */
  private static Call call(
      float[] speech, boolean fromFarEnd, double seconds, float bend, float noise) {
    double loudest = 0;
    Random random = new Random(6);
    AudioFrame played = new AudioFrame(FORMAT);
    AudioFrame heard = new AudioFrame(FORMAT);
    int size = FORMAT.frameSamples();
    try (VoiceEngine engine = engine()) {
      for (int at = 0; at < seconds * FORMAT.sampleRateHz(); at += size) {
        for (int i = 0; i < size; i++) {
          int n = at + i;
          float echo =
              n < ECHO_SAMPLES ? 0f : bent(speech[(n - ECHO_SAMPLES) % speech.length], bend);
          played.channel(0)[i] = fromFarEnd ? speech[n % speech.length] : 0f;
          heard.channel(0)[i] =
              (fromFarEnd ? echo : 0.1f * speech[n % speech.length])
                  + noise * (float) random.nextGaussian();
        }
        engine.render().process(played);
        engine.capture().process(heard);
        if (at > seconds / 2 * FORMAT.sampleRateHz()) {
          loudest = Math.max(loudest, Tones.power(heard.channel(0), 0, size));
        }
      }
      double gainDb = engine.statistics().gain().orElseThrow().gainDb();
      return new Call(gainDb, Decibels.fromPower(loudest));
    }
  }

  /** A loudspeaker that bends what it plays, so that no linear filter takes all of it. */
  private static float bent(float sample, float bend) {
    return 0.5f * (sample + bend * sample * sample);
  }

  @Test
  void aSoftTalkerIsLiftedAndWhatIsLeftOfAnEchoIsNot() {
    float[] speech = Recordings.load("austen16_clean.wav");
    assertTrue(gainDb(speech, false, 8) > 10, "a soft talker");
    assertEquals(0, gainDb(speech, true, 8), 1, "an echo");
  }

  /** The suppressor takes the noise, and what is left it takes for speech, 50 dB below. */
  @ParameterizedTest
  @CsvSource({"4, 0.03", "8, 0.003"})
  void remainsOfAnEchoInNoiseAreNotLifted(float bend, float noise) {
    float[] speech = Recordings.load("austen16_clean.wav");
    assertEquals(0, call(speech, true, 12, bend, noise).gainDb(), 1);
  }

  @Test
  void whatASuppressorLeavesOfAnEchoIsTakenDown() {
    float[] speech = Recordings.load("austen16_clean.wav");
    double loudest = call(speech, true, 12, 4f, 0.003f).loudestDbfs();
    assertTrue(loudest < -60, "loudest frame: " + loudest);
  }
}
