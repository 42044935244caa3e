package org.silenzio.rnnoise;

/** A second-order high-pass filter at about 15 Hz, in transposed direct form. */
final class DcReject {

  private static final double A1 = -1.99599f;
  private static final double A2 = 0.99600f;

  /** Below what any sample of 16 bits leaves; what fades on would end in slow denormals. */
  private static final float FADED = 1e-15f;

  private float memory1;
  private float memory2;

  void filter(float[] in, float[] out) {
    float m1 = memory1;
    float m2 = memory2;
    for (int i = 0; i < in.length; i++) {
      double x = in[i];
      float y = in[i] + m1;
      m1 = (float) (m2 + (-2 * x - A1 * y));
      m2 = (float) (x - A2 * y);
      out[i] = y;
    }
    memory1 = Math.abs(m1) < FADED ? 0f : m1;
    memory2 = Math.abs(m2) < FADED ? 0f : m2;
  }

  void reset() {
    memory1 = 0f;
    memory2 = 0f;
  }
}
