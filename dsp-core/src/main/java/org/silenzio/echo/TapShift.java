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
    for (int at = 0; at < values.length; at += taps * BLOCK_BINS) {
      run(values, at, taps, frames);
    }
  }

  /** The same for two runs of taps, one behind the other, of which each moves by itself. */
  static void weights(float[] values, int taps, int sideTaps, int frames) {
    int side = taps * BLOCK_BINS;
    for (int at = 0; at < values.length; at += (taps + sideTaps) * BLOCK_BINS) {
      run(values, at, taps, frames);
      run(values, at + side, sideTaps, frames);
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

  /**
   * The same for two runs of taps, see {@link #weights(float[], int, int, int)}.
   *
   * @param values the triangles
   * @param at where the block's begin
   * @param taps rows of the first run
   * @param sideTaps rows of the second
   * @param frames how far, positive to earlier taps
   * @param diagonal what new rows have there, per bin
   */
  static void covariance(
      float[] values, int at, int taps, int sideTaps, int frames, float[] diagonal) {
    int rows = taps + sideTaps;
    // in the order in which nothing is overwritten before it is moved
    int step = frames > 0 ? 1 : -1;
    for (int n = 0; n < rows; n++) {
      int i = frames > 0 ? n : rows - 1 - n;
      int fromRow = source(i, taps, sideTaps, frames);
      for (int m = 0, j = frames > 0 ? 0 : i; m <= i; m++, j += step) {
        int fromColumn = source(j, taps, sideTaps, frames);
        int to = entry(at, i, j);
        if (fromRow >= 0 && fromColumn >= 0) {
          System.arraycopy(values, entry(at, fromRow, fromColumn), values, to, BLOCK_BINS);
        } else if (i == j) {
          System.arraycopy(diagonal, 0, values, to, BLOCK_BINS);
        } else {
          Arrays.fill(values, to, to + BLOCK_BINS, 0f);
        }
      }
    }
  }

  /** Which tap hands over to a tap; −1 if none does. */
  private static int source(int tap, int taps, int sideTaps, int frames) {
    int first = tap < taps ? 0 : taps;
    int end = tap < taps ? taps : taps + sideTaps;
    int from = tap + frames;
    return from >= first && from < end ? from : -1;
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
