package org.silenzio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;

class KeptShareTest {

  private static final StreamFormat STEREO = StreamFormat.of10Ms(16_000, 2);

  private static void fill(AudioFrame frame, double amplitude, Random random) {
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 160; i++) {
        frame.channel(c)[i] = (float) (amplitude * random.nextGaussian());
      }
    }
  }

  /** A cleaner that delays by some frames and halves: a quarter of the power, loud or soft. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void whatIsHalvedKeepsAQuarterHoweverLateItComes(int delay) {
    KeptShare kept = new KeptShare(delay);
    AudioFrame[] frames = new AudioFrame[200];
    Random random = new Random(3);
    for (int n = 0; n < frames.length; n++) {
      frames[n] = new AudioFrame(STEREO);
      fill(frames[n], n / 20 % 2 == 0 ? 0.3 : 0.001, random);
      AudioFrame out = new AudioFrame(STEREO);
      for (int c = 0; n >= delay && c < 2; c++) {
        for (int i = 0; i < 160; i++) {
          out.channel(c)[i] = frames[n - delay].channel(c)[i] / 2;
        }
      }
      kept.before(frames[n]);
      kept.after(out);
      if (n >= delay) {
        assertEquals(0.25, kept.share(), 1e-6, "frame " + n);
      }
    }
  }

  @Test
  void aTenthOfASecondDecidesAndSilenceKeepsAll() {
    KeptShare kept = new KeptShare(0);
    AudioFrame sound = new AudioFrame(STEREO);
    AudioFrame silence = new AudioFrame(STEREO);
    fill(sound, 0.1, new Random(1));
    assertEquals(1, kept.share());
    for (int n = 0; n < 100; n++) {
      kept.before(sound);
      kept.after(sound);
    }
    assertEquals(1, kept.share(), 1e-6);
    for (int n = 0; n < 10; n++) {
      kept.before(sound);
      kept.after(silence);
    }
    assertEquals(Math.pow(0.9, 10), kept.share(), 1e-4);
    for (int n = 0; n < 400; n++) {
      kept.before(silence);
      kept.after(silence);
    }
    assertEquals(1, kept.share(), "nothing was taken of nothing");
    kept.before(sound);
    kept.after(silence);
    assertTrue(kept.share() < 1e-6);
    kept.reset();
    assertEquals(1, kept.share());
  }
}
