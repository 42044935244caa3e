package org.silenzio.echo;

import static org.silenzio.kernel.KalmanKernel.BLOCK_BINS;

import java.util.Arrays;
import java.util.List;

/**
 * The linear echo path up to 8 kHz: filters with the full covariance of their state where the ear
 * and speech are, and cheaper ones with its diagonal above.
 */
final class EchoPath {

  private final int bins;
  private final int taps;
  private final int fullBins;
  private final KalmanBins full;
  private final DiagonalKalman diagonal;
  private final float[] priorPower;
  private final float[] uncertainty;

  /**
   * Makes a path of which nothing is known.
   *
   * @param bins how many bins
   * @param preset which filters serve where
   * @param sides what takes part beside the far end's mean
   * @param keep share of its knowledge that a filter keeps over a step
   * @param noiseKeep share of the observation noise that is kept over a step
   */
  EchoPath(int bins, EchoPreset preset, List<SideShape> sides, float keep, float noiseKeep) {
    this.bins = bins;
    taps = preset.taps();
    priorPower = new float[Spectrum.padded(bins)];
    uncertainty = new float[Spectrum.padded(bins)];
    boolean stereo = SideShape.anySounds(sides);
    fullBins = stereo ? bins / BLOCK_BINS * BLOCK_BINS : preset.fullBins();
    full = new KalmanBins(fullBins, taps, sides, keep, noiseKeep, priorPower, uncertainty);
    diagonal =
        new DiagonalKalman(
            fullBins, bins, preset.diagonalTaps(), sides, keep, noiseKeep, priorPower, uncertainty);
  }

  /** So many of the lowest bins have filters with full covariance. */
  int fullBins() {
    return fullBins;
  }

  /** The filters with full covariance. */
  KalmanBins full() {
    return full;
  }

  /** Takes one step, see {@link KalmanBins#step}. */
  int step(FarSpectra far, Spectrum capture, boolean learning, Spectrum error) {
    return full.step(far, capture, learning, error) + diagonal.step(far, capture, learning, error);
  }

  /** Changes the share of its knowledge that a filter keeps over a step. */
  void keep(float share) {
    full.keep(share);
    diagonal.keep(share);
  }

  /** Moves what was learnt to other taps, see {@link KalmanBins#shift}. */
  void shift(int frames) {
    full.shift(frames);
    diagonal.shift(frames);
  }

  /** Gives the path up, as after a change, but keeps what is known of the noise. */
  void relearn() {
    full.relearn();
    diagonal.relearn();
  }

  /** Takes another's path over where it knows it, and gives the rest up. */
  void relearnFrom(KalmanBins other) {
    full.relearnFrom(other);
    diagonal.relearn();
  }

  /** Per bin the power of what the filter did not foresee in this step. */
  float[] priorPower() {
    return priorPower;
  }

  /** Per bin the power of echo that the filter may have left, by its own uncertainty. */
  float[] uncertainty() {
    return uncertainty;
  }

  /**
   * How strong the path is at each of the far end's lags.
   *
   * @param fromBin the first bin to look at, a block's first
   * @param power receives per tap the mean power of the weights
   */
  void lagPower(int fromBin, float[] power) {
    Arrays.fill(power, 0f);
    full.addLagPower(fromBin, power);
    diagonal.addLagPower(fromBin, power);
    for (int t = 0; t < taps; t++) {
      power[t] /= bins - fromBin;
    }
  }

  void reset() {
    full.reset();
    diagonal.reset();
  }
}
