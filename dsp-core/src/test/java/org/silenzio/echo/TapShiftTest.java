package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.silenzio.kernel.KalmanKernel.BLOCK_BINS;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.kernel.CovarianceKernel;

class TapShiftTest {

  private static final int TAPS = 5;

  /** Behind the taps of the mean and those of two sides. */
  private static final int[] ENDS = {5, 8, 10};

  /** A value that tells where it was. */
  private static float mark(int block, int row, int column, int bin) {
    return 1 + bin + 100 * column + 1_000 * row + 10_000 * block;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 9, -1, -3, -4, -5, -9})
  void everyTapTakesOverWhatItsPredecessorHeld(int frames) {
    float[] values = new float[3 * TAPS * BLOCK_BINS];
    for (int b = 0; b < 3; b++) {
      for (int t = 0; t < TAPS; t++) {
        for (int k = 0; k < BLOCK_BINS; k++) {
          values[(b * TAPS + t) * BLOCK_BINS + k] = mark(b, t, 0, k);
        }
      }
    }
    TapShift.weights(values, new int[] {TAPS}, frames);
    for (int b = 0; b < 3; b++) {
      for (int t = 0; t < TAPS; t++) {
        int old = t + frames;
        for (int k = 0; k < BLOCK_BINS; k++) {
          float expected = old >= 0 && old < TAPS ? mark(b, old, 0, k) : 0f;
          assertEquals(expected, values[(b * TAPS + t) * BLOCK_BINS + k]);
        }
      }
    }
  }

  /** Which of 5 + 3 + 2 taps hands over to another, or −1. */
  private static int source(int tap, int frames) {
    int from = tap + frames;
    return from >= 0 && from < 10 && run(from) == run(tap) ? from : -1;
  }

  private static int run(int tap) {
    return tap < 5 ? 0 : tap < 8 ? 1 : 2;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 9, -1, -2, -3, -4, -5, -9})
  void meanAndSidesMoveEachByItself(int frames) {
    int rows = 10;
    float[] weights = new float[2 * rows * BLOCK_BINS];
    float[] covariances = new float[2 * CovarianceKernel.triangle(rows)];
    float[] diagonal = new float[BLOCK_BINS];
    for (int b = 0, at = 0; b < 2; b++) {
      for (int i = 0; i < rows; i++) {
        for (int k = 0; k < BLOCK_BINS; k++) {
          weights[(b * rows + i) * BLOCK_BINS + k] = mark(b, i, 0, k);
        }
        for (int j = 0; j <= i; j++) {
          for (int k = 0; k < BLOCK_BINS; k++) {
            covariances[at++] = mark(b, i, j, k);
          }
        }
      }
    }
    for (int k = 0; k < BLOCK_BINS; k++) {
      diagonal[k] = -1 - k;
    }
    TapShift.weights(weights, ENDS, frames);
    for (int b = 0, at = 0; b < 2; b++) {
      TapShift.covariance(covariances, at, ENDS, frames, diagonal);
      for (int i = 0; i < rows; i++) {
        int row = source(i, frames);
        for (int k = 0; k < BLOCK_BINS; k++) {
          float weight = row < 0 ? 0f : mark(b, row, 0, k);
          assertEquals(weight, weights[(b * rows + i) * BLOCK_BINS + k]);
        }
        for (int j = 0; j <= i; j++) {
          int column = source(j, frames);
          for (int k = 0; k < BLOCK_BINS; k++) {
            float fresh = i == j ? diagonal[k] : 0f;
            float expected = row < 0 || column < 0 ? fresh : mark(b, row, column, k);
            assertEquals(expected, covariances[at++], i + ", " + j);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 9, -1, -3, -4, -5, -9})
  void covariancesMoveAlongTheDiagonalOfTheirBlockAlone(int frames) {
    int size = CovarianceKernel.triangle(TAPS);
    float[] values = new float[3 * size];
    for (int b = 0; b < 3; b++) {
      int at = b * size;
      for (int i = 0; i < TAPS; i++) {
        for (int j = 0; j <= i; j++) {
          for (int k = 0; k < BLOCK_BINS; k++) {
            values[at++] = mark(b, i, j, k);
          }
        }
      }
    }
    float[] before = values.clone();
    float[] diagonal = new float[BLOCK_BINS];
    for (int k = 0; k < BLOCK_BINS; k++) {
      diagonal[k] = -1 - k;
    }
    TapShift.covariance(values, size, new int[] {TAPS}, frames, diagonal);
    int at = 0;
    for (int b = 0; b < 3; b++) {
      for (int i = 0; i < TAPS; i++) {
        for (int j = 0; j <= i; j++) {
          int row = i + frames;
          int column = j + frames;
          boolean known = column >= 0 && row < TAPS;
          for (int k = 0; k < BLOCK_BINS; k++) {
            float fresh = i == j ? -1 - k : 0f;
            float expected = b != 1 ? before[at] : known ? mark(b, row, column, k) : fresh;
            assertEquals(expected, values[at++]);
          }
        }
      }
    }
  }
}
