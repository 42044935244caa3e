package org.silenzio.echo;

import static org.silenzio.kernel.KalmanKernel.BLOCK_BINS;

import java.util.Arrays;
import java.util.List;
import org.silenzio.kernel.KalmanKernel;
import org.silenzio.kernel.Kernels;

/**
 * The linear echo path: in every bin a Kalman filter over the far end's last spectra, with the full
 * covariance of its state. It needs neither a step size nor a double-talk detector, for its gain
 * falls by itself while the error holds more than it can explain.
 *
 * <p>Per bin, with the far end's spectra x, the capture y and the weights w: e = y − wᴴx; the
 * observation noise r follows |e|²; P ← aP + (1 − a) diag(½|wᵢ|² + lᵢ(½ Σ|w|² ∕ Σl + 0.001)) with l
 * falling as echoes do; g = Px, s = xᴴg; w ← w + g e*∕(s + r); P ← P − g gᴴ∕(s + r). After Enzner
 * and Vary, "Frequency-domain adaptive Kalman filter for acoustic echo control in hands-free
 * telephones", Signal Processing 86 (2006), with the covariance between taps kept.
 *
 * <p>Behind the spectra of the far end's mean, x holds fewer of each {@link Side}. While a side is
 * like the mean but for a factor, as two loudspeakers' difference may be, the covariance keeps
 * apart what is known, the path of this mixture, and what is not.
 */
final class KalmanBins {

  /** Observation noise at the start (unscaled spectra). */
  static final float INITIAL_NOISE = 1e-3f;

  /** Never less observation noise than this: below 16-bit rounding. */
  static final float LEAST_NOISE = 1e-8f;

  /** Uncertainty of the path that time adds to each tap, beside what its weights add. */
  static final float DRIVE_FLOOR = 1e-3f;

  /** How much less likely each tap's power is than the one's before: rooms with 0.6 s of echo. */
  private static final double DECAY_DB = 1;

  /** But for the first taps, in which the echo begins. */
  private static final int FIRST_TAPS = 4;

  /** The blocks that hold speech's strongest bins: up to 3.6 kHz at a window of 40 ms. */
  private static final int MISS_BLOCKS = 9;

  private final KalmanKernel kernel = Kernels.kalman();
  private final int[] ends; // of the mean's taps and each side's
  private final int midTaps;
  private final int taps; // of all
  private final int blocks;
  private final boolean stereo;
  private final int[] sidesHeard; // till then a block's side takes no part, nor those behind it
  private final JoinedWindow window;
  private final float[] inputVariance;
  private final float noiseKeep;
  private final float[] wRe;
  private final float[] wIm;
  private final Covariances covariances;
  private final float[] noise;
  private final float[] scale;
  private final float[] lasting;
  private final float[] nothing;
  private final float[] likely; // per tap, as a power
  private final float[] shares; // half of one by the sum of the likely ones up to each end
  private final float[] innerRe = new float[BLOCK_BINS];
  private final float[] innerIm = new float[BLOCK_BINS];
  private final float[] spreadRe = new float[BLOCK_BINS];
  private final float[] spreadIm = new float[BLOCK_BINS];
  private final float[] likelyVariance = new float[BLOCK_BINS];
  private final float[] lost = new float[BLOCK_BINS];
  private final float[] priorPower;
  private final float[] uncertainty;
  private float keep;
  private int checkedBlock;

  /**
   * Makes filters that know nothing.
   *
   * @param bins how many
   * @param taps spectra that each spans, the far end's newest ones
   * @param keep share of its knowledge that a filter keeps over a step
   * @param noiseKeep share of the observation noise that is kept over a step
   */
  KalmanBins(int bins, int taps, float keep, float noiseKeep) {
    this(
        bins,
        taps,
        List.of(),
        keep,
        noiseKeep,
        new float[Spectrum.padded(bins)],
        new float[Spectrum.padded(bins)]);
  }

  /**
   * The same with sides, and with the place for {@link #priorPower} and {@link #uncertainty} given.
   *
   * @param sides what they see beside the far end's mean, none with fewer bins than one behind it
   */
  KalmanBins(
      int bins,
      int taps,
      List<SideShape> sides,
      float keep,
      float noiseKeep,
      float[] priorPower,
      float[] uncertainty) {
    midTaps = taps;
    window = new JoinedWindow(taps, sides);
    ends = window.ends();
    this.taps = ends[sides.size()];
    stereo = SideShape.anySounds(sides);
    this.keep = keep;
    this.noiseKeep = noiseKeep;
    int padded = Spectrum.padded(bins);
    blocks = padded / BLOCK_BINS;
    sidesHeard = new int[blocks];
    inputVariance = new float[stereo ? padded : 0];
    wRe = new float[padded * this.taps];
    wIm = new float[padded * this.taps];
    noise = new float[padded];
    scale = new float[padded];
    lasting = new float[padded];
    nothing = new float[padded];
    likely = new float[this.taps];
    float[] first = new float[this.taps];
    shares = new float[ends.length];
    float sum = 0f;
    int tap = 0;
    for (int i = 0; i < ends.length; i++) {
      for (int lag = 0; tap < ends[i]; lag++, tap++) {
        likely[tap] = (float) Math.pow(10, -DECAY_DB * Math.max(0, lag - FIRST_TAPS + 1) / 10);
        first[tap] = i == 0 ? 1f : sides.get(i - 1).likely();
        sum += likely[tap];
      }
      shares[i] = 0.5f / sum;
    }
    covariances = new Covariances(blocks, ends, first);
    this.priorPower = priorPower;
    this.uncertainty = uncertainty;
    reset();
  }

  void reset() {
    Arrays.fill(noise, INITIAL_NOISE);
    Arrays.fill(priorPower, 0, noise.length, 0f);
    Arrays.fill(uncertainty, 0, noise.length, 0f);
    Arrays.fill(sidesHeard, 0);
    Arrays.fill(inputVariance, Float.MAX_VALUE);
    Arrays.fill(wRe, 0f);
    Arrays.fill(wIm, 0f);
    covariances.reset();
  }

  private void resetBin(int bin) {
    forgetWeights(bin);
    covariances.reset(bin);
    noise[bin] = INITIAL_NOISE;
  }

  private void forgetWeights(int bin) {
    int at = bin / BLOCK_BINS * taps * BLOCK_BINS + bin % BLOCK_BINS;
    for (int t = 0; t < taps; t++, at += BLOCK_BINS) {
      wRe[at] = 0f;
      wIm[at] = 0f;
    }
  }

  /** Changes the share of its knowledge that a filter keeps over a step. */
  void keep(float share) {
    keep = share;
  }

  /** Gives the path up, as after a change, but keeps what is known of the noise. */
  void relearn() {
    for (int bin = 0; bin < noise.length; bin++) {
      forgetWeights(bin);
      covariances.widen(bin);
    }
  }

  /**
   * Takes another's path over, as after a change, but keeps what is known of the noise.
   *
   * @param other knows the path better where it has bins and taps; elsewhere it is given up
   */
  void relearnFrom(KalmanBins other) {
    relearn();
    int common = Math.min(midTaps, other.midTaps) * BLOCK_BINS;
    for (int b = 0; b < Math.min(blocks, other.blocks); b++) {
      int from = b * BLOCK_BINS * other.taps;
      int to = b * BLOCK_BINS * taps;
      System.arraycopy(other.wRe, from, wRe, to, common);
      System.arraycopy(other.wIm, from, wIm, to, common);
    }
  }

  /**
   * Moves what was learnt to other taps, because the window over the far end or the echo path has
   * moved: tap t takes over what tap t + frames knew, with its covariances. Taps that nobody hands
   * over anything to begin at zero, as unsure as the others are on average and as the mean square
   * of the weights makes likely.
   *
   * @param frames how far, positive to earlier taps
   */
  void shift(int frames) {
    if (frames != 0) {
      TapShift.weights(wRe, ends, frames);
      TapShift.weights(wIm, ends, frames);
      covariances.shiftPending(frames);
      for (int block = 0; block < blocks; block++) {
        expect(block, frames);
        covariances.shift(block, frames, likelyVariance);
      }
    }
  }

  /** What a tap without a past may be like, per bin of a block. */
  private void expect(int block, int frames) {
    int kept = Math.max(0, midTaps - Math.abs(frames));
    int at = block * taps * BLOCK_BINS;
    for (int k = 0; k < BLOCK_BINS; k++) {
      float square = 0f;
      for (int i = at + k; i < at + taps * BLOCK_BINS; i += BLOCK_BINS) {
        square += wRe[i] * wRe[i] + wIm[i] * wIm[i];
      }
      float variance = covariances.variance(block * BLOCK_BINS + k, Math.max(0, frames), kept);
      float known = variance / kept + square / taps + DRIVE_FLOOR;
      likelyVariance[k] = kept == 0 ? 1f : Math.min(1f, known);
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
      int from = b * BLOCK_BINS;
      if (far.isBlockActive(b)) {
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
    checkedBlock = (checkedBlock + 1) % blocks;
    return astray + mendVariances(checkedBlock);
  }

  /**
   * What the filters would miss if the window lay elsewhere.
   *
   * @param further how many frames further back
   * @return the power that they do not foresee, summed over speech's strongest blocks
   */
  float miss(FarSpectra far, int further, Spectrum capture) {
    float sum = 0f;
    for (int b = 0; b < Math.min(blocks, MISS_BLOCKS); b++) {
      int farAt = far.at(b, further);
      int at = b * BLOCK_BINS * taps;
      kernel.inner(wRe, wIm, at, far.re(), far.im(), farAt, midTaps, innerRe, innerIm);
      for (int i = 0; i < sidesHeard[b]; i++) {
        FarSpectra side = far.side(i);
        int count = ends[i + 1] - ends[i];
        int sideAt = at + ends[i] * BLOCK_BINS;
        int farSideAt = side.at(b, further);
        kernel.inner(wRe, wIm, sideAt, side.re(), side.im(), farSideAt, count, spreadRe, spreadIm);
        for (int k = 0; k < BLOCK_BINS; k++) {
          innerRe[k] += spreadRe[k];
          innerIm[k] += spreadIm[k];
        }
      }
      for (int k = 0; k < BLOCK_BINS; k++) {
        float re = capture.re[b * BLOCK_BINS + k] - innerRe[k];
        float im = capture.im[b * BLOCK_BINS + k] - innerIm[k];
        sum += re * re + im * im;
      }
    }
    return sum;
  }

  /** The capture's power over the same blocks. */
  float heard(Spectrum capture) {
    float sum = 0f;
    for (int k = 0; k < Math.min(blocks, MISS_BLOCKS) * BLOCK_BINS; k++) {
      sum += capture.re[k] * capture.re[k] + capture.im[k] * capture.im[k];
    }
    return sum;
  }

  private void stepBlock(
      int block, FarSpectra far, Spectrum capture, boolean learning, Spectrum error) {
    int from = block * BLOCK_BINS;
    int at = from * taps;
    int sides = hearSides(block, far);
    window.lookAt(block, far, sides);
    int used = ends[sides];
    kernel.inner(wRe, wIm, at, window.re(), window.im(), window.at(), used, innerRe, innerIm);
    float[] learns = learning ? far.activity() : nothing;
    kernel.measure(
        capture.re,
        capture.im,
        from,
        innerRe,
        innerIm,
        learns,
        noiseKeep,
        LEAST_NOISE,
        keep,
        noise,
        priorPower,
        lasting,
        lost);
    covariances.drive(block, wRe, wIm, lasting, lost, shares[sides], likely, used);
    covariances.multiply(block, lasting, window, used, spreadRe);
    kernel.weigh(
        spreadRe,
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
    if (stereo) {
      for (int k = 0; k < BLOCK_BINS; k++) {
        if (far.isActive(from + k)) {
          inputVariance[from + k] = Math.max(0f, spreadRe[k]) / far.power(from + k) * midTaps;
        }
      }
    }
    covariances.correct(block, wRe, wIm, innerRe, innerIm, scale, used);
  }

  /** How many sides there are up to the last that has ever had sound. */
  private int hearSides(int block, FarSpectra far) {
    for (int i = ends.length - 2; i >= sidesHeard[block]; i--) {
      if (block < far.side(i).blocks() && far.side(i).isBlockActive(block)) {
        sidesHeard[block] = i + 1;
      }
    }
    return sidesHeard[block];
  }

  private int mendBlock(int block, Spectrum capture, Spectrum error) {
    int astray = 0;
    for (int bin = block * BLOCK_BINS; bin < (block + 1) * BLOCK_BINS; bin++) {
      float sum = error.re[bin] + error.im[bin] + uncertainty[bin];
      if (!(Math.abs(sum) <= Float.MAX_VALUE)) {
        resetBin(bin);
        error.re[bin] = capture.re[bin];
        error.im[bin] = capture.im[bin];
        priorPower[bin] = 0f;
        uncertainty[bin] = 0f;
        astray++;
      }
    }
    return astray;
  }

  private int mendVariances(int block) {
    int astray = 0;
    for (int bin = block * BLOCK_BINS; bin < (block + 1) * BLOCK_BINS; bin++) {
      if (!covariances.areSound(bin)) {
        resetBin(bin);
        astray++;
      }
    }
    return astray;
  }

  /** Adds per tap the weights' power over all bins from a block on. */
  void addLagPower(int fromBin, float[] sum) {
    int from = 0;
    for (int end : ends) {
      addLagPower(wRe, wIm, taps, from, end - from, fromBin / BLOCK_BINS, blocks, sum);
      from = end;
    }
  }

  /** The same for a run of the taps of each block. */
  static void addLagPower(
      float[] wRe,
      float[] wIm,
      int stride,
      int first,
      int taps,
      int fromBlock,
      int toBlock,
      float[] sum) {
    for (int b = Math.max(0, fromBlock); b < toBlock; b++) {
      for (int t = 0; t < taps; t++) {
        int at = (b * stride + first + t) * BLOCK_BINS;
        for (int k = at; k < at + BLOCK_BINS; k++) {
          sum[t] += wRe[k] * wRe[k] + wIm[k] * wIm[k];
        }
      }
    }
  }

  /** The weights' real parts: per block of bins tap after tap, as {@link KalmanKernel} has them. */
  float[] weightsRe() {
    return wRe;
  }

  /** Their imaginary parts. */
  float[] weightsIm() {
    return wIm;
  }

  /** Where a block's weights begin in both; the sides' follow those of the mean. */
  int weightsAt(int block) {
    return block * taps * BLOCK_BINS;
  }

  /**
   * How unsure a bin's weights are: the sum of the variances of the mean's. In stereo as the far
   * end's mixture shows them; of other mixtures nothing may be known.
   */
  float variance(int bin) {
    return stereo ? inputVariance[bin] : covariances.variance(bin, 0, midTaps);
  }

  /** Per bin the power of what the filter did not foresee in this step. */
  float[] priorPower() {
    return priorPower;
  }

  /** Per bin the power of echo that the filter may have left, by its own uncertainty. */
  float[] uncertainty() {
    return uncertainty;
  }
}
