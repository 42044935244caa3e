package org.silenzio.echo;

import static org.silenzio.kernel.KalmanKernel.BLOCK_BINS;

import java.util.Arrays;

/**
 * The far end's last spectra in the kernel's layout: per block of bins the frames from the newest
 * on, one behind the other. Kept twice, so that they lie in one run at any time.
 */
final class FarSpectra {

  /** Less than this over all frames is silence (unscaled spectra; −110 dBFS or so). */
  private static final float SILENCE_POWER = 1e-9f;

  private final int taps;
  private final int blocks;
  private final float[] re;
  private final float[] im;
  private final float[] powers;
  private final float[] power;
  private final boolean[] active;
  private boolean anyActive;
  private int head;

  FarSpectra(int bins, int taps) {
    this.taps = taps;
    int padded = Spectrum.padded(bins);
    blocks = padded / BLOCK_BINS;
    re = new float[2 * taps * padded];
    im = new float[2 * taps * padded];
    powers = new float[taps * padded];
    power = new float[padded];
    active = new boolean[blocks];
  }

  /** Takes the newest spectrum in. */
  void push(Spectrum spectrum) {
    head = head == 0 ? taps - 1 : head - 1;
    anyActive = false;
    for (int b = 0; b < blocks; b++) {
      int from = b * BLOCK_BINS;
      int at = (2 * taps * b + head) * BLOCK_BINS;
      System.arraycopy(spectrum.re, from, re, at, BLOCK_BINS);
      System.arraycopy(spectrum.im, from, im, at, BLOCK_BINS);
      System.arraycopy(spectrum.re, from, re, at + taps * BLOCK_BINS, BLOCK_BINS);
      System.arraycopy(spectrum.im, from, im, at + taps * BLOCK_BINS, BLOCK_BINS);
      int slots = taps * from;
      int slot = slots + head * BLOCK_BINS;
      for (int k = 0; k < BLOCK_BINS; k++) {
        float r = spectrum.re[from + k];
        float i = spectrum.im[from + k];
        powers[slot + k] = r * r + i * i;
        power[from + k] = 0f;
      }
      for (int t = 0; t < taps * BLOCK_BINS; t += BLOCK_BINS) {
        for (int k = 0; k < BLOCK_BINS; k++) {
          power[from + k] += powers[slots + t + k];
        }
      }
      float most = 0f;
      for (int k = 0; k < BLOCK_BINS; k++) {
        most = Math.max(most, power[from + k]);
      }
      active[b] = most >= SILENCE_POWER;
      anyActive |= active[b];
    }
  }

  float[] re() {
    return re;
  }

  float[] im() {
    return im;
  }

  /** Where a block's newest frame begins; the older ones follow. */
  int at(int block) {
    return (2 * taps * block + head) * BLOCK_BINS;
  }

  /** Whether a bin has had sound within the frames kept. */
  boolean isActive(int bin) {
    return power[bin] >= SILENCE_POWER;
  }

  /** Whether any bin of a block has had sound within the frames kept. */
  boolean isBlockActive(int block) {
    return active[block];
  }

  /** Whether there has been any sound within the frames kept. */
  boolean isActive() {
    return anyActive;
  }

  int blocks() {
    return blocks;
  }

  void reset() {
    Arrays.fill(re, 0f);
    Arrays.fill(im, 0f);
    Arrays.fill(powers, 0f);
    Arrays.fill(power, 0f);
    Arrays.fill(active, false);
    anyActive = false;
    head = 0;
  }
}
