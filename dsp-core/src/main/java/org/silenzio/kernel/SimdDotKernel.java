package org.silenzio.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The Vector API twin; only {@link Kernels} names it, once the module is known to be there. */
final class SimdDotKernel implements DotKernel {

  private static final VectorSpecies<Float> LANES = Lanes.FLOATS;
  private static final VectorShuffle<Float> XOR_1 = xor(1);
  private static final VectorShuffle<Float> XOR_2 = xor(2);
  private static final VectorShuffle<Float> XOR_4 = xor(4);
  private static final VectorShuffle<Float> XOR_8 = xor(8);

  private static VectorShuffle<Float> xor(int bit) {
    return VectorShuffle.fromOp(LANES, lane -> (lane ^ bit) % LANES.length());
  }

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
    // halves upon halves: reduceLanes adds in one order before it is compiled and in another after
    FloatVector sum = even.add(odd);
    if (step == 16) {
      sum = sum.add(sum.rearrange(XOR_8));
    }
    if (step >= 8) {
      sum = sum.add(sum.rearrange(XOR_4));
    }
    sum = sum.add(sum.rearrange(XOR_2));
    sum = sum.add(sum.rearrange(XOR_1));
    return sum.lane(0) + ScalarDotKernel.sum(a, aOffset + i, b, bOffset + i, length - i);
  }
}
