package org.silenzio.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Decibels;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Allocation;
import org.silenzio.testing.Tones;

/** Bursts over a soft background, as residual echo behind a suppressor. */
class EchoRemainsTest {

  private static final StreamFormat FORMAT = StreamFormat.of10Ms(16_000, 1);
  private static final int SIZE = 160;

  /** Noise of −70 dBFS; from 200 ms of each second on, for 300 ms, of −40. */
  private static float[] bursts(int seconds) {
    Random random = new Random(4);
    float[] sound = new float[16_000 * seconds];
    for (int i = 0; i < sound.length; i++) {
      boolean burst = i % 16_000 >= 3_200 && i % 16_000 < 8_000;
      sound[i] = (float) Decibels.toAmplitude(burst ? -40 : -70) * (float) random.nextGaussian();
    }
    return sound;
  }

  private static float[] run(
      EchoRemains remains, float[] sound, boolean applies, float nearEnd, float talk) {
    float[] output = sound.clone();
    AudioFrame frame = new AudioFrame(FORMAT);
    for (int at = 0; at < sound.length; at += SIZE) {
      System.arraycopy(sound, at, frame.channel(0), 0, SIZE);
      double power = Tones.power(frame.channel(0), 0, SIZE);
      remains.process(frame, power, applies, nearEnd, talk);
      System.arraycopy(frame.channel(0), 0, output, at, SIZE);
    }
    return output;
  }

  private static double dbfs(float[] sound, int from, int to) {
    return Decibels.fromPower(Tones.power(sound, from, to));
  }

  @Test
  void whatIsLeftIsTakenDownToItsBackground() {
    float[] sound = bursts(6);
    float[] output = run(new EchoRemains(), sound, true, 0f, 0f);
    int second = 5 * 16_000;
    // the second half of a burst, of the pause behind it
    assertEquals(-40, dbfs(sound, second + 5_600, second + 8_000), 1);
    // a least that rises by 3 dB a second, and what the peak exceeds the mean by
    assertEquals(-68, dbfs(output, second + 5_600, second + 8_000), 4);
    assertEquals(-70, dbfs(output, second + 10_000, second + 16_000), 4, "not below it");
  }

  @Test
  void theNearEndPassesAsItIs() {
    float[] sound = bursts(4);
    assertArrayEquals(sound, run(new EchoRemains(), sound, true, 1f, 0f), "it is heard");
    assertArrayEquals(sound, run(new EchoRemains(), sound, true, 0f, 1f), "it talks");
    assertArrayEquals(sound, run(new EchoRemains(), sound, false, 0f, 0f), "not asked for");
  }

  @Test
  void forThreeSecondsBehindTalkNothingIsTakenDown() {
    EchoRemains remains = new EchoRemains();
    float[] sound = bursts(6);
    run(remains, new float[SIZE], true, 1f, 1f);
    float[] output = run(remains, sound, true, 0f, 0f);
    for (int i = 0; i < 3 * 16_000; i++) {
      assertEquals(sound[i], output[i]);
    }
    assertTrue(dbfs(output, 5 * 16_000 + 5_600, 5 * 16_000 + 8_000) < -65);
    remains.reset();
    float[] again = run(remains, sound, true, 0f, 0f);
    assertTrue(dbfs(again, 2 * 16_000 + 5_600, 2 * 16_000 + 8_000) < -65, "talk is forgotten");
  }

  @Test
  void itMovesWithoutAClick() {
    EchoRemains remains = new EchoRemains();
    run(remains, bursts(3), true, 0f, 0f);
    float[] tone = Tones.sine(500, 0.1, 16_000, 32_000);
    float[] down = run(remains, tone, true, 0f, 0f);
    float[] up = run(remains, tone, true, 1f, 0f);
    double steepest = 2 * Math.PI * 500 / 16_000 * 0.1;
    float before = down[0];
    for (float[] part : new float[][] {down, up}) {
      for (float sample : part) {
        assertTrue(Math.abs(sample - before) < 1.2 * steepest, "" + (sample - before));
        before = sample;
      }
    }
    assertArrayEquals(tone, overEnd(up, tone), 0f, "the near end is back within 20 ms");
  }

  /** The first 20 ms as they should be, the rest as it came. */
  private static float[] overEnd(float[] output, float[] expected) {
    float[] rest = output.clone();
    System.arraycopy(expected, 0, rest, 0, 2 * SIZE);
    return rest;
  }

  @Test
  void doesNotAllocate() {
    EchoRemains remains = new EchoRemains();
    AudioFrame frame = new AudioFrame(FORMAT);
    Random random = new Random(1);
    long bytes =
        Allocation.bytes(
            2_000,
            1_000,
            () -> {
              frame.channel(0)[random.nextInt(SIZE)] = random.nextFloat();
              remains.process(frame, 0.1, true, random.nextInt(20) == 0 ? 1f : 0f, 0f);
            });
    assertEquals(0, bytes);
  }
}
