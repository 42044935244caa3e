package org.silenzio.echo;

import java.util.Arrays;
import org.silenzio.kernel.KalmanKernel;

/** A split spectrum, with room up to a whole number of the kernel's blocks. */
final class Spectrum {

  final float[] re;
  final float[] im;

  Spectrum(int bins) {
    re = new float[padded(bins)];
    im = new float[padded(bins)];
  }

  /** So many bins, rounded up to whole blocks. */
  static int padded(int bins) {
    return Math.ceilDiv(bins, KalmanKernel.BLOCK_BINS) * KalmanKernel.BLOCK_BINS;
  }

  /** The power of each bin. */
  void power(float[] power, int bins) {
    for (int k = 0; k < bins; k++) {
      power[k] = re[k] * re[k] + im[k] * im[k];
    }
  }

  /** Adds the power of each bin. */
  void addPower(float[] power, int bins) {
    for (int k = 0; k < bins; k++) {
      power[k] += re[k] * re[k] + im[k] * im[k];
    }
  }

  /** The power of a run of bins together. */
  float power(int from, int to) {
    float sum = 0f;
    for (int k = from; k < to; k++) {
      sum += re[k] * re[k] + im[k] * im[k];
    }
    return sum;
  }

  /** The mean of a run of powers; four sums, for an addition waits for the one before it. */
  static float mean(float[] power, int from, int to) {
    float a = 0f;
    float b = 0f;
    float c = 0f;
    float d = 0f;
    int k = from;
    for (; k < to - 3; k += 4) {
      a += power[k];
      b += power[k + 1];
      c += power[k + 2];
      d += power[k + 3];
    }
    for (; k < to; k++) {
      a += power[k];
    }
    return (a + b + (c + d)) / (to - from);
  }

  void clear() {
    Arrays.fill(re, 0f);
    Arrays.fill(im, 0f);
  }
}
