package org.silenzio.echo;

import static org.silenzio.kernel.KalmanKernel.BLOCK_BINS;

import java.util.Arrays;
import org.silenzio.kernel.KalmanKernel;
import org.silenzio.kernel.Kernels;

/**
 * Tells how much faster the microphone's clock runs than the loudspeaker's, from what the filters
 * learn: when the echo comes ever later, their weights turn, the faster the higher the frequency.
 * The drift is told until they stand still. It cannot run away: as long as the path stands, its
 * filters turn to and fro and no further; in double talk and silence they hardly move; and a filter
 * that is unsure or has been started anew has no say. What the far end is not read by, and does not
 * turn the filters either, is soon forgotten: it was none.
 */
final class DriftTracker {

  /**
   * Up to here speech teaches the filters well, and a turn within a round is below half a circle.
   */
  private static final double TO_HZ = 4_000;

  /** The first bin that has a say: 200 Hz. */
  private static final double FROM_HZ = 200;

  /** Clocks are never further apart. */
  private static final double MAX_PPM = 500;

  /**
   * Less drift than this the filters follow by themselves, and it may be nothing but a device that
   * is moved: the clocks count as one. Once they do not, half of it is enough.
   */
  private static final double LEAST_PPM = 12;

  /** So many times more it takes at first: filters that begin feign 20 ppm and more, */
  private static final double FIRST_DOUBTS = 3;

  /** and less and less over so many seconds of turning weights. */
  private static final double DOUBTS_SECONDS = 0.5;

  /** So many seconds it takes to follow most of a new drift, at first and later on. */
  private static final double FIRST_SECONDS = 1;

  private static final double LATER_SECONDS = 3;

  /** So many seconds of turning weights lie between the two. */
  private static final double SETTLING_SECONDS = 15;

  /** Weights whose power is below so many times their uncertainty have no say. */
  private static final float SURE = 4f;

  /** No bin has a larger say than that of weights so many times stronger than their uncertainty. */
  private static final float MOST_SAY = 100f;

  /** Squared coherence of a bin's weights, before and after: less is more than a turn. */
  private static final float SAME = 0.8f;

  /** Weights that turn faster than this are on their way to another drift. */
  private static final double TURNING_PPM = 15;

  /** What the turn's mean keeps from look to look: half a second. */
  private static final double TURN_KEEP = 0.8;

  private final KalmanKernel kernel = Kernels.kalman();
  private final int taps;
  private final int blocks;
  private final double radiansPerBin;
  private final int firstBin;
  private final float[] turnRe = new float[BLOCK_BINS];
  private final float[] turnIm = new float[BLOCK_BINS];
  private final float[] now = new float[BLOCK_BINS];
  private final float[] before = new float[BLOCK_BINS];
  private final float[] beforeRe;
  private final float[] beforeIm;
  private int block;
  private double turn;
  private double settling;
  private double weight;
  private double driftPpm;
  private double followedPpm;
  private double turningSeconds;
  private double meanTurnPpm;

  /**
   * Makes a tracker of clocks that run alike.
   *
   * @param taps of the filters
   * @param bins of the filters
   * @param windowSamples of their spectra
   */
  DriftTracker(int taps, int bins, int windowSamples) {
    this.taps = taps;
    double binsPerHz = (double) windowSamples / Steps.SAMPLE_RATE_HZ;
    firstBin = (int) Math.ceil(FROM_HZ * binsPerHz);
    blocks = Math.min(bins, (int) (TO_HZ * binsPerHz)) / BLOCK_BINS;
    radiansPerBin = 2 * Math.PI / windowSamples;
    beforeRe = new float[blocks * taps * BLOCK_BINS];
    beforeIm = new float[blocks * taps * BLOCK_BINS];
  }

  /**
   * Looks at the next block of bins; all of them take a tenth of a second. The far end is read by
   * {@link #followedPpm}.
   *
   * @param filter after its step
   * @param settlingPpm how fast the far end's window moved without a drift, which the filter takes
   *     for one the other way
   */
  void step(KalmanBins filter, double settlingPpm) {
    settling += settlingPpm;
    int from = block * taps * BLOCK_BINS;
    int weightsAt = filter.weightsAt(block);
    float[] wRe = filter.weightsRe();
    float[] wIm = filter.weightsIm();
    kernel.inner(beforeRe, beforeIm, from, wRe, wIm, weightsAt, taps, turnRe, turnIm);
    kernel.power(wRe, wIm, weightsAt, taps, now, 0);
    kernel.power(beforeRe, beforeIm, from, taps, before, 0);
    for (int k = 0; k < BLOCK_BINS; k++) {
      int bin = block * BLOCK_BINS + k;
      if (bin >= firstBin) {
        look(filter.variance(bin), bin, k);
      }
    }
    System.arraycopy(filter.weightsRe(), weightsAt, beforeRe, from, taps * BLOCK_BINS);
    System.arraycopy(filter.weightsIm(), weightsAt, beforeIm, from, taps * BLOCK_BINS);
    block++;
    if (block == blocks) {
      block = 0;
      follow();
    }
  }

  /** How far a bin's weights have turned since the last look. */
  private void look(float unsure, int bin, int lane) {
    float re = turnRe[lane];
    float im = turnIm[lane];
    float square = re * re + im * im;
    if (unsure > 0f && now[lane] > SURE * unsure && square > SAME * now[lane] * before[lane]) {
      double say = Math.min(MOST_SAY, now[lane] / unsure);
      double radians = radiansPerBin * bin;
      turn += say * radians * Math.atan2(im, re);
      weight += say * radians * radians;
    }
  }

  private void follow() {
    if (weight > 0) {
      double ppm = turn / weight / (blocks * Steps.HOP_SAMPLES) * 1e6 + settling / blocks;
      double seconds = blocks * Steps.HOP_MS * 1e-3;
      double settled = Math.min(1, turningSeconds / SETTLING_SECONDS);
      double slow = FIRST_SECONDS + (LATER_SECONDS - FIRST_SECONDS) * settled;
      double heard = followedPpm + ppm;
      driftPpm = Math.clamp(driftPpm + (heard - driftPpm) * seconds / slow, -MAX_PPM, MAX_PPM);
      double doubts = 1 + FIRST_DOUBTS * Math.exp(-turningSeconds / DOUBTS_SECONDS);
      double least = followedPpm == 0 ? doubts * LEAST_PPM : LEAST_PPM / 2;
      followedPpm = Math.abs(driftPpm) < least ? 0 : driftPpm;
      turningSeconds += seconds;
      meanTurnPpm = TURN_KEEP * meanTurnPpm + (1 - TURN_KEEP) * ppm;
    } else {
      meanTurnPpm *= TURN_KEEP;
    }
    turn = 0;
    weight = 0;
    settling = 0;
  }

  /** How much faster the microphone's clock runs, in millionths. */
  double driftPpm() {
    return driftPpm;
  }

  /** The drift by which the far end should be read: none while the clocks count as one. */
  double followedPpm() {
    return followedPpm;
  }

  /** Whether the weights still turn, so that a filter with a long memory would lag behind. */
  boolean isTurning() {
    return Math.abs(meanTurnPpm) > TURNING_PPM;
  }

  /** What the filters know has been moved: there is nothing to compare it with. */
  void skip() {
    Arrays.fill(beforeRe, 0f);
    Arrays.fill(beforeIm, 0f);
    turn = 0;
    weight = 0;
    settling = 0;
  }

  void reset() {
    skip();
    block = 0;
    driftPpm = 0;
    followedPpm = 0;
    turningSeconds = 0;
    meanTurnPpm = 0;
  }
}
