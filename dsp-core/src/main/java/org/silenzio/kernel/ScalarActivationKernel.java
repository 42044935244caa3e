package org.silenzio.kernel;

/** The reference: defines the result, runs on every JVM, and finishes the SIMD twin's tail. */
final class ScalarActivationKernel implements ActivationKernel {

  static final float N0 = 952.528f;
  static final float N1 = 96.39236f;
  static final float N2 = 0.6086304f;
  static final float D0 = 952.724f;
  static final float D1 = 413.368f;
  static final float D2 = 11.886009f;

  @Override
  public void tanh(float[] x, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      x[i] = tanh(x[i]);
    }
  }

  @Override
  public void sigmoid(float[] x, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      x[i] = sigmoid(x[i]);
    }
  }

  static float sigmoid(float x) {
    return 0.5f + 0.5f * tanh(0.5f * x);
  }

  static float tanh(float x) {
    // beyond, the quotient is out of its range anyway, and x⁴ could become infinite
    float held = Math.max(-16f, Math.min(16f, x));
    float square = held * held;
    float numerator = ((N2 * square + N1) * square + N0) * held;
    float denominator = (D2 * square + D1) * square + D0;
    return Math.max(-1f, Math.min(1f, numerator / denominator));
  }
}
