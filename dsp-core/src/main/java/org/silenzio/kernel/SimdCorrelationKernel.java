package org.silenzio.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API twin; only {@link Kernels} names it, once the module is known to be there. A lane
 * is a lag, so that every sum keeps its order.
 */
final class SimdCorrelationKernel implements CorrelationKernel {

  private static final VectorSpecies<Float> LANES = Lanes.FLOATS;
  private static final int STEP = LANES.length();

  @Override
  public void atLags(
      float[] x, int xOffset, int length, float[] y, int yOffset, float[] sums, int lags) {
    int lag = 0;
    // four vectors of lags at once: each waits for its last addition
    for (; lag + 4 * STEP <= lags; lag += 4 * STEP) {
      FloatVector a = FloatVector.zero(LANES);
      FloatVector b = FloatVector.zero(LANES);
      FloatVector c = FloatVector.zero(LANES);
      FloatVector d = FloatVector.zero(LANES);
      for (int i = 0; i < length; i++) {
        float value = x[xOffset + i];
        int at = yOffset + lag + i;
        a = a.add(fromArray(LANES, y, at).mul(value));
        b = b.add(fromArray(LANES, y, at + STEP).mul(value));
        c = c.add(fromArray(LANES, y, at + 2 * STEP).mul(value));
        d = d.add(fromArray(LANES, y, at + 3 * STEP).mul(value));
      }
      a.intoArray(sums, lag);
      b.intoArray(sums, lag + STEP);
      c.intoArray(sums, lag + 2 * STEP);
      d.intoArray(sums, lag + 3 * STEP);
    }
    for (; lag + STEP <= lags; lag += STEP) {
      FloatVector a = FloatVector.zero(LANES);
      for (int i = 0; i < length; i++) {
        a = a.add(fromArray(LANES, y, yOffset + lag + i).mul(x[xOffset + i]));
      }
      a.intoArray(sums, lag);
    }
    if (lag < lags) {
      VectorMask<Float> there = LANES.indexInRange(lag, lags);
      FloatVector a = FloatVector.zero(LANES);
      for (int i = 0; i < length; i++) {
        a = a.add(fromArray(LANES, y, yOffset + lag + i, there).mul(x[xOffset + i]));
      }
      a.intoArray(sums, lag, there);
    }
  }
}
