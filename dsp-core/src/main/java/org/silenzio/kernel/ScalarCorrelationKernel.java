package org.silenzio.kernel;

/** The reference: defines the result and runs on every JVM. */
final class ScalarCorrelationKernel implements CorrelationKernel {

  @Override
  public void atLags(
      float[] x, int xOffset, int length, float[] y, int yOffset, float[] sums, int lags) {
    int lag = 0;
    // several at once: the additions of one sum wait for each other
    for (; lag + 4 <= lags; lag += 4) {
      float a = 0f;
      float b = 0f;
      float c = 0f;
      float d = 0f;
      for (int i = 0; i < length; i++) {
        float value = x[xOffset + i];
        int at = yOffset + lag + i;
        a += value * y[at];
        b += value * y[at + 1];
        c += value * y[at + 2];
        d += value * y[at + 3];
      }
      sums[lag] = a;
      sums[lag + 1] = b;
      sums[lag + 2] = c;
      sums[lag + 3] = d;
    }
    for (; lag < lags; lag++) {
      float sum = 0f;
      for (int i = 0; i < length; i++) {
        sum += x[xOffset + i] * y[yOffset + lag + i];
      }
      sums[lag] = sum;
    }
  }
}
