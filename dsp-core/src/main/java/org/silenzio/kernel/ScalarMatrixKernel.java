package org.silenzio.kernel;

import static org.silenzio.kernel.Int8Matrix.BLOCK_ROWS;
import static org.silenzio.kernel.Int8Matrix.BLOCK_SIZE;
import static org.silenzio.kernel.Int8Matrix.RUN_BLOCKS;

import java.util.Arrays;

/** The reference: defines the result and runs on every JVM. */
final class ScalarMatrixKernel implements MatrixKernel {

  @Override
  public void dense(float[] weights, float[] input, int inputs, float[] output, int outputs) {
    Arrays.fill(output, 0, outputs, 0f);
    for (int i = 0; i < inputs; i++) {
      float x = input[i];
      int at = i * outputs;
      for (int o = 0; o < outputs; o++) {
        output[o] += weights[at + o] * x;
      }
    }
  }

  @Override
  public void spread(byte[] input, int inputs, short[] spread) {
    for (int i = 0; i < inputs; i++) {
      Arrays.fill(spread, i * BLOCK_ROWS, (i + 1) * BLOCK_ROWS, input[i]);
    }
  }

  @Override
  public void multiply(Int8Matrix matrix, short[] spread, int[] sums) {
    byte[] weights = matrix.weights;
    int block = 0;
    for (int group = 0; group < matrix.groupEnds.length; group++) {
      int to = group * BLOCK_ROWS;
      int s0 = 0;
      int s1 = 0;
      int s2 = 0;
      int s3 = 0;
      int s4 = 0;
      int s5 = 0;
      int s6 = 0;
      int s7 = 0;
      for (int end = matrix.groupEnds[group] * RUN_BLOCKS; block < end; block++) {
        int at = block * BLOCK_SIZE;
        int from = matrix.columns[block] * BLOCK_ROWS;
        for (int c = 0; c < BLOCK_SIZE; c += BLOCK_ROWS, at += BLOCK_ROWS) {
          int x = spread[from + c];
          s0 += weights[at] * x;
          s1 += weights[at + 1] * x;
          s2 += weights[at + 2] * x;
          s3 += weights[at + 3] * x;
          s4 += weights[at + 4] * x;
          s5 += weights[at + 5] * x;
          s6 += weights[at + 6] * x;
          s7 += weights[at + 7] * x;
        }
      }
      // each row from its Int8Matrix.place
      sums[to] = s0;
      sums[to + 1] = s2;
      sums[to + 2] = s4;
      sums[to + 3] = s6;
      sums[to + 4] = s1;
      sums[to + 5] = s3;
      sums[to + 6] = s5;
      sums[to + 7] = s7;
    }
  }
}
