package org.silenzio.kernel;

/**
 * Matrix-vector products as small networks need them. Stateless, so safe from any thread.
 *
 * <p>{@link #multiply} is exact, so the twins agree; {@link #dense} adds each output's products in
 * the order of the inputs in both twins, so they agree bit for bit.
 */
public sealed interface MatrixKernel permits ScalarMatrixKernel, SimdMatrixKernel {

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
   * Repeats each input for every row of a block, as {@link #multiply} takes them. Does not
   * allocate.
   *
   * @param input the inputs
   * @param inputs how many
   * @param spread receives {@link Int8Matrix#BLOCK_ROWS} times as many
   */
  void spread(byte[] input, int inputs, short[] spread);

  /**
   * The product of a sparse matrix of small integers, exactly. Does not allocate.
   *
   * @param matrix the matrix
   * @param spread the inputs by {@link #spread}
   * @param sums receives the matrix' outputs; twice {@link Int8Matrix#BLOCK_ROWS} more may be
   *     overwritten behind them
   */
  void multiply(Int8Matrix matrix, short[] spread, int[] sums);
}
