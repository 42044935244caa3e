package org.silenzio.kernel;

/**
 * Arithmetic of the covariances of many small Kalman filters side by side, one per bin of a
 * spectrum, on a block of {@value KalmanKernel#BLOCK_BINS} bins, laid out as {@link KalmanKernel}
 * says.
 *
 * <p>Stateless, so safe from any thread. The twins agree bit for bit: bins never mix, and they
 * round at the same places, products and their sums together where the processor has an instruction
 * for that. What is written must share no array with what is read. None of it allocates.
 */
public sealed interface CovarianceKernel permits ScalarCovarianceKernel, SimdCovarianceKernel {

  /**
   * How many floats the lower triangle of a block's covariances takes, in each of the two arrays.
   *
   * @param taps length of the filters
   * @return the floats of one block
   */
  static int triangle(int taps) {
    return taps * (taps + 1) / 2 * KalmanKernel.BLOCK_BINS;
  }

  /**
   * Takes the last two measurements into the covariances, lets two steps of time pass, and
   * multiplies them by the new input, all in one pass over the memory: {@code P ← keep (before (P −
   * f fᴴ) − g gᴴ) + diag(drive)}, then {@code product = P x}.
   *
   * @param pRe real parts of the lower triangles, row after row, see {@link #triangle}
   * @param pIm imaginary parts; those of the diagonal are not looked at
   * @param pAt where the block's triangle begins
   * @param fRe real parts of the last measurement but one, see {@link KalmanKernel#correct}
   * @param fIm its imaginary parts
   * @param gRe real parts of the last measurement
   * @param gIm its imaginary parts
   * @param gAt where the block begins in both measurements and in {@code drive}
   * @param before share of the covariance that lasted over the first step, per bin
   * @param keep share that lasts over the second
   * @param laneAt where the block begins in {@code before} and {@code keep}
   * @param drive what is added to the diagonal
   * @param xRe real parts of the input
   * @param xIm imaginary parts of the input
   * @param xAt where its block begins
   * @param taps length of the filters
   * @param productRe receives the block's real parts, from the first entry on
   * @param productIm receives the imaginary parts
   */
  void propagate(
      float[] pRe,
      float[] pIm,
      int pAt,
      float[] fRe,
      float[] fIm,
      float[] gRe,
      float[] gIm,
      int gAt,
      float[] before,
      float[] keep,
      int laneAt,
      float[] drive,
      float[] xRe,
      float[] xIm,
      int xAt,
      int taps,
      float[] productRe,
      float[] productIm);

  /**
   * The product that {@link #propagate} would give for one measurement and one step, while the
   * covariances stay as they are: {@code product = (keep (P − g gᴴ) + diag(drive)) x}. It takes
   * half as long.
   *
   * @param pRe real parts of the lower triangles, row after row, see {@link #triangle}
   * @param pIm imaginary parts; those of the diagonal are not looked at
   * @param pAt where the block's triangle begins
   * @param gRe real parts of the last measurement, see {@link KalmanKernel#correct}
   * @param gIm its imaginary parts
   * @param gAt where the block begins in it and in {@code drive}
   * @param keep share of the covariance that lasts, per bin
   * @param laneAt where the block begins there
   * @param drive what is added to the diagonal
   * @param xRe real parts of the input
   * @param xIm imaginary parts of the input
   * @param xAt where its block begins
   * @param taps length of the filters
   * @param productRe receives the block's real parts, from the first entry on
   * @param productIm receives the imaginary parts
   */
  void multiply(
      float[] pRe,
      float[] pIm,
      int pAt,
      float[] gRe,
      float[] gIm,
      int gAt,
      float[] keep,
      int laneAt,
      float[] drive,
      float[] xRe,
      float[] xIm,
      int xAt,
      int taps,
      float[] productRe,
      float[] productIm);
}
