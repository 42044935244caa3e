package org.silenzio.echo;

import static org.silenzio.kernel.KalmanKernel.BLOCK_BINS;

import java.util.Arrays;

/**
 * The far end's last spectra in the kernel's layout: per block of bins a ring of frames from the
 * newest on, one behind the other. The filters see a window of so many frames as they have taps,
 * which may lie anywhere in the ring: its first frames are repeated behind its end, so that the
 * window lies in one run at any time.
 */
final class FarSpectra {

  /** Less than this over all frames is silence (unscaled spectra; −110 dBFS or so). */
  private static final float SILENCE_POWER = 1e-9f;

  private final int taps;
  private final int blocks;
  private final int ring;
  private final int stride;
  private final float[] re;
  private final float[] im;
  private final float[] power;
  private final boolean[] active;
  private boolean anyActive;
  private int head;
  private int offset;

  /**
   * Makes a silent past.
   *
   * @param bins of each spectrum
   * @param taps frames in the filters' window
   * @param range how many frames late the window can begin
   */
  FarSpectra(int bins, int taps, int range) {
    this.taps = taps;
    int padded = Spectrum.padded(bins);
    blocks = padded / BLOCK_BINS;
    ring = taps + range;
    stride = (ring + taps) * BLOCK_BINS;
    re = new float[blocks * stride];
    im = new float[blocks * stride];
    power = new float[padded];
    active = new boolean[blocks];
  }

  /** Takes the newest spectrum in; {@link #refresh} then looks at the window. */
  void push(Spectrum spectrum) {
    head = head == 0 ? ring - 1 : head - 1;
    for (int b = 0; b < blocks; b++) {
      int from = b * BLOCK_BINS;
      int at = b * stride + head * BLOCK_BINS;
      System.arraycopy(spectrum.re, from, re, at, BLOCK_BINS);
      System.arraycopy(spectrum.im, from, im, at, BLOCK_BINS);
      if (head < taps) {
        System.arraycopy(spectrum.re, from, re, at + ring * BLOCK_BINS, BLOCK_BINS);
        System.arraycopy(spectrum.im, from, im, at + ring * BLOCK_BINS, BLOCK_BINS);
      }
    }
  }

  /** Looks which bins have sound within the window. To be called once it is where it should be. */
  void refresh() {
    anyActive = false;
    for (int b = 0; b < blocks; b++) {
      int from = b * BLOCK_BINS;
      int at = at(b);
      for (int k = from; k < from + BLOCK_BINS; k++) {
        power[k] = 0f;
      }
      // summed anew each time: a running sum would keep rounding errors louder than silence
      for (int t = at; t < at + taps * BLOCK_BINS; t += BLOCK_BINS) {
        for (int k = 0; k < BLOCK_BINS; k++) {
          power[from + k] += re[t + k] * re[t + k] + im[t + k] * im[t + k];
        }
      }
      float most = 0f;
      for (int k = from; k < from + BLOCK_BINS; k++) {
        most = Math.max(most, power[k]);
      }
      active[b] = most >= SILENCE_POWER;
      anyActive |= active[b];
    }
  }

  /** How many frames late the window begins. */
  int offset() {
    return offset;
  }

  /**
   * Puts the window elsewhere.
   *
   * @param frames how late it begins, 0 to the range
   */
  void moveTo(int frames) {
    offset = frames;
  }

  float[] re() {
    return re;
  }

  float[] im() {
    return im;
  }

  /** Where the window's newest frame begins in a block; the older ones follow. */
  int at(int block) {
    return at(block, 0);
  }

  /** The same for a window that lies so many frames further back, see {@link #reaches}. */
  int at(int block, int further) {
    return block * stride + (head + offset + further) % ring * BLOCK_BINS;
  }

  /** Whether a window that lies so many frames further back holds nothing but known frames. */
  boolean reaches(int further) {
    return offset + further >= 0 && offset + further <= ring - taps;
  }

  /** A bin's power, summed over the window. */
  float power(int bin) {
    return power[bin];
  }

  /** Whether a bin has had sound within the window. */
  boolean isActive(int bin) {
    return power[bin] >= SILENCE_POWER;
  }

  /** Whether any bin of a block has had sound within the window. */
  boolean isBlockActive(int block) {
    return active[block];
  }

  /** Whether there has been any sound within the window. */
  boolean isActive() {
    return anyActive;
  }

  int blocks() {
    return blocks;
  }

  /** Forgets the sound; the window goes back to the newest frames. */
  void reset() {
    Arrays.fill(re, 0f);
    Arrays.fill(im, 0f);
    Arrays.fill(power, 0f);
    Arrays.fill(active, false);
    anyActive = false;
    head = 0;
    offset = 0;
  }
}
