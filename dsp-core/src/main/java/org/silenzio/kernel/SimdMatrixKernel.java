package org.silenzio.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.silenzio.kernel.Int8Matrix.BLOCK_ROWS;
import static org.silenzio.kernel.Int8Matrix.BLOCK_SIZE;
import static org.silenzio.kernel.Int8Matrix.RUN_BLOCKS;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
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

  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, LANES.vectorShape());

  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(LANES.vectorBitSize() / Short.BYTES));

  /** The rows of a block. Larger vectors that overlap would cost more than they save. */
  private static final VectorSpecies<Short> COLUMN = ShortVector.SPECIES_128;

  private static final int STEP = LANES.length();
  private static final int HALF_ROWS = BLOCK_ROWS / 2;
  private static final VectorShuffle<Integer> HALVES_SWAPPED =
      VectorShuffle.fromOp(INTS, lane -> lane ^ (STEP / 2));
  private static final VectorShuffle<Integer> COLUMNS_SWAPPED =
      VectorShuffle.fromOp(INTS, lane -> (lane ^ HALF_ROWS) % STEP);

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
  public void spread(byte[] input, int inputs, short[] spread) {
    for (int i = 0; i < inputs; i++) {
      ShortVector.broadcast(COLUMN, input[i]).intoArray(spread, i * BLOCK_ROWS);
    }
  }

  @Override
  public void multiply(Int8Matrix matrix, short[] spread, int[] sums) {
    byte[] weights = matrix.weights;
    int[] columns = matrix.columns;
    int at = 0;
    int block = 0;
    for (int group = 0; group < matrix.groupEnds.length; group++) {
      IntVector lower = IntVector.zero(INTS);
      IntVector upper = IntVector.zero(INTS);
      int end = matrix.groupEnds[group] * RUN_BLOCKS;
      for (; block < end; block += RUN_BLOCKS) {
        int a = columns[block] * BLOCK_ROWS;
        int b = columns[block + 1] * BLOCK_ROWS;
        int c = columns[block + 2] * BLOCK_ROWS;
        int d = columns[block + 3] * BLOCK_ROWS;
        for (int i = 0; i < BLOCK_SIZE; i += SHORTS.length(), at += SHORTS.length()) {
          ByteVector first = ByteVector.fromArray(BYTES, weights, at);
          ByteVector second = ByteVector.fromArray(BYTES, weights, at + BLOCK_SIZE);
          ByteVector third = ByteVector.fromArray(BYTES, weights, at + 2 * BLOCK_SIZE);
          ByteVector fourth = ByteVector.fromArray(BYTES, weights, at + 3 * BLOCK_SIZE);
          ShortVector sum =
              ((ShortVector) first.convertShape(VectorOperators.B2S, SHORTS, 0))
                  .mul(ShortVector.fromArray(SHORTS, spread, a + i))
                  .add(
                      ((ShortVector) second.convertShape(VectorOperators.B2S, SHORTS, 0))
                          .mul(ShortVector.fromArray(SHORTS, spread, b + i)))
                  .add(
                      ((ShortVector) third.convertShape(VectorOperators.B2S, SHORTS, 0))
                          .mul(ShortVector.fromArray(SHORTS, spread, c + i)))
                  .add(
                      ((ShortVector) fourth.convertShape(VectorOperators.B2S, SHORTS, 0))
                          .mul(ShortVector.fromArray(SHORTS, spread, d + i)));
          // a place of 32 bits holds a row of the lower half and one of the upper half
          IntVector pairs = sum.reinterpretAsInts();
          lower =
              lower.add(
                  pairs.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16));
          upper = upper.add(pairs.lanewise(VectorOperators.ASHR, 16));
        }
        at += (RUN_BLOCKS - 1) * BLOCK_SIZE;
      }
      // columns lie side by side, as many as the vector has places
      if (STEP > 2 * HALF_ROWS) {
        lower = lower.add(lower.rearrange(HALVES_SWAPPED));
        upper = upper.add(upper.rearrange(HALVES_SWAPPED));
      }
      if (STEP > HALF_ROWS) {
        lower = lower.add(lower.rearrange(COLUMNS_SWAPPED));
        upper = upper.add(upper.rearrange(COLUMNS_SWAPPED));
      }
      // what lies beyond is overwritten later
      lower.intoArray(sums, group * BLOCK_ROWS);
      upper.intoArray(sums, group * BLOCK_ROWS + HALF_ROWS);
    }
  }
}
