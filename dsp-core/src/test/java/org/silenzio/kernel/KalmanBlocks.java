package org.silenzio.kernel;

import static org.silenzio.kernel.KalmanKernel.BLOCK_BINS;

import java.util.Random;

/** Random input for kernels that work on blocks of bins. */
final class KalmanBlocks {

  /** Blocks begin somewhere, not at 0. */
  static final int AT = 3 * BLOCK_BINS;

  private KalmanBlocks() {}

  static float[] random(long seed, int length) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** A block's taps from {@link #AT} on, and one tap more. */
  static float[] block(long seed, int taps) {
    return random(seed, AT + (taps + 1) * BLOCK_BINS);
  }
}
