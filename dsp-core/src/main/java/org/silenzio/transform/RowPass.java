package org.silenzio.transform;

/**
 * One pass of {@link RowFft}: butterflies over rows that lie m·s apart, to rows s apart.
 *
 * <p>Of a transform of n = radix·m points, done s times interleaved, it makes radix interleaved
 * transforms of m points each.
 */
sealed interface RowPass permits Radix2Pass, Radix3Pass, Radix4Pass, Radix5Pass {

  /**
   * A pass.
   *
   * @param radix 2, 3, 4 or 5
   * @param m the points that remain to be transformed
   * @param s how many transforms are interleaved
   */
  static RowPass of(int radix, int m, int s) {
    return switch (radix) {
      case 2 -> new Radix2Pass(m, s);
      case 3 -> new Radix3Pass(m, s);
      case 4 -> new Radix4Pass(m, s);
      case 5 -> new Radix5Pass(m, s);
      default -> throw new IllegalArgumentException("radix is " + radix + ", allowed: 2 to 5");
    };
  }

  /** For p = 1 … m − 1 and j = 1 … radix − 1 the cosine and the negative sine of 2πpj/(radix·m). */
  static float[] twiddles(int m, int radix) {
    int n = radix * m;
    float[] table = new float[(m - 1) * (radix - 1) * 2];
    int at = 0;
    for (int p = 1; p < m; p++) {
      for (int j = 1; j < radix; j++) {
        double angle = 2 * Math.PI * ((long) p * j % n) / n;
        table[at++] = (float) Math.cos(angle);
        table[at++] = (float) -Math.sin(angle);
      }
    }
    return table;
  }

  /**
   * Runs it. [audio]
   *
   * @param xRe real parts of the rows, left as they are
   * @param xIm imaginary parts
   * @param yRe receives real parts, another array
   * @param yIm receives imaginary parts
   */
  void run(float[] xRe, float[] xIm, float[] yRe, float[] yIm);
}
