package org.silenzio.kernel;

/**
 * Matrix-vector products as small networks need them. Stateless, so safe from any thread.
 *
 * <p>{@link #blocks} is exact, so the twins agree; {@link #dense} adds each output's products in
 * the order of the inputs in both twins, so they agree bit for bit.
 */
public sealed interface MatrixKernel permits ScalarMatrixKernel, SimdMatrixKernel {

  /** Rows of a block. */
  int BLOCK_ROWS = 8;

  /** Columns of a block. */
  int BLOCK_COLUMNS = 4;

  /** Weights of a block. */
  int BLOCK_SIZE = BLOCK_ROWS * BLOCK_COLUMNS;

  /**
   * {@code output[o] = Σ weights[i * outputs + o] * input[i]}. Does not allocate.
   *
   * @param weights inputs times outputs, an input's weights side by side
   * @param input the inputs
   * @param inputs how many
   * @param output receives the sums
   * @param outputs how many
   */
  void dense(float[] weights, float[] input, int inputs, float[] output, int outputs);

  /**
   * Repeats each input for every row of a block, as {@link #blocks} takes them. Does not allocate.
   *
   * @param input the inputs
   * @param inputs how many
   * @param spread receives {@link #BLOCK_ROWS} times as many, and may be overwritten up to that
   *     many beyond
   */
  void spread(byte[] input, int inputs, int[] spread);

  /**
   * A sparse product of small integers: of each group of eight rows only some blocks of four
   * columns are there. Does not allocate.
   *
   * @param weights {@link #BLOCK_SIZE} per block, a column's weights side by side
   * @param columns the first column of each block
   * @param ends for each group of rows, the block behind its last one
   * @param spread the inputs by {@link #spread}
   * @param sums receives eight sums for each group; as many again may be overwritten behind them
   */
  void blocks(byte[] weights, int[] columns, int[] ends, int[] spread, int[] sums);
}
