package org.silenzio.echo;

import static org.silenzio.kernel.KalmanKernel.BLOCK_BINS;

import java.util.Arrays;
import org.silenzio.kernel.KalmanKernel;

/** Moves what the kernel's filters hold to other taps, in place. */
final class TapShift {

  private TapShift() {}

  /**
   * Moves one value per tap and bin: tap t gets what tap t + frames held, or zero where there is
   * none.
   *
   * @param values whole blocks
   * @param taps values per bin
   * @param frames how far, positive to earlier taps
   */
  static void weights(float[] values, int taps, int frames) {
    int block = taps * BLOCK_BINS;
    int kept = Math.max(0, taps - Math.abs(frames)) * BLOCK_BINS;
    for (int at = 0; at < values.length; at += block) {
      if (frames > 0) {
        System.arraycopy(values, at + block - kept, values, at, kept);
        Arrays.fill(values, at + kept, at + block, 0f);
      } else {
        System.arraycopy(values, at, values, at + block - kept, kept);
        Arrays.fill(values, at, at + block - kept, 0f);
      }
    }
  }

  /**
   * Moves rows and columns of one block's lower triangles alike. New rows and columns are zero but
   * for the diagonal.
   *
   * @param values the triangles
   * @param at where the block's begin
   * @param taps rows
   * @param frames how far, positive to earlier taps
   * @param diagonal what new rows have there, per bin
   */
  static void covariance(float[] values, int at, int taps, int frames, float[] diagonal) {
    int kept = Math.max(0, taps - Math.abs(frames));
    if (frames > 0) {
      for (int i = 0; i < kept; i++) {
        System.arraycopy(
            values, entry(at, i + frames, frames), values, row(at, i), (i + 1) * BLOCK_BINS);
      }
      for (int i = kept; i < taps; i++) {
        startRow(values, at, i, diagonal);
      }
    } else {
      int fresh = taps - kept;
      for (int i = taps - 1; i >= fresh; i--) {
        int columns = (i - fresh + 1) * BLOCK_BINS;
        System.arraycopy(values, row(at, i - fresh), values, entry(at, i, fresh), columns);
        Arrays.fill(values, row(at, i), entry(at, i, fresh), 0f);
      }
      for (int i = 0; i < fresh; i++) {
        startRow(values, at, i, diagonal);
      }
    }
  }

  private static void startRow(float[] values, int at, int row, float[] diagonal) {
    int end = entry(at, row, row);
    Arrays.fill(values, row(at, row), end, 0f);
    System.arraycopy(diagonal, 0, values, end, BLOCK_BINS);
  }

  private static int row(int at, int row) {
    return at + KalmanKernel.triangle(row);
  }

  private static int entry(int at, int row, int column) {
    return row(at, row) + column * BLOCK_BINS;
  }
}
