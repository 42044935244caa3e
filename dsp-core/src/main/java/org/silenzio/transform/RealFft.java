package org.silenzio.transform;

import org.silenzio.kernel.Kernels;
import org.silenzio.kernel.WarmUp;

/**
 * The discrete Fourier transform of real signals, on split spectra: {@code re[k]} and {@code im[k]}
 * for the bins k = 0 … length/2. The forward transform is unscaled, the inverse divides by the
 * length.
 *
 * <p>Holds scratch space: one caller at a time. Does not allocate. The twins agree within 5e-7 ·
 * log2(length) of the spectrum's norm.
 */
public sealed interface RealFft permits JTransformsRealFft, OddFactorRealFft, SimdRealFft {

  /**
   * Makes a transform: by the Vector API where {@link Kernels#kind()} is SIMD and the length a
   * multiple of four vectors, else by JTransforms.
   *
   * @param length the number of samples, 16 to 4,096, even, with no prime factor beyond 5
   * @return the transform
   * @throws IllegalArgumentException if the length is another
   */
  static RealFft ofLength(int length) {
    return RealFfts.of(length, Kernels.kind());
  }

  /**
   * Gets the compiler to do its work on the transforms of the usual lengths, before the first
   * frame; beside {@link Kernels#warmUp}, which knows nothing of transforms. [control]
   *
   * @param budgetMs the time it may take, 1 or more
   * @return whether all seem compiled
   * @throws IllegalArgumentException if the budget is under 1
   */
  static boolean warmUp(int budgetMs) {
    return WarmUp.run(budgetMs, RealFfts.exercises(Kernels.kind()));
  }

  /**
   * The number of samples.
   *
   * @return the length given at construction
   */
  int length();

  /**
   * The number of bins.
   *
   * @return length/2 + 1
   */
  default int bins() {
    return length() / 2 + 1;
  }

  /**
   * From samples to bins. [audio]
   *
   * @param time {@link #length()} samples, left as they are
   * @param re receives {@link #bins()} real parts
   * @param im receives {@link #bins()} imaginary parts, the first and the last being 0
   */
  void forward(float[] time, float[] re, float[] im);

  /**
   * From bins to samples. [audio]
   *
   * @param re {@link #bins()} real parts, left as they are
   * @param im {@link #bins()} imaginary parts, left as they are; the first and the last are taken
   *     as 0
   * @param time receives {@link #length()} samples
   */
  void inverse(float[] re, float[] im, float[] time);
}
