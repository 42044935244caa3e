package org.silenzio.kernel;

/** The reference: defines the result, runs on every JVM, and finishes the SIMD twin's tail. */
final class ScalarDotKernel implements DotKernel {

  @Override
  public float dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
    return sum(a, aOffset, b, bOffset, length);
  }

  static float sum(float[] a, int aOffset, float[] b, int bOffset, int length) {
    // four sums: the additions of one would each wait for the last
    float s0 = 0f;
    float s1 = 0f;
    float s2 = 0f;
    float s3 = 0f;
    int unrolledEnd = length & ~3;
    for (int i = 0; i < unrolledEnd; i += 4) {
      s0 += a[aOffset + i] * b[bOffset + i];
      s1 += a[aOffset + i + 1] * b[bOffset + i + 1];
      s2 += a[aOffset + i + 2] * b[bOffset + i + 2];
      s3 += a[aOffset + i + 3] * b[bOffset + i + 3];
    }
    for (int i = unrolledEnd; i < length; i++) {
      s0 += a[aOffset + i] * b[bOffset + i];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
