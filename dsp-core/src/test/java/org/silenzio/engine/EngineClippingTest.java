package org.silenzio.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.KernelIndependent;
import org.silenzio.testing.Recordings;
import org.silenzio.testing.Tones;

/** A microphone that clips behind the engine's high-pass, which hides it. */
@KernelIndependent
class EngineClippingTest {

  private static final StreamFormat FORMAT = StreamFormat.of10Ms(16_000, 1);
  private static final int RATE = 16_000;
  private static final int ECHO_SAMPLES = 640;
  private static final float CLIP_LEVEL = 0.02f;
  private static final int WINDOW_FRAMES = 12; // of the canceller's analysis and all delays

  /**
   * How far the echo falls (24 dB if the canceller is not told) in frames that are whole, late in a
   * call whose loud ones all clip.
   */
  @Test
  void fromClippedFramesNothingIsLearnt() {
    float[] speech = Recordings.load("austen16_clean.wav");
    AudioFrame played = new AudioFrame(FORMAT);
    AudioFrame heard = new AudioFrame(FORMAT);
    int size = FORMAT.frameSamples();
    double before = 0;
    double after = 0;
    int sinceClipped = 0;
    try (VoiceEngine engine =
        VoiceEngine.builder()
            .config(EngineGainTest.lowPower(FORMAT))
            .without(Stage.RENDER_LIMITER)
            .without(Stage.ADAPTIVE_GAIN)
            .without(Stage.NOISE_SUPPRESSOR)
            .build()) {
      for (int at = 0; at < 14 * RATE; at += size) {
        boolean clips = false;
        for (int i = 0; i < size; i++) {
          int n = at + i;
          float echo = n < ECHO_SAMPLES ? 0f : 0.5f * speech[(n - ECHO_SAMPLES) % speech.length];
          played.channel(0)[i] = speech[n % speech.length];
          heard.channel(0)[i] = Math.clamp(echo, -CLIP_LEVEL, CLIP_LEVEL);
          clips |= Math.abs(echo) > CLIP_LEVEL;
        }
        sinceClipped = clips ? 0 : sinceClipped + 1;
        boolean counts = at > 6 * RATE && sinceClipped > WINDOW_FRAMES;
        before += counts ? Tones.power(heard.channel(0), 0, size) : 0;
        engine.render().process(played);
        engine.capture().process(heard);
        after += counts ? Tones.power(heard.channel(0), 0, size) : 0;
      }
    }
    double fallDb = Decibels.fromPower(before / after);
    assertTrue(fallDb > 26, "the echo fell by " + fallDb + " dB");
  }
}
