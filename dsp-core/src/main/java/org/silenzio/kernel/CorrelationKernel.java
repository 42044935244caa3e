package org.silenzio.kernel;

/**
 * Inner products of one run of floats with another at many places, for searches of delays and
 * periods.
 *
 * <p>Stateless, so safe from any thread. Each sum is added in the order of the run, so the twins
 * agree bit for bit, with each other and with a plain loop.
 */
public sealed interface CorrelationKernel permits ScalarCorrelationKernel, SimdCorrelationKernel {

  /**
   * Sums {@code x[xOffset + i] * y[yOffset + lag + i]} over {@code 0 <= i < length} for each {@code
   * 0 <= lag < lags}. Does not allocate.
   *
   * @param x the run
   * @param xOffset its first element
   * @param length how long it is
   * @param y what it is compared with
   * @param yOffset the first element at lag 0
   * @param sums receives the sums
   * @param lags how many
   */
  void atLags(float[] x, int xOffset, int length, float[] y, int yOffset, float[] sums, int lags);

  /**
   * Sums {@code x[xOffset + i] * y[places[p] + i]} over {@code 0 <= i < length} for each {@code 0
   * <= p < count}. Does not allocate.
   *
   * @param x the run
   * @param xOffset its first element
   * @param length how long it is
   * @param y what it is compared with
   * @param places the first elements
   * @param sums receives the sums
   * @param count how many
   */
  default void atPlaces(
      float[] x, int xOffset, int length, float[] y, int[] places, float[] sums, int count) {
    int p = 0;
    // several at once: the additions of one sum wait for each other
    for (; p + 4 <= count; p += 4) {
      int a = places[p];
      int b = places[p + 1];
      int c = places[p + 2];
      int d = places[p + 3];
      float sumA = 0f;
      float sumB = 0f;
      float sumC = 0f;
      float sumD = 0f;
      for (int i = 0; i < length; i++) {
        float value = x[xOffset + i];
        sumA += value * y[a + i];
        sumB += value * y[b + i];
        sumC += value * y[c + i];
        sumD += value * y[d + i];
      }
      sums[p] = sumA;
      sums[p + 1] = sumB;
      sums[p + 2] = sumC;
      sums[p + 3] = sumD;
    }
    for (; p < count; p++) {
      float sum = 0f;
      for (int i = 0; i < length; i++) {
        sum += x[xOffset + i] * y[places[p] + i];
      }
      sums[p] = sum;
    }
  }
}
