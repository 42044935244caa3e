package org.silenzio.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.testing.KernelIndependent;
import org.silenzio.testing.Recordings;

/** Flat peaks are found at any level, and sounds have none. */
@KernelIndependent
class ClippingDetectorTest {

  private static final int RATE = 48_000;
  private static final int SIZE = RATE / 100;

  /** The frames that are found to be clipped. */
  private static boolean[] found(ClippingDetector detector, float[] samples) {
    boolean[] found = new boolean[samples.length / SIZE];
    for (int frame = 0; frame < found.length; frame++) {
      int from = frame * SIZE;
      found[frame] = detector.isClipped(Arrays.copyOfRange(samples, from, from + SIZE), SIZE);
    }
    return found;
  }

  private static int count(boolean[] found) {
    int count = 0;
    for (boolean one : found) {
      count += one ? 1 : 0;
    }
    return count;
  }

  /** As 16 bits hold them. */
  private static float[] clippedAt(float level, float[] samples) {
    float[] result = new float[samples.length];
    for (int n = 0; n < result.length; n++) {
      result[n] = Math.round(Math.clamp(samples[n], -level, level) * 32_767f) / 32_767f;
    }
    return result;
  }

  private static float[] speech(double peak) {
    float[] speech = Recordings.load(Recordings.CLEAN_48K);
    float most = 0f;
    for (float sample : speech) {
      most = Math.max(most, Math.abs(sample));
    }
    for (int n = 0; n < speech.length; n++) {
      speech[n] *= (float) (peak / most);
    }
    return speech;
  }

  @ParameterizedTest
  @CsvSource({"0.05, 0.2", "0.3, 0.9", "0.97, 4"})
  void clippedSpeechIsFoundBelowFullScale(float level, double peak) {
    float[] speech = speech(peak);
    boolean[] found = found(new ClippingDetector(RATE), clippedAt(level, speech));
    int clipped = 0;
    int right = 0;
    int wrong = 0;
    for (int frame = 0; frame < found.length; frame++) {
      int above = 0;
      for (int n = frame * SIZE; n < (frame + 1) * SIZE; n++) {
        above += Math.abs(speech[n]) > level ? 1 : 0;
      }
      clipped += above >= 2 ? 1 : 0;
      right += above >= 2 && found[frame] ? 1 : 0;
      wrong += above == 0 && found[frame] ? 1 : 0;
    }
    assertTrue(clipped > 50, clipped + " frames");
    assertTrue(right > 0.9 * clipped, right + " of " + clipped);
    assertTrue(wrong <= 0.02 * clipped, wrong + " frames that are not");
  }

  @ParameterizedTest
  @ValueSource(strings = {Recordings.CLEAN_48K, Recordings.NOISY_48K})
  void soundIsNotClipped(String recording) {
    float[] samples = Recordings.load(recording);
    assertEquals(0, count(found(new ClippingDetector(RATE), samples)));
    assertEquals(0, count(found(new ClippingDetector(RATE), clippedAt(1f, samples))), "16 bits");
  }

  @Test
  void noiseIsNotClippedNorIsSilence() {
    Random random = new Random(1);
    float[] noise = new float[10 * RATE];
    for (int n = 0; n < noise.length; n++) {
      noise[n] = (float) (0.1 * random.nextGaussian());
    }
    ClippingDetector detector = new ClippingDetector(RATE);
    assertEquals(0, count(found(detector, noise)));
    assertEquals(0, count(found(detector, new float[RATE])));
  }

  @Test
  void fullScaleNeedsNoProof() {
    float[] samples = new float[SIZE];
    samples[7] = -1f;
    ClippingDetector detector = new ClippingDetector(RATE);
    assertFalse(detector.isClipped(samples, SIZE), "one sample may be chance");
    samples[8] = -1f;
    assertTrue(detector.isClipped(samples, SIZE));
    assertFalse(detector.isClipped(samples, 8), "behind the length");
  }

  @Test
  void aLevelThatMovesIsFollowedAndAReturnToSoundToo() {
    float[] speech = speech(0.9);
    ClippingDetector detector = new ClippingDetector(RATE);
    int high = count(found(detector, clippedAt(0.3f, speech)));
    int low = count(found(detector, clippedAt(0.1f, speech)));
    assertTrue(low > high, "more of it is clipped at the lower level: " + low + ", " + high);
    found(detector, speech);
    assertEquals(0, count(found(detector, speech)));
  }

  @Test
  void aRateBelowOneIsRefused() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new ClippingDetector(0));
    assertTrue(refused.getMessage().contains("sampleRateHz is 0"), refused.getMessage());
  }

  @Test
  void aResetForgetsTheLevel() {
    float[] clipped = clippedAt(0.3f, speech(0.9));
    ClippingDetector detector = new ClippingDetector(RATE);
    boolean[] first = found(detector, clipped);
    boolean[] informed = found(detector, clipped);
    assertFalse(Arrays.equals(first, informed), "the first frames need proof");
    detector.reset();
    assertTrue(Arrays.equals(first, found(detector, clipped)));
  }
}
