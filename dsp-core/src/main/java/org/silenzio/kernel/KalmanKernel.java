package org.silenzio.kernel;

/**
 * Arithmetic of many small Kalman filters side by side, one per bin of a spectrum, on a block of
 * {@value #BLOCK_BINS} bins: whatever belongs to a block lies together, tap after tap, and within a
 * tap bin after bin, so that lanes run over bins.
 *
 * <p>Stateless, so safe from any thread. The twins agree bit for bit: bins never mix, and they
 * round at the same places. {@link #inner} rounds a product and its sum together where the
 * processor has an instruction for that; nothing else does. What is written must share no array
 * with what is read. None of it allocates.
 */
public sealed interface KalmanKernel permits ScalarKalmanKernel, SimdKalmanKernel {

  /** Bins of a block: the most lanes that a vector has. */
  int BLOCK_BINS = 16;

  /**
   * Inner products: {@code out[k] = Σ conj(a[t][k]) * x[t][k]}, added in the order of the taps.
   *
   * @param aRe real parts of the conjugated factor
   * @param aIm imaginary parts of the conjugated factor
   * @param aAt where its block begins
   * @param xRe real parts of the other factor
   * @param xIm imaginary parts of the other factor
   * @param xAt where its block begins
   * @param taps how many products are added
   * @param outRe receives a block's real parts, from the first entry on
   * @param outIm receives the imaginary parts
   */
  void inner(
      float[] aRe,
      float[] aIm,
      int aAt,
      float[] xRe,
      float[] xIm,
      int xAt,
      int taps,
      float[] outRe,
      float[] outIm);

  /**
   * Corrects the filters, {@code w[t][k] += product[t][k] * c[k]}, and keeps the measurement for
   * the covariances: {@code g[t][k] = product[t][k] * √scale[k]}.
   *
   * @param wRe real parts of the weights
   * @param wIm imaginary parts of the weights
   * @param at where the block begins in these and in the measurement
   * @param productRe real parts of the direction, a block from the first entry on
   * @param productIm imaginary parts of the direction
   * @param cRe real parts of the step, a block from the first entry on
   * @param cIm imaginary parts of the step
   * @param scale weight of the measurement, per bin
   * @param laneAt where the block begins there
   * @param taps length of the filters
   * @param gRe receives the measurement's real parts
   * @param gIm receives its imaginary parts
   */
  void correct(
      float[] wRe,
      float[] wIm,
      int at,
      float[] productRe,
      float[] productIm,
      float[] cRe,
      float[] cIm,
      float[] scale,
      int laneAt,
      int taps,
      float[] gRe,
      float[] gIm);

  /**
   * What filters whose covariance is only its diagonal foresee, and how sure they are: {@code out =
   * Σ conj(w[t]) * x[t]}, {@code spread = Σ p[t] * |x[t]|²}, added in the order of the taps.
   *
   * @param wRe real parts of the weights
   * @param wIm imaginary parts of the weights
   * @param p variances of the weights
   * @param at where the block begins in all three
   * @param xRe real parts of the input
   * @param xIm imaginary parts of the input
   * @param xAt where its block begins
   * @param taps length of the filters
   * @param outRe receives a block's real parts, from the first entry on
   * @param outIm receives the imaginary parts
   * @param spread receives the uncertainties
   */
  void foresee(
      float[] wRe,
      float[] wIm,
      float[] p,
      int at,
      float[] xRe,
      float[] xIm,
      int xAt,
      int taps,
      float[] outRe,
      float[] outIm,
      float[] spread);

  /**
   * Takes a measurement into such filters and lets a step of time pass: {@code w += p x c}, {@code
   * p ← keep (p − p² |x|² scale) + renewal |w|² + drive}.
   *
   * @param wRe real parts of the weights
   * @param wIm imaginary parts of the weights
   * @param p variances of the weights
   * @param at where the block begins in all three
   * @param xRe real parts of the input
   * @param xIm imaginary parts of the input
   * @param xAt where its block begins
   * @param cRe real parts of the step, per bin from the first entry on, as all that follow
   * @param cIm imaginary parts of the step
   * @param scale weight of the measurement
   * @param keep share of the variance that lasts
   * @param renewal share of a weight's power that its variance gains
   * @param drive what every variance gains
   * @param taps length of the filters
   * @param power receives {@code Σ |w[t]|²}, added in the order of the taps
   */
  void adapt(
      float[] wRe,
      float[] wIm,
      float[] p,
      int at,
      float[] xRe,
      float[] xIm,
      int xAt,
      float[] cRe,
      float[] cIm,
      float[] scale,
      float[] keep,
      float[] renewal,
      float[] drive,
      int taps,
      float[] power);

  /**
   * What time adds to the variances, on top of what it added before: {@code drive[t][k] ← keep[k]
   * drive[t][k] + lost[k] (½ |w[t][k]|² + likely[t] (share sum |w[k]|² + floor))}.
   *
   * @param wRe real parts of the weights
   * @param wIm imaginary parts of the weights
   * @param at where the block begins in these and in {@code drive}
   * @param keep share of the earlier drive that lasts, per bin
   * @param laneAt where the block begins there
   * @param lost share of the variances that does not last, a block from the first entry on
   * @param share of the weights' power that the likeliest one is put down with
   * @param floor what that one counts for at least
   * @param likely per tap the power of its weight against the likeliest one's, up to 1
   * @param taps length of the filters
   * @param drive what is added to the diagonal
   */
  void drive(
      float[] wRe,
      float[] wIm,
      int at,
      float[] keep,
      int laneAt,
      float[] lost,
      float share,
      float floor,
      float[] likely,
      int taps,
      float[] drive);

  /**
   * The input's power over the taps: {@code power[k] = Σ |x[t][k]|²}, added in their order.
   *
   * @param xRe real parts of the input
   * @param xIm imaginary parts of the input
   * @param xAt where its block begins
   * @param taps how many squares are added
   * @param power receives a block's powers
   * @param laneAt where the block begins there
   */
  void power(float[] xRe, float[] xIm, int xAt, int taps, float[] power, int laneAt);

  /**
   * Holds what was foreseen against what was heard, and follows the observation noise in the bins
   * that learn: {@code e = y − e}, {@code prior = |e|²}, {@code noise ← max(least, noiseKeep noise
   * + (1 − noiseKeep) prior)}. The variances of bins that learn last by the share {@code keep},
   * those of others as they are.
   *
   * @param yRe real parts of what was heard
   * @param yIm imaginary parts of what was heard
   * @param laneAt where the block begins in these and all that follows but e and {@code lost}
   * @param eRe real parts of what was foreseen, a block from the first entry on; receives those of
   *     what was not
   * @param eIm the same for the imaginary parts
   * @param learns above 0 in bins that learn
   * @param noiseKeep share of the noise that lasts
   * @param least the noise is never less than this
   * @param keep share of the variance that lasts
   * @param noise the observation noise
   * @param prior receives the power of what was not foreseen
   * @param lasting receives per bin the share of the variance that lasts
   * @param lost receives the share that does not, a block from the first entry on
   */
  void measure(
      float[] yRe,
      float[] yIm,
      int laneAt,
      float[] eRe,
      float[] eIm,
      float[] learns,
      float noiseKeep,
      float least,
      float keep,
      float[] noise,
      float[] prior,
      float[] lasting,
      float[] lost);

  /**
   * Weighs what was not foreseen: with {@code s = max(0, spread)} in bins with input, else 0, and
   * {@code g = 1 / (s + noise)}: {@code error = e noise g}, {@code uncertainty = s noise g}; then
   * the step to take in the bins that learn, {@code scale = g} and {@code e ← scale conj(e)}, in
   * others 0.
   *
   * @param spread how unsure the filters are, a block from the first entry on
   * @param active above 0 in bins with input
   * @param learns above 0 in bins that learn
   * @param noise the observation noise
   * @param laneAt where the block begins in these and all that follows but e
   * @param eRe real parts of what was not foreseen, a block from the first entry on; receives those
   *     of the step
   * @param eIm the same for the imaginary parts
   * @param scale receives the weights of the measurement
   * @param errorRe receives the real parts of what is left after the step
   * @param errorIm receives the imaginary parts
   * @param uncertainty receives the power that may be wrong with it
   */
  void weigh(
      float[] spread,
      float[] active,
      float[] learns,
      float[] noise,
      int laneAt,
      float[] eRe,
      float[] eIm,
      float[] scale,
      float[] errorRe,
      float[] errorIm,
      float[] uncertainty);
}
