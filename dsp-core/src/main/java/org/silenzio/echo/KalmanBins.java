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

  /** A variance beyond this has run away: echo paths are far weaker than 20 dB of gain. */
  private static final float LARGEST_VARIANCE = 1e3f;

  /** The blocks that hold speech's strongest bins: up to 3.6 kHz at a window of 40 ms. */
  private static final int MISS_BLOCKS = 9;

  private final KalmanKernel kernel = Kernels.kalman();
  private final int[] ends; // of the mean's taps and each side's
  private final int midTaps;
  private final int taps; // of all
  private final int blocks;
  private final boolean stereo;
  private final int[] sidesHeard; // till then a block's side takes no part, nor those behind it
  private final JoinedWindow joined;
  private final float[] inputVariance;
  private final float noiseKeep;
  private final float[] wRe;
  private final float[] wIm;
  private final float[] pRe;
  private final float[] pIm;
  private final float[] gRe;
  private final float[] gIm;
  private final float[] noise;
  private final float[] scale;
  private final float[] lasting;
  private final float[] nothing;
  private final float[] drive;
  private final float[] likely; // per tap, as a power
  private final float[] first; // each tap's variance at first
  private final float[] shares; // half of one by the sum of the likely ones up to each end
  private final float[] productRe;
  private final float[] productIm;
  private final float[] innerRe = new float[BLOCK_BINS];
  private final float[] innerIm = new float[BLOCK_BINS];
  private final float[] spreadRe = new float[BLOCK_BINS];
  private final float[] spreadIm = new float[BLOCK_BINS];
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
    joined = new JoinedWindow(taps, sides);
    ends = joined.ends();
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
    gRe = new float[padded * this.taps];
    gIm = new float[padded * this.taps];
    pRe = new float[blocks * KalmanKernel.triangle(this.taps)];
    pIm = new float[blocks * KalmanKernel.triangle(this.taps)];
    noise = new float[padded];
    scale = new float[padded];
    lasting = new float[padded];
    nothing = new float[padded];
    drive = new float[this.taps * BLOCK_BINS];
    likely = new float[this.taps];
    first = new float[this.taps];
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
    productRe = new float[this.taps * BLOCK_BINS];
    productIm = new float[this.taps * BLOCK_BINS];
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
    for (int bin = 0; bin < noise.length; bin++) {
      resetBin(bin);
    }
  }

  private void resetBin(int bin) {
    int block = bin / BLOCK_BINS;
    int lane = bin % BLOCK_BINS;
    int from = block * KalmanKernel.triangle(taps) + lane;
    for (int at = from; at < from + KalmanKernel.triangle(taps); at += BLOCK_BINS) {
      pRe[at] = 0f;
      pIm[at] = 0f;
    }
    forgetWeights(bin);
    addVariance(bin, 1f);
    scale[bin] = 0f;
    noise[bin] = INITIAL_NOISE;
    for (int t = 0; t < taps; t++) {
      int at = (block * taps + t) * BLOCK_BINS + lane;
      gRe[at] = 0f;
      gIm[at] = 0f;
    }
  }

  private void forgetWeights(int bin) {
    int at = bin / BLOCK_BINS * taps * BLOCK_BINS + bin % BLOCK_BINS;
    for (int t = 0; t < taps; t++, at += BLOCK_BINS) {
      wRe[at] = 0f;
      wIm[at] = 0f;
    }
  }

  private void addVariance(int bin, float variance) {
    int at = bin / BLOCK_BINS * KalmanKernel.triangle(taps) + bin % BLOCK_BINS;
    for (int t = 0; t < taps; t++) {
      pRe[at] += variance * first[t];
      at += (t + 2) * BLOCK_BINS; // to the next row's end
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
      addVariance(bin, 1f);
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
      TapShift.weights(gRe, ends, frames);
      TapShift.weights(gIm, ends, frames);
      for (int block = 0; block < blocks; block++) {
        int at = block * KalmanKernel.triangle(taps);
        expect(block, at, frames);
        TapShift.covariance(pRe, at, ends, frames, spreadRe);
        TapShift.covariance(pIm, at, ends, frames, spreadIm);
      }
    }
  }

  /** What a tap without a past may be like, per bin of a block: {@code spreadRe}. */
  private void expect(int block, int pAt, int frames) {
    Arrays.fill(spreadRe, 0f);
    Arrays.fill(spreadIm, 0f);
    int kept = Math.max(0, midTaps - Math.abs(frames));
    for (int t = Math.max(0, frames); t < Math.max(0, frames) + kept; t++) {
      for (int k = 0; k < BLOCK_BINS; k++) {
        spreadRe[k] += pRe[pAt + (t * (t + 1) / 2 + t) * BLOCK_BINS + k];
      }
    }
    int at = block * taps * BLOCK_BINS;
    for (int k = 0; k < BLOCK_BINS; k++) {
      float square = 0f;
      for (int i = at + k; i < at + taps * BLOCK_BINS; i += BLOCK_BINS) {
        square += wRe[i] * wRe[i] + wIm[i] * wIm[i];
      }
      float likely = kept == 0 ? 1f : spreadRe[k] / kept + square / taps + DRIVE_FLOOR;
      spreadRe[k] = Math.min(1f, likely);
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
    int farAt = far.at(block);
    float[] farRe = far.re();
    float[] farIm = far.im();
    int sides = hearSides(block, far);
    if (sides > 0) {
      joined.join(block, far, sides);
      farAt = 0;
      farRe = joined.re();
      farIm = joined.im();
    }
    int used = ends[sides];
    float share = shares[sides];
    kernel.inner(wRe, wIm, at, farRe, farIm, farAt, used, innerRe, innerIm);
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
    kernel.drive(wRe, wIm, at, lost, share, DRIVE_FLOOR, likely, used, drive);
    kernel.propagate(
        pRe,
        pIm,
        block * KalmanKernel.triangle(taps),
        gRe,
        gIm,
        at,
        scale,
        lasting,
        from,
        drive,
        farRe,
        farIm,
        farAt,
        used,
        productRe,
        productIm);
    System.arraycopy(productRe, 0, gRe, at, used * BLOCK_BINS);
    System.arraycopy(productIm, 0, gIm, at, used * BLOCK_BINS);
    kernel.inner(farRe, farIm, farAt, gRe, gIm, at, used, spreadRe, spreadIm);
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
    kernel.correct(wRe, wIm, at, gRe, gIm, at, innerRe, innerIm, used);
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
    for (int k = 0; k < BLOCK_BINS; k++) {
      int at = block * KalmanKernel.triangle(taps) + k;
      boolean sound = true;
      for (int t = 0; t < taps; t++) {
        sound &= pRe[at] >= -1f && pRe[at] <= LARGEST_VARIANCE;
        at += (t + 2) * BLOCK_BINS;
      }
      if (!sound) {
        resetBin(block * BLOCK_BINS + k);
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
    if (stereo) {
      return inputVariance[bin];
    }
    float sum = 0f;
    int at = bin / BLOCK_BINS * KalmanKernel.triangle(taps) + bin % BLOCK_BINS;
    for (int t = 0; t < midTaps; t++) {
      sum += pRe[at];
      at += (t + 2) * BLOCK_BINS; // to the next row's end
    }
    return sum;
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
