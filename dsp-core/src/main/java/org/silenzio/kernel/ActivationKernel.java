package org.silenzio.kernel;

/**
 * Fast hyperbolic tangent and logistic function by one rational function, the one with which the
 * networks of RNNoise 0.2 run: x·(n₀ + n₁x² + n₂x⁴) / (d₀ + d₁x² + d₂x⁴), held to ±1. It is within
 * 7e-5 of the tangent; the logistic function is ½ + ½·tanh(x/2), within 4e-5.
 *
 * <p>Stateless, so safe from any thread. The twins agree bit for bit. NaN becomes NaN.
 */
public sealed interface ActivationKernel permits ScalarActivationKernel, SimdActivationKernel {

  /**
   * Replaces values by their hyperbolic tangent. Does not allocate.
   *
   * @param x the values
   * @param offset the first one
   * @param length how many
   */
  void tanh(float[] x, int offset, int length);

  /**
   * Replaces values by 1 / (1 + exp(−x)). Does not allocate.
   *
   * @param x the values
   * @param offset the first one
   * @param length how many
   */
  void sigmoid(float[] x, int offset, int length);
}
