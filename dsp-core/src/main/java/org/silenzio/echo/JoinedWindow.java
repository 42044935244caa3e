package org.silenzio.echo;

import static org.silenzio.kernel.KalmanKernel.BLOCK_BINS;

import java.util.List;

/**
 * What a filter sees in one block of bins: the window's spectra of the far end's mean and, behind
 * them, those of sides, in the kernel's layout.
 */
final class JoinedWindow {

  private final int[] ends;
  private final float[] re;
  private final float[] im;

  /**
   * Makes an empty one.
   *
   * @param taps spectra of the mean
   * @param sides what follows them
   */
  JoinedWindow(int taps, List<SideShape> sides) {
    ends = new int[1 + sides.size()];
    ends[0] = taps;
    for (int i = 0; i < sides.size(); i++) {
      ends[i + 1] = ends[i] + sides.get(i).taps();
    }
    int joined = sides.isEmpty() ? 0 : ends[sides.size()];
    re = new float[joined * BLOCK_BINS];
    im = new float[joined * BLOCK_BINS];
  }

  /** Behind the last tap of the mean and of each side. */
  int[] ends() {
    return ends;
  }

  /** Lays down a block's spectra of the mean and of the first so many sides. */
  void join(int block, FarSpectra far, int sides) {
    lay(block, far, 0, ends[0]);
    for (int i = 0; i < sides; i++) {
      lay(block, far.side(i), ends[i], ends[i + 1]);
    }
  }

  private void lay(int block, FarSpectra spectra, int from, int to) {
    int count = (to - from) * BLOCK_BINS;
    System.arraycopy(spectra.re(), spectra.at(block), re, from * BLOCK_BINS, count);
    System.arraycopy(spectra.im(), spectra.at(block), im, from * BLOCK_BINS, count);
  }

  float[] re() {
    return re;
  }

  float[] im() {
    return im;
  }
}
