package org.silenzio.echo;

import static org.silenzio.kernel.KalmanKernel.BLOCK_BINS;

import java.util.Arrays;
import java.util.List;
import org.silenzio.kernel.KalmanKernel;
import org.silenzio.kernel.Kernels;

/**
 * The far end's last spectra in the kernel's layout: per block of bins a ring of frames from the
 * newest on, one behind the other. The filters see a window of so many frames as they have taps,
 * which may lie anywhere in the ring: its first frames are repeated behind its end, so that the
 * window lies in one run at any time.
 *
 * <p>Beside them lie those of each {@link Side}, over fewer frames from the same one on.
 */
final class FarSpectra {

  /** Less than this over all frames is silence (unscaled spectra; −110 dBFS or so). */
  private static final float SILENCE_POWER = 1e-9f;

  private final KalmanKernel kernel = Kernels.kalman();
  private final int taps;
  private final int blocks;
  private final int ring;
  private final int stride;
  private final List<SideShape> shapes;
  private final FarSpectra[] sides;
  private final float[] re;
  private final float[] im;
  private final float[] power;
  private final float[] activity;
  private final boolean[] active;
  private final boolean soundingSides;
  private boolean anyActive;
  private int turn;
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
    this(bins, taps, range, List.of());
  }

  /**
   * Makes a silent past.
   *
   * @param bins of each spectrum
   * @param taps frames in the filters' window
   * @param range how many frames late the window can begin
   * @param sides what lies beside them, with no more bins and taps
   */
  FarSpectra(int bins, int taps, int range, List<SideShape> sides) {
    this.taps = taps;
    shapes = sides;
    soundingSides = SideShape.anySounds(sides);
    this.sides = new FarSpectra[sides.size()];
    for (int i = 0; i < this.sides.length; i++) {
      SideShape side = sides.get(i);
      this.sides[i] = new FarSpectra(side.bins(), side.taps(), range + taps - side.taps());
    }
    int padded = Spectrum.padded(bins);
    blocks = padded / BLOCK_BINS;
    ring = taps + range;
    stride = (ring + taps) * BLOCK_BINS;
    re = new float[blocks * stride];
    im = new float[blocks * stride];
    power = new float[padded];
    activity = new float[padded];
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

  /** The same with the sides'. */
  void push(Spectrum spectrum, Spectrum[] sideSpectra) {
    push(spectrum);
    for (int i = 0; i < sides.length; i++) {
      sides[i].push(sideSpectra[i]);
    }
  }

  /**
   * Looks which bins have sound within the window. To be called once it is where it should be.
   * Blocks that had sound are looked at every second time: a hop of silence more is filtered.
   */
  void refresh() {
    turn = 1 - turn;
    anyActive = false;
    for (int b = 0; b < blocks; b++) {
      if (soundingSides || !active[b] || b % 2 == turn) {
        look(b);
      }
      anyActive |= active[b];
    }
    for (int i = 0; i < sides.length; i++) {
      sides[i].refresh();
      if (shapes.get(i).sounds()) {
        join(sides[i]);
      }
    }
  }

  private void look(int block) {
    int from = block * BLOCK_BINS;
    // summed anew each time: a running sum would keep rounding errors louder than silence
    kernel.power(re, im, at(block), taps, power, from);
    float most = 0f;
    for (int k = from; k < from + BLOCK_BINS; k++) {
      activity[k] = power[k] >= SILENCE_POWER ? 1f : 0f;
      most += activity[k];
    }
    active[block] = most > 0f;
  }

  /** Sound is what either has. */
  private void join(FarSpectra side) {
    for (int k = 0; k < power.length; k++) {
      power[k] += side.power[k];
      activity[k] = power[k] >= SILENCE_POWER ? 1f : 0f;
    }
    for (int b = 0; b < blocks; b++) {
      active[b] |= side.active[b];
    }
    anyActive |= side.anyActive;
  }

  /** A side's spectra, in the order in which they were given. */
  FarSpectra side(int number) {
    return sides[number];
  }

  /** A bin's power, summed over the window, with that of sides that sound. */
  float power(int bin) {
    return power[bin];
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
    for (FarSpectra side : sides) {
      side.moveTo(frames);
    }
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

  /** Whether a bin has had sound within the window. */
  boolean isActive(int bin) {
    return activity[bin] > 0f;
  }

  /** The same for all bins: 1 or 0. */
  float[] activity() {
    return activity;
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
    Arrays.fill(activity, 0f);
    Arrays.fill(active, false);
    anyActive = false;
    turn = 0;
    head = 0;
    offset = 0;
    for (FarSpectra side : sides) {
      side.reset();
    }
  }
}
