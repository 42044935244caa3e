package org.silenzio.echo;

import static org.silenzio.kernel.KalmanKernel.BLOCK_BINS;

import java.util.Arrays;
import java.util.List;
import org.silenzio.kernel.KalmanKernel;
import org.silenzio.kernel.Kernels;

/**
 * As {@link KalmanBins}, but of the state's covariance only the diagonal is kept: a variance per
 * tap, at a fraction of the work. It learns more slowly, for it does not know how one tap's error
 * goes with another's. It sees the sides that reach up to its last bin, see {@link Side}.
 *
 * <p>Per bin: e = y − wᴴx; s = Σ pₜ|xₜ|²; w ← w + p x e*∕(s + r); pₜ ← a(pₜ − pₜ²|xₜ|²∕(s + r)) +
 * (1 − a)(½|wₜ|² + ½ mean|w|² + 0.001).
 */
final class DiagonalKalman {

  private final KalmanKernel kernel = Kernels.kalman();
  private final int firstBlock;
  private final int blocks;
  private final JoinedWindow window;
  private final int[] ends; // of the mean's taps and each side's
  private final int taps; // of all
  private final float[] first; // each tap's variance at first
  private final float noiseKeep;
  private float keep;
  private final float[] wRe;
  private final float[] wIm;
  private final float[] variance;
  private final float[] weightPower;
  private final float[] noise; // from bin 0 on, as the three behind it
  private final float[] scale;
  private final float[] lasting;
  private final float[] nothing;
  private final float[] innerRe = new float[BLOCK_BINS];
  private final float[] innerIm = new float[BLOCK_BINS];
  private final float[] spread = new float[BLOCK_BINS];
  private final float[] lost = new float[BLOCK_BINS];
  private final float[] weight = new float[BLOCK_BINS];
  private final float[] kept = new float[BLOCK_BINS];
  private final float[] renewal = new float[BLOCK_BINS];
  private final float[] drive = new float[BLOCK_BINS];
  private final float[] power = new float[BLOCK_BINS];
  private final float[] priorPower;
  private final float[] uncertainty;

  /**
   * Makes filters that know nothing.
   *
   * @param from the first bin, a block's first
   * @param to the bin behind the last one
   * @param taps spectra that each spans, the far end's newest ones
   * @param sides what filters may see beside the far end's mean; the first that ends below {@code
   *     to} is left out, with all behind it
   * @param keep share of its knowledge that a filter keeps over a step
   * @param noiseKeep share of the observation noise that is kept over a step
   * @param priorPower receives per bin the power of what was not foreseen
   * @param uncertainty receives per bin the power of echo that may be left
   */
  DiagonalKalman(
      int from,
      int to,
      int taps,
      List<SideShape> sides,
      float keep,
      float noiseKeep,
      float[] priorPower,
      float[] uncertainty) {
    firstBlock = from / BLOCK_BINS;
    blocks = Math.max(0, Spectrum.padded(to - from) / BLOCK_BINS);
    List<SideShape> seen = sides.stream().takeWhile(side -> side.bins() >= to).toList();
    window = new JoinedWindow(taps, seen);
    ends = window.ends();
    this.taps = ends[seen.size()];
    first = new float[this.taps];
    Arrays.fill(first, 1f);
    for (int i = 0; i < seen.size(); i++) {
      Arrays.fill(first, ends[i], ends[i + 1], seen.get(i).likely());
    }
    this.keep = keep;
    this.noiseKeep = noiseKeep;
    this.priorPower = priorPower;
    this.uncertainty = uncertainty;
    wRe = new float[blocks * this.taps * BLOCK_BINS];
    wIm = new float[wRe.length];
    variance = new float[wRe.length];
    int end = (firstBlock + blocks) * BLOCK_BINS;
    noise = new float[end];
    scale = new float[end];
    lasting = new float[end];
    nothing = new float[end];
    weightPower = new float[blocks * BLOCK_BINS];
    reset();
  }

  void reset() {
    relearn();
    Arrays.fill(noise, KalmanBins.INITIAL_NOISE);
    for (int bin = firstBlock * BLOCK_BINS; bin < (firstBlock + blocks) * BLOCK_BINS; bin++) {
      priorPower[bin] = 0f;
      uncertainty[bin] = 0f;
    }
  }

  /** Changes the share of its knowledge that a filter keeps over a step. */
  void keep(float share) {
    keep = share;
  }

  /** Gives the path up, as after a change, but keeps what is known of the noise. */
  void relearn() {
    Arrays.fill(wRe, 0f);
    Arrays.fill(wIm, 0f);
    for (int at = 0; at < variance.length; at++) {
      variance[at] = first[at / BLOCK_BINS % taps];
    }
    Arrays.fill(weightPower, 0f);
  }

  /**
   * Moves what was learnt to other taps, see {@link KalmanBins#shift}. Taps that nobody hands over
   * anything to are as unsure as the others are on average.
   *
   * @param frames how far, positive to earlier taps
   */
  void shift(int frames) {
    if (frames == 0) {
      return;
    }
    TapShift.weights(wRe, ends, frames);
    TapShift.weights(wIm, ends, frames);
    TapShift.weights(variance, ends, frames);
    int from = 0;
    for (int end : ends) {
      expect(from, end, frames);
      from = end;
    }
  }

  /** Gives the taps of a run that have no past their variance. */
  private void expect(int from, int end, int frames) {
    int kept = Math.max(0, end - from - Math.abs(frames));
    int fresh = frames > 0 ? from + kept : from;
    for (int block = 0; block < blocks; block++) {
      int at = block * taps * BLOCK_BINS;
      for (int k = at; k < at + BLOCK_BINS; k++) {
        float sum = 0f;
        for (int t = from; t < end; t++) {
          sum += variance[k + t * BLOCK_BINS];
        }
        float likely = kept == 0 ? first[from] : sum / kept;
        for (int t = fresh; t < fresh + end - from - kept; t++) {
          variance[k + t * BLOCK_BINS] = likely;
        }
      }
    }
  }

  /**
   * Takes one step.
   *
   * @param far the far end's spectra, the newest one taken in
   * @param capture what the microphone heard
   * @param learning whether the capture is fit to learn from; if not, the filters stay as they are
   * @param error receives what the far end does not explain, as seen after the step
   * @return how many bins went astray and were started anew
   */
  int step(FarSpectra far, Spectrum capture, boolean learning, Spectrum error) {
    int astray = 0;
    for (int b = 0; b < blocks; b++) {
      int from = (firstBlock + b) * BLOCK_BINS;
      if (far.isBlockActive(firstBlock + b)) {
        stepBlock(b, far, capture, learning, error);
        astray += mendBlock(b, capture, error);
      } else {
        for (int k = from; k < from + BLOCK_BINS; k++) {
          error.re[k] = capture.re[k];
          error.im[k] = capture.im[k];
          priorPower[k] = capture.re[k] * capture.re[k] + capture.im[k] * capture.im[k];
          uncertainty[k] = 0f;
        }
      }
    }
    return astray;
  }

  private void stepBlock(
      int block, FarSpectra far, Spectrum capture, boolean learning, Spectrum error) {
    int from = (firstBlock + block) * BLOCK_BINS;
    int own = block * BLOCK_BINS;
    int at = own * taps;
    window.lookAt(firstBlock + block, far, ends.length - 1);
    float[] farRe = window.re();
    float[] farIm = window.im();
    int farAt = window.at();
    kernel.foresee(wRe, wIm, variance, at, farRe, farIm, farAt, taps, innerRe, innerIm, spread);
    float[] learns = learning ? far.activity() : nothing;
    kernel.measure(
        capture.re,
        capture.im,
        from,
        innerRe,
        innerIm,
        learns,
        noiseKeep,
        KalmanBins.LEAST_NOISE,
        keep,
        noise,
        priorPower,
        lasting,
        lost);
    kernel.weigh(
        spread,
        far.activity(),
        learns,
        noise,
        from,
        innerRe,
        innerIm,
        scale,
        error.re,
        error.im,
        uncertainty);
    System.arraycopy(scale, from, weight, 0, BLOCK_BINS);
    System.arraycopy(lasting, from, kept, 0, BLOCK_BINS);
    for (int k = 0; k < BLOCK_BINS; k++) {
      renewal[k] = 0.5f * lost[k];
      drive[k] = lost[k] * (0.5f / taps * weightPower[own + k] + KalmanBins.DRIVE_FLOOR);
    }
    kernel.adapt(
        wRe, wIm, variance, at, farRe, farIm, farAt, innerRe, innerIm, weight, kept, renewal, drive,
        taps, power);
    System.arraycopy(power, 0, weightPower, own, BLOCK_BINS);
  }

  private int mendBlock(int block, Spectrum capture, Spectrum error) {
    int astray = 0;
    for (int k = 0; k < BLOCK_BINS; k++) {
      int bin = (firstBlock + block) * BLOCK_BINS + k;
      float sum = error.re[bin] + error.im[bin] + uncertainty[bin] + power[k];
      if (!(Math.abs(sum) <= Float.MAX_VALUE)) {
        resetBin(block, k);
        error.re[bin] = capture.re[bin];
        error.im[bin] = capture.im[bin];
        priorPower[bin] = 0f;
        uncertainty[bin] = 0f;
        astray++;
      }
    }
    return astray;
  }

  private void resetBin(int block, int lane) {
    for (int t = 0; t < taps; t++) {
      int at = (block * taps + t) * BLOCK_BINS + lane;
      wRe[at] = 0f;
      wIm[at] = 0f;
      variance[at] = first[t];
    }
    noise[(firstBlock + block) * BLOCK_BINS + lane] = KalmanBins.INITIAL_NOISE;
    weightPower[block * BLOCK_BINS + lane] = 0f;
  }

  /** Adds per tap the weights' power over all bins from a block on. */
  void addLagPower(int fromBin, float[] sum) {
    int block = fromBin / BLOCK_BINS - firstBlock;
    int from = 0;
    for (int end : ends) {
      KalmanBins.addLagPower(wRe, wIm, taps, from, end - from, block, blocks, sum);
      from = end;
    }
  }
}
