package org.silenzio.transform;

/**
 * The discrete Fourier transform of real signals, on split spectra: {@code re[k]} and {@code im[k]}
 * for the bins k = 0 … length/2. The forward transform is unscaled, the inverse divides by the
 * length.
 *
 * <p>Holds scratch space: one caller at a time. Does not allocate.
 */
public sealed interface RealFft permits JTransformsRealFft {

  /**
   * Makes a transform.
   *
   * @param length the number of samples, a power of two from 16 to 4,096
   * @return the transform
   * @throws IllegalArgumentException if the length is another
   */
  static RealFft ofLength(int length) {
    if (length < 16 || length > 4_096 || Integer.bitCount(length) != 1) {
      throw new IllegalArgumentException(
          "length is " + length + ", allowed: powers of two from 16 to 4096");
    }
    return new JTransformsRealFft(length);
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
