package org.silenzio.kernel;

/**
 * The inner product of two runs of floats, the heart of every FIR filter.
 *
 * <p>Stateless, so safe from any thread. The twins add in different orders, so their results agree
 * within n·ε·Σ|a·b| (ε = 2^−24), not bit for bit.
 */
public sealed interface DotKernel permits ScalarDotKernel, SimdDotKernel {

  /**
   * Sums {@code a[aOffset + i] * b[bOffset + i]} for {@code 0 <= i < length}. Does not allocate.
   *
   * @param a one factor
   * @param aOffset its first element
   * @param b the other factor
   * @param bOffset its first element
   * @param length the number of products
   * @return the sum
   */
  float dot(float[] a, int aOffset, float[] b, int bOffset, int length);

  /**
   * The sum of the squares. Does not allocate.
   *
   * @param x the samples
   * @param offset the first one
   * @param length how many
   * @return the sum, within length·ε of it
   */
  default float energy(float[] x, int offset, int length) {
    return dot(x, offset, x, offset, length);
  }
}
