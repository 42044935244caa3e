package org.silenzio.echo;

import static org.silenzio.kernel.KalmanKernel.BLOCK_BINS;

import java.util.List;

/**
 * What a filter sees in one block of bins: the window's spectra of the far end's mean and, behind
 * them, those of sides, in the kernel's layout.
 */
final class JoinedWindow {

  private final int[] ends;
  private final float[] joinedRe;
  private final float[] joinedIm;
  private float[] re = {};
  private float[] im = {};
  private int at;

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
    joinedRe = new float[joined * BLOCK_BINS];
    joinedIm = new float[joined * BLOCK_BINS];
  }

  /** Behind the last tap of the mean and of each side. */
  int[] ends() {
    return ends;
  }

  /**
   * Moves to a block's spectra of the mean and of the first so many sides. The mean's alone are
   * looked at where they are.
   */
  void lookAt(int block, FarSpectra far, int sides) {
    if (sides == 0) {
      re = far.re();
      im = far.im();
      at = far.at(block);
      return;
    }
    lay(block, far, 0, ends[0]);
    for (int i = 0; i < sides; i++) {
      lay(block, far.side(i), ends[i], ends[i + 1]);
    }
    re = joinedRe;
    im = joinedIm;
    at = 0;
  }

  private void lay(int block, FarSpectra spectra, int from, int to) {
    int count = (to - from) * BLOCK_BINS;
    System.arraycopy(spectra.re(), spectra.at(block), joinedRe, from * BLOCK_BINS, count);
    System.arraycopy(spectra.im(), spectra.at(block), joinedIm, from * BLOCK_BINS, count);
  }

  /** The real parts; where they begin says {@link #at}. */
  float[] re() {
    return re;
  }

  /** The imaginary parts, at the same place. */
  float[] im() {
    return im;
  }

  /** Where the block begins in both. */
  int at() {
    return at;
  }
}
