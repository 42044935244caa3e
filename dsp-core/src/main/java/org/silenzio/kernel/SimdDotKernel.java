package org.silenzio.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The Vector API twin; only {@link Kernels} names it, once the module is known to be there. */
final class SimdDotKernel implements DotKernel {

  static final VectorSpecies<Float> LANES = Lanes.FLOATS;

  @Override
  public float dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
    int step = LANES.length();
    // two sums: the additions of one would each wait for the last
    FloatVector even = FloatVector.zero(LANES);
    FloatVector odd = FloatVector.zero(LANES);
    int i = 0;
    for (int pairsEnd = length - length % (2 * step); i < pairsEnd; i += 2 * step) {
      even = even.add(fromArray(LANES, a, aOffset + i).mul(fromArray(LANES, b, bOffset + i)));
      odd =
          odd.add(
              fromArray(LANES, a, aOffset + i + step).mul(fromArray(LANES, b, bOffset + i + step)));
    }
    if (length - i >= step) {
      even = even.add(fromArray(LANES, a, aOffset + i).mul(fromArray(LANES, b, bOffset + i)));
      i += step;
    }
    return even.add(odd).reduceLanes(VectorOperators.ADD)
        + ScalarDotKernel.sum(a, aOffset + i, b, bOffset + i, length - i);
  }
}
