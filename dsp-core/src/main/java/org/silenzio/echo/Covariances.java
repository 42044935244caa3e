package org.silenzio.echo;

import static org.silenzio.kernel.KalmanKernel.BLOCK_BINS;

import org.silenzio.kernel.CovarianceKernel;
import org.silenzio.kernel.KalmanKernel;
import org.silenzio.kernel.Kernels;

/**
 * What many filters know of their weights: per bin the covariance of the state. The pass over them
 * is most of a canceller's work, and half of that is writing. So a block's are written every second
 * step, with two measurements at once; in between the last one is taken off the products instead,
 * which comes to the same. Neighbouring blocks take turns.
 */
final class Covariances {

  /** A variance beyond this has run away: echo paths are far weaker than 20 dB of gain. */
  private static final float LARGEST_VARIANCE = 1e3f;

  private final KalmanKernel kernel = Kernels.kalman();
  private final CovarianceKernel covariances = Kernels.covariance();
  private final int blocks;
  private final int[] ends;
  private final int taps;
  private final float[] first;
  private final float[] pRe;
  private final float[] pIm;
  private final boolean[] lagging; // whether a block's are a measurement behind
  private final float[] olderRe; // that measurement
  private final float[] olderIm;
  private final float[] newerRe; // the one after it
  private final float[] newerIm;
  private final float[] earlier; // what lasts over the step that they lag behind by
  private final float[] drive; // what time adds to the diagonal over the steps not yet written
  private final float[] nothing;
  private final float[] productRe;
  private final float[] productIm;
  private final float[] spareIm = new float[BLOCK_BINS]; // what no one looks at

  /**
   * Makes those of filters that know nothing.
   *
   * @param blocks how many blocks of bins
   * @param ends behind the last tap of each run of taps, see {@link JoinedWindow}
   * @param first each tap's variance at first
   */
  Covariances(int blocks, int[] ends, float[] first) {
    this.blocks = blocks;
    this.ends = ends;
    this.first = first;
    taps = first.length;
    pRe = new float[blocks * CovarianceKernel.triangle(taps)];
    pIm = new float[pRe.length];
    lagging = new boolean[blocks];
    olderRe = new float[blocks * taps * BLOCK_BINS];
    olderIm = new float[olderRe.length];
    newerRe = new float[olderRe.length];
    newerIm = new float[olderRe.length];
    drive = new float[olderRe.length];
    earlier = new float[blocks * BLOCK_BINS];
    nothing = new float[earlier.length];
    productRe = new float[taps * BLOCK_BINS];
    productIm = new float[taps * BLOCK_BINS];
    reset();
  }

  void reset() {
    for (int block = 0; block < blocks; block++) {
      lagging[block] = block % 2 == 0;
    }
    for (int bin = 0; bin < blocks * BLOCK_BINS; bin++) {
      reset(bin);
    }
  }

  /** Makes one bin's those of a filter that knows nothing. */
  void reset(int bin) {
    int block = bin / BLOCK_BINS;
    int from = block * CovarianceKernel.triangle(taps) + bin % BLOCK_BINS;
    for (int at = from; at < from + CovarianceKernel.triangle(taps); at += BLOCK_BINS) {
      pRe[at] = 0f;
      pIm[at] = 0f;
    }
    widen(bin);
    earlier[bin] = 1f;
    for (int t = 0; t < taps; t++) {
      int at = (block * taps + t) * BLOCK_BINS + bin % BLOCK_BINS;
      olderRe[at] = 0f;
      olderIm[at] = 0f;
      newerRe[at] = 0f;
      newerIm[at] = 0f;
      drive[at] = 0f;
    }
  }

  /** Makes one bin's weights as unsure again as they were at first, and more. */
  void widen(int bin) {
    for (int t = 0; t < taps; t++) {
      pRe[varianceAt(bin, t)] += first[t];
    }
  }

  /** Where a tap's variance lies: at its row's end. */
  private int varianceAt(int bin, int tap) {
    int row = bin / BLOCK_BINS * CovarianceKernel.triangle(taps) + CovarianceKernel.triangle(tap);
    return row + tap * BLOCK_BINS + bin % BLOCK_BINS;
  }

  /** Moves the measurements and the drive to other taps, see {@link KalmanBins#shift}. */
  void shiftPending(int frames) {
    TapShift.weights(olderRe, ends, frames);
    TapShift.weights(olderIm, ends, frames);
    TapShift.weights(newerRe, ends, frames);
    TapShift.weights(newerIm, ends, frames);
    TapShift.weights(drive, ends, frames);
  }

  /**
   * Moves what is written to other taps.
   *
   * @param block the block of bins
   * @param frames how far, positive to earlier taps
   * @param likely per bin the variance of taps without a past
   */
  void shift(int block, int frames, float[] likely) {
    int at = block * CovarianceKernel.triangle(taps);
    TapShift.covariance(pRe, at, ends, frames, likely);
    TapShift.covariance(pIm, at, ends, frames, spareIm);
  }

  /**
   * What time adds, see {@link KalmanKernel#drive}.
   *
   * @param block the block of bins
   * @param wRe the weights' real parts
   * @param wIm their imaginary parts
   * @param lasting per bin the share of the covariance that lasts over this step
   * @param lost the share that does not, from the block's first bin on
   * @param share of the weights' power that the likeliest one is put down with
   * @param likely per tap the power of its weight against the likeliest one's
   * @param used how many taps take part
   */
  void drive(
      int block,
      float[] wRe,
      float[] wIm,
      float[] lasting,
      float[] lost,
      float share,
      float[] likely,
      int used) {
    int from = block * BLOCK_BINS;
    float[] kept = lagging[block] ? lasting : nothing;
    float floor = KalmanBins.DRIVE_FLOOR;
    kernel.drive(wRe, wIm, from * taps, kept, from, lost, share, floor, likely, used, drive);
  }

  /**
   * Lets a step of time pass and multiplies by what the filters see.
   *
   * @param block the block of bins
   * @param lasting per bin the share of the covariance that lasts over this step
   * @param window what the filters see in this block
   * @param used how many taps take part
   * @param spread receives per bin how unsure the filters are of what they foresee, a power
   */
  void multiply(int block, float[] lasting, JoinedWindow window, int used, float[] spread) {
    int from = block * BLOCK_BINS;
    int at = from * taps;
    int pAt = block * CovarianceKernel.triangle(taps);
    float[] xRe = window.re();
    float[] xIm = window.im();
    int xAt = window.at();
    if (lagging[block]) {
      covariances.propagate(
          pRe, pIm, pAt, olderRe, olderIm, newerRe, newerIm, at, earlier, lasting, from, drive, xRe,
          xIm, xAt, used, productRe, productIm);
    } else {
      covariances.multiply(
          pRe, pIm, pAt, olderRe, olderIm, at, lasting, from, drive, xRe, xIm, xAt, used, productRe,
          productIm);
      System.arraycopy(lasting, from, earlier, from, BLOCK_BINS);
    }
    kernel.inner(xRe, xIm, xAt, productRe, productIm, 0, used, spread, spareIm);
  }

  /**
   * Corrects the weights along the last products, and keeps the measurement for what follows.
   *
   * @param block the block of bins of the last {@link #multiply}
   * @param wRe the weights' real parts
   * @param wIm their imaginary parts
   * @param stepRe per bin the step's real part, from the block's first one on
   * @param stepIm its imaginary part
   * @param scale per bin the measurement's weight
   * @param used how many taps take part
   */
  void correct(
      int block,
      float[] wRe,
      float[] wIm,
      float[] stepRe,
      float[] stepIm,
      float[] scale,
      int used) {
    int from = block * BLOCK_BINS;
    int at = from * taps;
    float[] re = lagging[block] ? olderRe : newerRe;
    float[] im = lagging[block] ? olderIm : newerIm;
    kernel.correct(wRe, wIm, at, productRe, productIm, stepRe, stepIm, scale, from, used, re, im);
    lagging[block] = !lagging[block];
  }

  /** Whether a bin's variances can be true. */
  boolean areSound(int bin) {
    boolean sound = true;
    for (int t = 0; t < taps; t++) {
      float variance = pRe[varianceAt(bin, t)];
      sound &= variance >= -1f && variance <= LARGEST_VARIANCE;
    }
    return sound;
  }

  /**
   * The sum of the variances of some of a bin's taps, as last written.
   *
   * @param bin the bin
   * @param from the first tap
   * @param count how many
   */
  float variance(int bin, int from, int count) {
    float sum = 0f;
    for (int t = from; t < from + count; t++) {
      sum += pRe[varianceAt(bin, t)];
    }
    return sum;
  }
}
