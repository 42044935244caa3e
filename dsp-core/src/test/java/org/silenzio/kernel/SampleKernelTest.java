package org.silenzio.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.Pcm16;
import org.silenzio.audio.StreamFormat;
import org.silenzio.testing.Allocation;

/** Runs of many lengths at odd places in longer arrays, of which the rest must stay. */
class SampleKernelTest {

  private static final int TOTAL = 600;

  private final SampleKernel kernel = Kernels.samples();
  private final SampleKernel scalar = Kernels.samples(KernelKind.SCALAR);

  private static float[] noise(long seed) {
    Random random = new Random(seed);
    float[] noise = new float[TOTAL];
    for (int i = 0; i < TOTAL; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    return noise;
  }

  /** Within the run as computed here in double precision, outside as before. */
  private static void assertRun(
      float[] before, float[] after, int offset, double[] truth, double bound) {
    float[] outside = after.clone();
    System.arraycopy(before, offset, outside, offset, truth.length);
    assertArrayEquals(before, outside, 0f);
    for (int i = 0; i < truth.length; i++) {
      assertEquals(truth[i], after[offset + i], bound, "at " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 8, 15, 16, 17, 33, 160, 481})
  void gainMovesInAStraightLineAndEndsWhereTheNextBegins(int length) {
    float[] before = noise(1);
    float[] after = before.clone();
    float[] twin = before.clone();
    kernel.gain(after, 7, length, 0.25f, 2f);
    scalar.gain(twin, 7, length, 0.25f, 2f);
    assertArrayEquals(twin, after, 0f);
    double[] truth = new double[length];
    for (int i = 0; i < length; i++) {
      truth[i] = before[7 + i] * (0.25 + 1.75 * i / length);
    }
    assertRun(before, after, 7, truth, 3e-6);
  }

  @Test
  void constantGainIsOneProduct() {
    float[] before = noise(1);
    float[] after = before.clone();
    kernel.gain(after, 0, TOTAL, 0.3f, 0.3f);
    for (int i = 0; i < TOTAL; i++) {
      assertEquals(before[i] * 0.3f, after[i]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 8, 15, 16, 17, 33, 160, 481})
  void mixAddsWithAMovingGain(int length) {
    float[] before = noise(1);
    float[] after = before.clone();
    float[] twin = before.clone();
    float[] x = noise(2);
    kernel.mix(after, 5, x, 3, length, 1f, -1f);
    scalar.mix(twin, 5, x, 3, length, 1f, -1f);
    assertArrayEquals(twin, after, 0f);
    double[] truth = new double[length];
    for (int i = 0; i < length; i++) {
      truth[i] = before[5 + i] + x[3 + i] * (1 - 2.0 * i / length);
    }
    assertRun(before, after, 5, truth, 3e-6);
    assertArrayEquals(noise(2), x);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 8, 15, 16, 17, 33, 160, 481})
  void windowIsAProductAlsoInPlace(int length) {
    float[] x = noise(1);
    float[] window = noise(2);
    float[] before = noise(3);
    float[] after = before.clone();
    kernel.window(x, 3, window, 1, after, 5, length);
    double[] truth = new double[length];
    for (int i = 0; i < length; i++) {
      truth[i] = x[3 + i] * window[1 + i];
    }
    assertRun(before, after, 5, truth, 0);
    float[] inPlace = x.clone();
    kernel.window(inPlace, 3, window, 1, inPlace, 3, length);
    assertRun(x, inPlace, 3, truth, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 8, 15, 16, 17, 33, 160, 481})
  void overlapAddAddsTheWindowed(int length) {
    float[] x = noise(1);
    float[] window = noise(2);
    float[] before = noise(3);
    float[] after = before.clone();
    float[] twin = before.clone();
    kernel.overlapAdd(after, 5, x, 3, window, 1, length);
    scalar.overlapAdd(twin, 5, x, 3, window, 1, length);
    assertArrayEquals(twin, after, 0f);
    double[] truth = new double[length];
    for (int i = 0; i < length; i++) {
      truth[i] = before[5 + i] + (double) x[3 + i] * window[1 + i];
    }
    assertRun(before, after, 5, truth, 2e-6);
  }

  /** The power-complementary window taken twice at half overlap is the signal again. */
  @Test
  void windowAndOverlapAddGiveTheSignalBack() {
    float[] signal = noise(1);
    int half = 60;
    float[] window = new float[2 * half];
    for (int i = 0; i < window.length; i++) {
      window[i] = (float) Math.sin(Math.PI * (i + 0.5) / window.length);
    }
    float[] sum = new float[TOTAL];
    float[] frame = new float[2 * half];
    for (int at = 0; at + 2 * half <= TOTAL; at += half) {
      kernel.window(signal, at, window, 0, frame, 0, 2 * half);
      kernel.overlapAdd(sum, at, frame, 0, window, 0, 2 * half);
    }
    assertArrayEquals(
        Arrays.copyOfRange(signal, half, TOTAL - half),
        Arrays.copyOfRange(sum, half, TOTAL - half),
        1e-6f);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6})
  void channelsGoSideBySideAndBack(int count) {
    for (int length : new int[] {0, 1, 3, 4, 8, 15, 16, 17, 33, 90}) {
      float[][] channels = new float[count][];
      for (int c = 0; c < count; c++) {
        channels[c] = noise(c);
      }
      float[] interleaved = new float[TOTAL];
      Arrays.fill(interleaved, 7f);
      kernel.interleave(channels, interleaved, length);
      for (int at = 0; at < TOTAL; at++) {
        float expected = at < count * length ? channels[at % count][at / count] : 7f;
        assertEquals(expected, interleaved[at]);
      }
      float[][] apart = new float[count][TOTAL];
      kernel.deinterleave(interleaved, apart, length);
      for (int c = 0; c < count; c++) {
        assertArrayEquals(Arrays.copyOf(Arrays.copyOf(channels[c], length), TOTAL), apart[c], 0f);
      }
    }
  }

  /** What lies beside the halves and the ends of the range, and what is no number. */
  @Test
  void pcm16RoundsHalvesUpwardsAndHoldsToTheRange() {
    float[] whole = {
      0f,
      0.5f,
      -0.5f,
      0.49999997f,
      -0.49999997f,
      1.5f,
      -1.5f,
      2.5f,
      -2.5f,
      -2.5001f,
      32_766.5f,
      32_767.4f,
      32_767.5f,
      40_000f,
      -32_768f,
      -32_768.5f,
      -32_769f,
      -1e30f,
      1e30f,
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      -0f,
      Float.MIN_VALUE,
      12_345.5f,
      -12_345.5f
    };
    short[] expected = {
      0, 1, 0, 0, 0, 2, -1, 3, -2, -3, 32_767, 32_767, 32_767, 32_767, -32_768, -32_768, -32_768,
      -32_768, 32_767, 0, 32_767, -32_768, 0, 0, 12_346, -12_345
    };
    for (int shift = 0; shift < 17; shift++) { // each once in every lane
      float[] x = new float[whole.length + shift];
      for (int i = 0; i < whole.length; i++) {
        x[shift + i] = whole[i] / SampleKernel.PCM16_SCALE;
      }
      byte[] pcm = new byte[2 * x.length];
      kernel.toPcm16(x, 0, pcm, 0, x.length);
      for (int i = 0; i < whole.length; i++) {
        int at = 2 * (shift + i);
        assertEquals(
            expected[i], (short) ((pcm[at] & 0xff) | (pcm[at + 1] << 8)), "of " + whole[i]);
      }
    }
  }

  @Test
  void pcm16TwinsAgreeOnAllMannersOfFloats() {
    Random random = new Random(1);
    float[] x = new float[19_001];
    for (int i = 0; i < x.length; i++) {
      x[i] =
          i % 4 == 0
              ? Float.intBitsToFloat(random.nextInt())
              : i % 4 == 1
                  ? (random.nextInt(131_072) - 65_536) / 2f / SampleKernel.PCM16_SCALE
                  : random.nextFloat(-1.1f, 1.1f);
    }
    byte[] expected = new byte[2 * x.length];
    byte[] actual = new byte[2 * x.length];
    scalar.toPcm16(x, 0, expected, 0, x.length);
    kernel.toPcm16(x, 0, actual, 0, x.length);
    assertArrayEquals(expected, actual);
    AudioFrame frame = new AudioFrame(new StreamFormat(48_000, 1, x.length));
    System.arraycopy(x, 0, frame.channel(0), 0, x.length);
    Pcm16.encode(frame, expected);
    assertArrayEquals(expected, actual, "as frames are encoded");
  }

  @Test
  void everyPcm16ValueSurvivesTheWayThereAndBack() {
    byte[] pcm = new byte[2 * 65_536 + 3];
    for (int i = 0; i < 65_536; i++) {
      pcm[3 + 2 * i] = (byte) i;
      pcm[3 + 2 * i + 1] = (byte) (i >> 8);
    }
    float[] x = new float[65_536 + 1];
    kernel.fromPcm16(pcm, 3, x, 1, 65_536);
    for (int i = 0; i < 65_536; i++) {
      assertEquals((short) i / 32_768f, x[1 + i]);
    }
    byte[] back = new byte[pcm.length];
    kernel.toPcm16(x, 1, back, 3, 65_536);
    assertArrayEquals(pcm, back);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 15, 16, 17, 33})
  void pcm16WritesNothingElse(int length) {
    byte[] pcm = new byte[200];
    Arrays.fill(pcm, (byte) 7);
    float[] x = new float[100];
    Arrays.fill(x, 1f);
    kernel.toPcm16(x, 3, pcm, 5, length);
    for (int at = 0; at < pcm.length; at++) {
      boolean inside = at >= 5 && at < 5 + 2 * length;
      assertEquals(inside ? at % 2 == 1 ? -1 : 127 : 7, pcm[at], "at " + at);
    }
    kernel.fromPcm16(pcm, 5, x, 3, length);
    for (int i = 0; i < x.length; i++) {
      assertEquals(i >= 3 && i < 3 + length ? 32_767 / 32_768f : 1f, x[i]);
    }
  }

  @Test
  void doesNotAllocate() {
    assumeTrue(
        Kernels.kind() == KernelKind.SCALAR || !Lanes.areEmulated(),
        "skipped: vectors larger than the machine's are objects");
    float[] x = noise(1);
    float[] y = noise(2);
    float[] both = new float[2 * TOTAL];
    float[][] channels = {x, y};
    byte[] pcm = new byte[2 * TOTAL];
    long bytes =
        Allocation.bytes(
            10_000,
            1_000,
            () -> {
              kernel.gain(both, 0, TOTAL, 0f, 1f);
              kernel.mix(both, 0, x, 0, TOTAL, 0f, 1f);
              kernel.window(x, 0, y, 0, both, 0, TOTAL);
              kernel.overlapAdd(both, 0, x, 0, y, 0, TOTAL);
              kernel.interleave(channels, both, TOTAL);
              kernel.deinterleave(both, channels, TOTAL);
              kernel.toPcm16(x, 0, pcm, 0, TOTAL);
              kernel.fromPcm16(pcm, 0, both, 0, TOTAL);
            });
    assertEquals(0, bytes);
  }
}
