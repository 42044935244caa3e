package org.silenzio.kernel;

/**
 * Bin-wise arithmetic on split spectra: real and imaginary parts in arrays of their own, one entry
 * per bin.
 *
 * <p>Stateless, so safe from any thread. The twins agree bit for bit: bins never mix, and nothing
 * fuses a multiplication with an addition. What is written must share no array with what is read.
 * None of it allocates.
 */
public sealed interface SpectralKernel permits ScalarSpectralKernel, SimdSpectralKernel {

  /**
   * Adds a filter's partition: {@code acc[k] += h[k] * x[k]}.
   *
   * @param accRe real parts of the sums
   * @param accIm imaginary parts of the sums
   * @param hRe real parts of one factor
   * @param hIm imaginary parts of one factor
   * @param xRe real parts of the other
   * @param xIm imaginary parts of the other
   * @param bins how many bins, from the first on
   */
  void multiplyAccumulate(
      float[] accRe, float[] accIm, float[] hRe, float[] hIm, float[] xRe, float[] xIm, int bins);

  /**
   * Adds a whole filter whose input is a ring of spectra: {@code acc[k] += Σ h[p][k] * x[(newest +
   * p) % P][k]} over the partitions {@code 0 <= p < P}, in their order, so bit for bit what {@link
   * #multiplyAccumulate} adds one after the other; but the sums are read and written once for
   * several partitions.
   *
   * @param accRe real parts of the sums
   * @param accIm imaginary parts of the sums
   * @param hRe real parts of the filter, by partition; their number is P
   * @param hIm imaginary parts of the filter
   * @param xRe real parts of the input, a ring of P spectra
   * @param xIm imaginary parts of the input
   * @param newest the spectrum that meets the first partition, 0 to P − 1
   * @param bins how many bins, from the first on
   */
  void filter(
      float[] accRe,
      float[] accIm,
      float[][] hRe,
      float[][] hIm,
      float[][] xRe,
      float[][] xIm,
      int newest,
      int bins);

  /**
   * Adds a correlation: {@code acc[k] += conj(x[k]) * e[k]}.
   *
   * @param accRe real parts of the sums
   * @param accIm imaginary parts of the sums
   * @param xRe real parts of the conjugated factor
   * @param xIm imaginary parts of the conjugated factor
   * @param eRe real parts of the other
   * @param eIm imaginary parts of the other
   * @param bins how many bins, from the first on
   */
  void addConjugate(
      float[] accRe, float[] accIm, float[] xRe, float[] xIm, float[] eRe, float[] eIm, int bins);

  /**
   * Adds a gradient, each bin with a weight of its own: {@code acc[k] += weight[k] * conj(x[k]) *
   * e[k]}.
   *
   * @param accRe real parts of the sums
   * @param accIm imaginary parts of the sums
   * @param weight the weights
   * @param xRe real parts of the conjugated factor
   * @param xIm imaginary parts of the conjugated factor
   * @param eRe real parts of the other
   * @param eIm imaginary parts of the other
   * @param bins how many bins, from the first on
   */
  void addWeightedConjugate(
      float[] accRe,
      float[] accIm,
      float[] weight,
      float[] xRe,
      float[] xIm,
      float[] eRe,
      float[] eIm,
      int bins);

  /**
   * A power spectrum: {@code power[k] = |x[k]|²}, whatever was there before.
   *
   * @param power receives the powers
   * @param xRe real parts of the spectrum
   * @param xIm imaginary parts of the spectrum
   * @param bins how many bins, from the first on
   */
  void power(float[] power, float[] xRe, float[] xIm, int bins);

  /**
   * Follows a power spectrum: {@code power[k] = keep * power[k] + (1 - keep) * |x[k]|²}.
   *
   * @param power the smoothed powers
   * @param keep how much of them is kept, 0 to 1
   * @param xRe real parts of the spectrum
   * @param xIm imaginary parts of the spectrum
   * @param bins how many bins, from the first on
   */
  void smoothPower(float[] power, float keep, float[] xRe, float[] xIm, int bins);

  /**
   * Follows one bin's cross-spectrum at many lags, and adds its power: {@code c[lag] = keep *
   * c[lag] + conj(x[lag]) * y + floor}, the floor on both parts, then {@code power[lag] +=
   * |c[lag]|²}.
   *
   * @param cRe real parts of the cross-spectra
   * @param cIm imaginary parts of the cross-spectra
   * @param cAt the first lag's place there
   * @param keep how much of them is kept, 0 to 1
   * @param xRe real parts of the conjugated factor, one per lag
   * @param xIm imaginary parts of the conjugated factor
   * @param xAt the first lag's place there
   * @param yRe real part of the other factor
   * @param yIm imaginary part of the other factor
   * @param floor keeps what decays from the denormal numbers
   * @param power the sums, from the first entry on
   * @param lags how many
   */
  void followLags(
      float[] cRe,
      float[] cIm,
      int cAt,
      float keep,
      float[] xRe,
      float[] xIm,
      int xAt,
      float yRe,
      float yIm,
      float floor,
      float[] power,
      int lags);
}
