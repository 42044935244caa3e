package org.silenzio.eval.reception;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlayoutTrackTest {

  private static final int RATE = 16_000;

  private static float[] noise(int samples) {
    Random random = new Random(5);
    float[] noise = new float[samples];
    for (int n = 0; n < samples; n++) {
      noise[n] = (float) random.nextGaussian() * 0.1f;
    }
    return noise;
  }

  @Test
  void delayBetweenPlayedPacketsLiesOnALine() {
    double[] played = {100, Double.NaN, 160, Double.NaN};
    PlayoutTrack track = new PlayoutTrack(played, 20);
    assertEquals(100, track.delayMs(-5), 1e-9);
    assertEquals(100, track.delayMs(0), 1e-9);
    assertEquals(110, track.delayMs(20), 1e-9);
    assertEquals(120, track.delayMs(40), 1e-9);
    assertEquals(120, track.delayMs(1_000), 1e-9);
  }

  @Test
  void constantDelayIsOnlyTakenOff() {
    float[] spoken = noise(RATE);
    int delay = 1_234;
    float[] output = new float[RATE + delay];
    System.arraycopy(spoken, 0, output, delay, RATE);
    double[] played = new double[50];
    Arrays.setAll(played, n -> 20 * n + 1_000.0 * delay / RATE);
    PlayoutTrack track = new PlayoutTrack(played, 20);
    assertArrayEquals(spoken, track.inTime(output, RATE, RATE), 1e-6f);
    assertEquals(1_000.0 * delay / RATE, track.medianDelayMs(), 1e-9);
  }

  /** From half a second on the sound comes 15 ms later, behind 15 ms of something else. */
  @Test
  void changeOfDelayIsUndone() {
    float[] spoken = noise(RATE);
    int half = RATE / 2;
    int more = RATE * 15 / 1_000;
    float[] output = new float[RATE + more];
    System.arraycopy(spoken, 0, output, 0, half);
    System.arraycopy(spoken, half, output, half + more, half);
    double[] played = new double[50];
    Arrays.setAll(played, n -> 20 * n + (n < 25 ? 0 : 15));
    float[] inTime = new PlayoutTrack(played, 20).inTime(output, RATE, RATE);
    // all but the 20 ms between the packets around the change, and half a window at either side
    int around = RATE * 30 / 1_000;
    assertArrayEquals(
        Arrays.copyOf(spoken, half - around), Arrays.copyOf(inTime, half - around), 1e-6f);
    assertArrayEquals(
        Arrays.copyOfRange(spoken, half + around, RATE),
        Arrays.copyOfRange(inTime, half + around, RATE),
        1e-6f);
  }
}
