package org.silenzio.noise;

import java.util.Arrays;

/**
 * The bands in which a background is learnt: a sixth of their frequency wide, and wide enough that
 * their power is no matter of chance. They leave out what lies below 100 Hz, which is offset and
 * mains rather than background, and the bin of half the rate.
 */
final class NoiseBands {

  private static final double LEAST_HZ = 100;
  private static final int LEAST_BINS = 4;
  private static final double WIDTH = 1 / 6.0;

  /** Where each begins, and behind the last one its end. */
  private final int[] starts;

  /**
   * Lays the bands out.
   *
   * @param sampleRateHz samples per second
   * @param length samples of a transform
   */
  NoiseBands(int sampleRateHz, int length) {
    int end = length / 2;
    int[] found = new int[end + 1];
    int count = 0;
    int at = (int) Math.ceil(LEAST_HZ * length / sampleRateHz);
    while (at < end) {
      found[count++] = at;
      at += Math.max(LEAST_BINS, (int) Math.round(WIDTH * at));
    }
    found[count] = end;
    starts = Arrays.copyOf(found, count + 1);
  }

  int count() {
    return starts.length - 1;
  }

  /** The first bin of a band; that of the last one's successor is its end. */
  int start(int band) {
    return starts[band];
  }

  /** The mean power of each band's bins. */
  void means(float[] re, float[] im, float[] power) {
    for (int b = 0; b < power.length; b++) {
      float sum = 0f;
      for (int k = starts[b]; k < starts[b + 1]; k++) {
        sum += re[k] * re[k] + im[k] * im[k];
      }
      power[b] = sum / (starts[b + 1] - starts[b]);
    }
  }
}
