package org.silenzio.gain;

import java.util.Arrays;

/**
 * The power of what is always there: the least that a smoothed power has been for some seconds.
 *
 * <p>R. Martin, "Noise power spectral density estimation based on optimal smoothing and minimum
 * statistics", IEEE Trans. Speech and Audio Proc. 9(5), 2001, in its simplest form: one band, a
 * fixed smoothing, a fixed correction of the bias.
 */
final class BackgroundLevel {

  /** The least is of so many parts of the memory, so that it need not keep all blocks. */
  private static final int PARTS = 8;

  /** What the smoothed power keeps over a block: 30 ms, so that dips between syllables count. */
  private static final double KEEP = 0.7;

  /** The least of so many smoothed powers of noise lies this far below their mean: 1.8 dB. */
  private static final double BIAS = 1.5;

  /** What is taken while nothing is known yet: −60 dBFS, a quiet room. */
  private static final double UNKNOWN = 1e-6;

  /** Less than this, −300 dB, is silence: far from where doubles become denormal. */
  private static final double SILENCE = 1e-30;

  private final double[] parts = new double[PARTS];
  private final int partBlocks;
  private int part;
  private int blocks;
  private int partsDone;
  private double smoothed;
  private double least;

  /** Makes one that remembers so many blocks of 10 ms, and does not know one yet. */
  BackgroundLevel(int memoryBlocks) {
    partBlocks = memoryBlocks / PARTS;
    reset();
  }

  /** Takes a block's mean power. */
  void take(double power) {
    double next = smoothed < 0 ? power : KEEP * smoothed + (1 - KEEP) * power;
    smoothed = next < SILENCE ? 0 : next;
    parts[part] = Math.min(parts[part], smoothed);
    least = Math.min(least, parts[part]);
    blocks++;
    if (blocks == partBlocks) {
      blocks = 0;
      partsDone = Math.min(partsDone + 1, PARTS);
      part = part + 1 == PARTS ? 0 : part + 1;
      parts[part] = smoothed;
      least = smoothed;
      for (double other : parts) {
        least = Math.min(least, other);
      }
    }
  }

  /** The background's power: 0 in digital silence; at first rather too much than too little. */
  double power() {
    return BIAS * least;
  }

  /** The same; at first rather too little. */
  double leastPower() {
    return partsDone < PARTS ? Math.min(power(), UNKNOWN) : power();
  }

  void reset() {
    Arrays.fill(parts, Double.MAX_VALUE / 2);
    part = 0;
    blocks = 0;
    smoothed = -1;
    least = Double.MAX_VALUE / 2;
    partsDone = 0;
  }
}
