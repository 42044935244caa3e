package org.silenzio.eval.metric.neural;

/**
 * The random numbers of numpy's {@code RandomState(seed)}, to the last bit or nearly: Mersenne
 * Twister (Matsumoto and Nishimura, MT19937, with the seeding of 2002), doubles of 53 bits, normal
 * numbers by Marsaglia's polar method, two at a time. One caller at a time.
 */
final class NumpyRandom {

  private static final int SIZE = 624;
  private static final int OFFSET = 397;
  private static final int TWIST = 0x9908b0df;
  private static final int UPPER = 0x80000000;
  private static final int SEEDING_FACTOR = 1_812_433_253;

  private final int[] state = new int[SIZE];
  private int index = SIZE;
  private double spareNormal = Double.NaN;

  NumpyRandom(int seed) {
    state[0] = seed;
    for (int i = 1; i < SIZE; i++) {
      state[i] = SEEDING_FACTOR * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  /** 32 random bits. */
  int nextInt() {
    if (index == SIZE) {
      refill();
    }
    int y = state[index++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  private void refill() {
    for (int i = 0; i < SIZE; i++) {
      int y = (state[i] & UPPER) | (state[(i + 1) % SIZE] & ~UPPER);
      state[i] = state[(i + OFFSET) % SIZE] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : TWIST);
    }
    index = 0;
  }

  /** An even number in [0, 1): numpy's {@code rand()}. */
  double nextDouble() {
    int high = nextInt() >>> 5; // 27 bits
    int low = nextInt() >>> 6; // 26 bits
    return (((long) high << 26) + low) * 0x1p-53;
  }

  /** A number of mean 0 and variance 1: numpy's {@code randn()}. */
  double nextNormal() {
    if (!Double.isNaN(spareNormal)) {
      double spare = spareNormal;
      spareNormal = Double.NaN;
      return spare;
    }
    double x;
    double y;
    double square;
    do {
      x = 2 * nextDouble() - 1;
      y = 2 * nextDouble() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    double scale = Math.sqrt(-2 * Math.log(square) / square);
    spareNormal = scale * x;
    return scale * y;
  }
}
