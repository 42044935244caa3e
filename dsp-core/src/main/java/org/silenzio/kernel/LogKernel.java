package org.silenzio.kernel;

/**
 * Fast logarithm and power to the base 2, for gains, levels and masks. Natural ones are these times
 * a constant: ln x = log2(x)·ln 2, decibels of a power = log2(x)·3.0103.
 *
 * <p>Stateless, so safe from any thread. The twins agree bit for bit. Neither allocates.
 */
public sealed interface LogKernel permits ScalarLogKernel, SimdLogKernel {

  /** The relative error of {@link #log2}, at the most; the logarithm of 1 is exactly 0. */
  float LOG2_ERROR = 3e-7f;

  /**
   * The relative error of {@link #exp2}, at the most, where the result is at least {@link
   * Float#MIN_NORMAL}; below it is within {@link Float#MIN_VALUE}. Powers of whole numbers are
   * exact.
   */
  float EXP2_ERROR = 2e-7f;

  /**
   * Replaces values by their logarithm to the base 2, within {@link #LOG2_ERROR} of it, denormal
   * values too. Both zeros give −∞, negative values and NaN give NaN, ∞ gives ∞.
   *
   * @param x the values
   * @param offset the first one
   * @param length how many
   */
  void log2(float[] x, int offset, int length);

  /**
   * Replaces values by 2 to their power, within {@link #EXP2_ERROR} of it. What is too large gives
   * ∞, what is too small 0, NaN gives NaN.
   *
   * @param x the values
   * @param offset the first one
   * @param length how many
   */
  void exp2(float[] x, int offset, int length);
}
