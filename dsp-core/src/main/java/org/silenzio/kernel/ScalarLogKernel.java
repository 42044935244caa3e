package org.silenzio.kernel;

/** The reference: defines the result, runs on every JVM, and finishes the SIMD twin's tail. */
final class ScalarLogKernel implements LogKernel {

  /** The bits of √½, where the mantissas' range begins, so that values around 1 have exponent 0. */
  static final int ROOT_HALF_BITS = 0x3f3504f3;

  static final int MANTISSA_BITS = 23;

  /** Lifts denormal values into the range of normal ones. */
  static final float LIFT = 0x1p24f;

  static final float LIFT_EXPONENT = 24f;

  // log2((1 + s) / (1 − s)) / s in s², fitted at Chebyshev's points for |s| < 0.1716
  static final float L0 = 2.88539f;
  static final float L1 = 0.96179885f;
  static final float L2 = 0.5767145f;
  static final float L3 = 0.431733f;

  // (2^f − 1) / f, fitted at Chebyshev's points for |f| ≤ ½
  static final float E0 = 0.6931472f;
  static final float E1 = 0.2402265f;
  static final float E2 = 0.05550357f;
  static final float E3 = 0.009618057f;
  static final float E4 = 0.0013390867f;
  static final float E5 = 0.00015461448f;

  /** Beyond these the result is ∞ or 0 in any case. */
  static final float LARGEST = 128f;

  static final float SMALLEST = -151f;

  /** Adding and subtracting it rounds to a whole number. */
  static final float ROUNDING = 0x1.8p23f;

  static final int EXPONENT_BIAS = 127;

  @Override
  public void log2(float[] x, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      x[i] = log2(x[i]);
    }
  }

  @Override
  public void exp2(float[] x, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      x[i] = exp2(x[i]);
    }
  }

  static float log2(float x) {
    boolean denormal = x < Float.MIN_NORMAL;
    float lifted = denormal ? x * LIFT : x;
    int bits = Float.floatToRawIntBits(lifted);
    int exponent = (bits - ROOT_HALF_BITS) >> MANTISSA_BITS;
    float mantissa = Float.intBitsToFloat(bits - (exponent << MANTISSA_BITS));
    float s = (mantissa - 1f) / (mantissa + 1f);
    float square = s * s;
    float log = (((L3 * square + L2) * square + L1) * square + L0) * s;
    float whole = (float) exponent - (denormal ? LIFT_EXPONENT : 0f);
    float sum = whole + log;
    if (x > 0f && x < Float.POSITIVE_INFINITY) {
      return sum;
    }
    return x == 0f ? Float.NEGATIVE_INFINITY : x < 0f ? Float.NaN : x;
  }

  static float exp2(float x) {
    float held = Math.max(SMALLEST, Math.min(LARGEST, x));
    float rounded = (held + ROUNDING) - ROUNDING;
    float f = held - rounded;
    float power = (((((E5 * f + E4) * f + E3) * f + E2) * f + E1) * f + E0) * f + 1f;
    int exponent = (int) rounded;
    // in two steps: the first is always exact, the second may end at ∞ or among denormal values
    int half = exponent >> 1;
    float first = Float.intBitsToFloat((half + EXPONENT_BIAS) << MANTISSA_BITS);
    float second = Float.intBitsToFloat((exponent - half + EXPONENT_BIAS) << MANTISSA_BITS);
    return power * first * second;
  }
}
