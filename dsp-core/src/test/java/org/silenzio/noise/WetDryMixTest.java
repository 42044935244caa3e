package org.silenzio.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WetDryMixTest {

  private static final int FRAME = 4;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 8, 11})
  void silencedSoundComesBackDelayedAndAtTheBound(int latency) {
    WetDryMix mix = new WetDryMix(20, latency, FRAME);
    Random random = new Random(latency);
    float[] input = new float[10 * FRAME];
    for (int i = 0; i < input.length; i++) {
      input[i] = random.nextFloat();
    }
    for (int at = 0; at < input.length; at += FRAME) {
      float[] frame = new float[FRAME];
      System.arraycopy(input, at, frame, 0, FRAME);
      mix.keep(frame);
      float[] silenced = new float[FRAME];
      mix.mix(silenced);
      for (int i = 0; i < FRAME; i++) {
        float expected = at + i < latency ? 0f : 0.1f * input[at + i - latency];
        assertEquals(expected, silenced[i], 1e-7f);
      }
    }
  }

  @Test
  void zeroDecibelsGiveTheUntouchedSound() {
    WetDryMix mix = new WetDryMix(0, 0, FRAME);
    mix.keep(new float[] {1, 2, 3, 4});
    float[] processed = {9, 9, 9, 9};
    mix.mix(processed);
    assertArrayEquals(new float[] {1, 2, 3, 4}, processed);
  }

  @Test
  void noBoundLeavesTheProcessedSoundAsItIs() {
    WetDryMix mix = new WetDryMix(Double.POSITIVE_INFINITY, 0, FRAME);
    mix.keep(new float[] {1, 2, 3, 4});
    float[] processed = {9, 8, 7, 6};
    mix.mix(processed);
    assertArrayEquals(new float[] {9, 8, 7, 6}, processed);
  }

  @Test
  void argumentsOutOfRangeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new WetDryMix(Double.NaN, 0, FRAME));
    assertThrows(IllegalArgumentException.class, () -> new WetDryMix(6, -1, FRAME));
    assertThrows(IllegalArgumentException.class, () -> new WetDryMix(6, 0, 0));
  }

  @Test
  void resetForgets() {
    WetDryMix mix = new WetDryMix(0, FRAME, FRAME);
    mix.keep(new float[] {1, 2, 3, 4});
    mix.reset();
    mix.keep(new float[FRAME]);
    float[] processed = new float[FRAME];
    mix.mix(processed);
    assertArrayEquals(new float[FRAME], processed);
  }
}
