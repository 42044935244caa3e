package org.silenzio.kernel;

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
  public void spread(byte[] input, int inputs, int[] spread) {
    for (int i = 0; i < inputs; i++) {
      Arrays.fill(spread, i * BLOCK_ROWS, (i + 1) * BLOCK_ROWS, input[i]);
    }
  }

  @Override
  public void blocks(byte[] weights, int[] columns, int[] ends, int[] spread, int[] sums) {
    int block = 0;
    for (int group = 0; group < ends.length; group++) {
      int to = group * BLOCK_ROWS;
      Arrays.fill(sums, to, to + BLOCK_ROWS, 0);
      for (; block < ends[group]; block++) {
        int from = columns[block] * BLOCK_ROWS;
        int at = block * BLOCK_SIZE;
        for (int c = 0; c < BLOCK_COLUMNS; c++) {
          int x = spread[from + c * BLOCK_ROWS];
          for (int r = 0; r < BLOCK_ROWS; r++) {
            sums[to + r] += weights[at + c * BLOCK_ROWS + r] * x;
          }
        }
      }
    }
  }
}
