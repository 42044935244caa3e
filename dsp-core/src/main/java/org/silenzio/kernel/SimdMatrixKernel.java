package org.silenzio.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API twin; only {@link Kernels} names it, once the module is known to be there. No
 * helper hands vectors over, as in {@link SimdActivationKernel}.
 */
final class SimdMatrixKernel implements MatrixKernel {

  private static final VectorSpecies<Float> LANES = Lanes.FLOATS;
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, LANES.vectorShape());

  /** A quarter of the vector's bits, but never less than there is. */
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(
          byte.class, VectorShape.forBitSize(Math.max(64, LANES.vectorBitSize() / Float.BYTES)));

  private static final int STEP = LANES.length();
  private static final VectorShuffle<Integer> HALVES_SWAPPED =
      VectorShuffle.fromOp(INTS, lane -> lane ^ (STEP / 2));

  @Override
  public void dense(float[] weights, float[] input, int inputs, float[] output, int outputs) {
    int o = 0;
    // four vectors of outputs at once: each waits for its last addition
    for (; o + 4 * STEP <= outputs; o += 4 * STEP) {
      FloatVector a = FloatVector.zero(LANES);
      FloatVector b = FloatVector.zero(LANES);
      FloatVector c = FloatVector.zero(LANES);
      FloatVector d = FloatVector.zero(LANES);
      int at = o;
      for (int i = 0; i < inputs; i++, at += outputs) {
        float x = input[i];
        a = a.add(fromArray(LANES, weights, at).mul(x));
        b = b.add(fromArray(LANES, weights, at + STEP).mul(x));
        c = c.add(fromArray(LANES, weights, at + 2 * STEP).mul(x));
        d = d.add(fromArray(LANES, weights, at + 3 * STEP).mul(x));
      }
      a.intoArray(output, o);
      b.intoArray(output, o + STEP);
      c.intoArray(output, o + 2 * STEP);
      d.intoArray(output, o + 3 * STEP);
    }
    for (; o + STEP <= outputs; o += STEP) {
      FloatVector a = FloatVector.zero(LANES);
      int at = o;
      for (int i = 0; i < inputs; i++, at += outputs) {
        a = a.add(fromArray(LANES, weights, at).mul(input[i]));
      }
      a.intoArray(output, o);
    }
    for (; o < outputs; o++) {
      float sum = 0f;
      for (int i = 0; i < inputs; i++) {
        sum += weights[i * outputs + o] * input[i];
      }
      output[o] = sum;
    }
  }

  @Override
  public void spread(byte[] input, int inputs, int[] spread) {
    for (int i = 0; i < inputs; i++) {
      IntVector x = IntVector.broadcast(INTS, input[i]);
      x.intoArray(spread, i * BLOCK_ROWS);
      if (STEP == 4) {
        x.intoArray(spread, i * BLOCK_ROWS + 4);
      }
    }
  }

  @Override
  public void blocks(byte[] weights, int[] columns, int[] ends, int[] spread, int[] sums) {
    if (STEP == 4) {
      blocks4(weights, columns, ends, spread, sums);
      return;
    }
    int block = 0;
    for (int group = 0; group < ends.length; group++) {
      IntVector even = IntVector.zero(INTS);
      IntVector odd = IntVector.zero(INTS);
      for (int end = ends[group]; block < end; block++) {
        int x = columns[block] * BLOCK_ROWS;
        int w = block * BLOCK_SIZE;
        for (int i = 0; i < BLOCK_SIZE; i += 2 * STEP) {
          ByteVector evenWeights = ByteVector.fromArray(BYTES, weights, w + i);
          ByteVector oddWeights = ByteVector.fromArray(BYTES, weights, w + i + STEP);
          IntVector evenWide = (IntVector) evenWeights.convertShape(VectorOperators.B2I, INTS, 0);
          IntVector oddWide = (IntVector) oddWeights.convertShape(VectorOperators.B2I, INTS, 0);
          even = even.add(evenWide.mul(IntVector.fromArray(INTS, spread, x + i)));
          odd = odd.add(oddWide.mul(IntVector.fromArray(INTS, spread, x + i + STEP)));
        }
      }
      IntVector sum = even.add(odd);
      if (STEP == 16) { // two columns side by side; what lies beyond eight is overwritten later
        sum = sum.add(sum.rearrange(HALVES_SWAPPED));
      }
      sum.intoArray(sums, group * BLOCK_ROWS);
    }
  }

  /** A vector holds half a column, and the smallest vector of bytes a whole one. */
  private static void blocks4(byte[] weights, int[] columns, int[] ends, int[] spread, int[] sums) {
    int block = 0;
    for (int group = 0; group < ends.length; group++) {
      IntVector upper = IntVector.zero(INTS);
      IntVector lower = IntVector.zero(INTS);
      for (int end = ends[group]; block < end; block++) {
        int x = columns[block] * BLOCK_ROWS;
        int w = block * BLOCK_SIZE;
        for (int c = 0; c < BLOCK_SIZE; c += BLOCK_ROWS) {
          ByteVector column = ByteVector.fromArray(BYTES, weights, w + c);
          IntVector top = (IntVector) column.convertShape(VectorOperators.B2I, INTS, 0);
          IntVector bottom = (IntVector) column.convertShape(VectorOperators.B2I, INTS, 1);
          IntVector input = IntVector.fromArray(INTS, spread, x + c);
          upper = upper.add(top.mul(input));
          lower = lower.add(bottom.mul(input));
        }
      }
      upper.intoArray(sums, group * BLOCK_ROWS);
      lower.intoArray(sums, group * BLOCK_ROWS + 4);
    }
  }
}
