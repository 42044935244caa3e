package org.silenzio.echo;

import static org.silenzio.kernel.KalmanKernel.BLOCK_BINS;

import java.util.Arrays;
import org.silenzio.kernel.CovarianceKernel;

/** Moves what the kernel's filters hold to other taps, in place. */
final class TapShift {

  private TapShift() {}

  /**
   * Moves one value per tap and bin, for runs of taps, one behind the other, of which each moves by
   * itself: tap t gets what tap t + frames held, or zero where its run has none.
   *
   * @param values whole blocks
   * @param ends behind the last tap of each run
   * @param frames how far, positive to earlier taps
   */
  static void weights(float[] values, int[] ends, int frames) {
    int taps = ends[ends.length - 1];
    for (int at = 0; at < values.length; at += taps * BLOCK_BINS) {
      int first = 0;
      for (int end : ends) {
        run(values, at + first * BLOCK_BINS, end - first, frames);
        first = end;
      }
    }
  }

  private static void run(float[] values, int at, int taps, int frames) {
    int block = taps * BLOCK_BINS;
    int kept = Math.max(0, taps - Math.abs(frames)) * BLOCK_BINS;
    if (frames > 0) {
      System.arraycopy(values, at + block - kept, values, at, kept);
      Arrays.fill(values, at + kept, at + block, 0f);
    } else {
      System.arraycopy(values, at, values, at + block - kept, kept);
      Arrays.fill(values, at, at + block - kept, 0f);
    }
  }

  /**
   * Moves rows and columns of one block's lower triangles alike, for runs of taps of which each
   * moves by itself. New rows and columns are zero but for the diagonal.
   *
   * @param values the triangles
   * @param at where the block's begin
   * @param ends behind the last row of each run
   * @param frames how far, positive to earlier taps
   * @param diagonal what new rows have there, per bin
   */
  static void covariance(float[] values, int at, int[] ends, int frames, float[] diagonal) {
    int rows = ends[ends.length - 1];
    for (int n = 0; n < rows; n++) {
      int row = frames > 0 ? n : rows - 1 - n; // none is overwritten before it is moved
      int from = source(row, ends, frames);
      if (from < 0) {
        int end = entry(at, row, row);
        Arrays.fill(values, row(at, row), end, 0f);
        System.arraycopy(diagonal, 0, values, end, BLOCK_BINS);
      } else {
        int first = 0;
        for (int end : ends) {
          columns(values, at, row, from, first, Math.min(row + 1, end), end, frames);
          first = end;
        }
      }
    }
  }

  /** Moves a row's columns of one run; nothing if it has none. */
  private static void columns(
      float[] values, int at, int row, int from, int first, int end, int runEnd, int frames) {
    int kept = Math.max(first, first - frames);
    int keptEnd = Math.min(end, runEnd - frames);
    if (end <= first) {
      return;
    }
    if (keptEnd > kept) {
      int count = (keptEnd - kept) * BLOCK_BINS;
      int source = entry(at, from, kept + frames);
      System.arraycopy(values, source, values, entry(at, row, kept), count);
    }
    Arrays.fill(values, entry(at, row, first), entry(at, row, Math.min(kept, end)), 0f);
    Arrays.fill(values, entry(at, row, Math.max(keptEnd, first)), entry(at, row, end), 0f);
  }

  /** Which tap hands over to a tap; −1 if none does. */
  private static int source(int tap, int[] ends, int frames) {
    int run = 0;
    while (tap >= ends[run]) {
      run++;
    }
    int first = run == 0 ? 0 : ends[run - 1];
    int from = tap + frames;
    return from >= first && from < ends[run] ? from : -1;
  }

  private static int row(int at, int row) {
    return at + CovarianceKernel.triangle(row);
  }

  private static int entry(int at, int row, int column) {
    return row(at, row) + column * BLOCK_BINS;
  }
}
