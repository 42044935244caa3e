package org.silenzio.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * A sparse matrix of integers of 8 bits for {@link MatrixKernel#multiply}: of each group of eight
 * rows only some blocks of four columns are there. Immutable, so safe from any thread.
 *
 * <p>A group's blocks are dealt into runs of {@link #RUN_BLOCKS} such that the products that fall
 * on one place of a run's blocks have a sum of 16 bits, whatever the inputs are. So a kernel may
 * sum places in half the width and widens once per run; and runs of one length need no loop. What a
 * run lacks is filled up with blocks of zeros.
 */
public final class Int8Matrix {

  /** Rows of a block. */
  public static final int BLOCK_ROWS = 8;

  /** Columns of a block. */
  public static final int BLOCK_COLUMNS = 4;

  /** Weights of a block. */
  public static final int BLOCK_SIZE = BLOCK_ROWS * BLOCK_COLUMNS;

  /** Blocks of a run. */
  static final int RUN_BLOCKS = 4;

  /** The weights at one place of a run's blocks, times the largest input, stay in 16 bits. */
  private static final int RUN_WEIGHT = Short.MAX_VALUE / -Byte.MIN_VALUE;

  /** Run by run, a column's side by side, each row at its {@link #place}. */
  final byte[] weights;

  /** The first column of each block, run by run. */
  final int[] columns;

  /** For each group of rows the run behind its last one. */
  final int[] groupEnds;

  /**
   * Takes over a matrix.
   *
   * @param weights {@link #BLOCK_SIZE} per block, a column's weights side by side
   * @param columns the first column of each block, from 0 to inputs − 4
   * @param ends for each group of rows, the block behind its last one; never falling
   * @param inputs the matrix' columns
   * @throws IllegalArgumentException if these do not belong together
   */
  public Int8Matrix(byte[] weights, int[] columns, int[] ends, int inputs) {
    check(weights, columns, ends, inputs);
    this.groupEnds = new int[ends.length];
    List<Run> runs = new ArrayList<>();
    int block = 0;
    for (int group = 0; group < ends.length; group++) {
      runs.addAll(deal(weights, block, ends[group]));
      block = ends[group];
      groupEnds[group] = runs.size();
    }
    this.weights = new byte[runs.size() * RUN_BLOCKS * BLOCK_SIZE];
    this.columns = new int[runs.size() * RUN_BLOCKS];
    int to = 0;
    for (Run run : runs) {
      for (int i = 0; i < run.size; i++) {
        int at = run.blocks[i] * BLOCK_SIZE;
        for (int w = 0; w < BLOCK_SIZE; w++) {
          int row = w % BLOCK_ROWS;
          this.weights[(to + i) * BLOCK_SIZE + w - row + place(row)] = weights[at + w];
        }
        this.columns[to + i] = columns[run.blocks[i]];
      }
      to += RUN_BLOCKS;
    }
  }

  private static void check(byte[] weights, int[] columns, int[] ends, int inputs) {
    if (weights.length != columns.length * BLOCK_SIZE) {
      throw new IllegalArgumentException(
          "weights are %d, allowed: %d for each of %d blocks"
              .formatted(weights.length, BLOCK_SIZE, columns.length));
    }
    for (int column : columns) {
      if (column < 0 || column > inputs - BLOCK_COLUMNS) {
        throw new IllegalArgumentException(
            "a block's first column is %d, allowed: 0 to %d"
                .formatted(column, inputs - BLOCK_COLUMNS));
      }
    }
    int last = 0;
    for (int end : ends) {
      if (end < last) {
        throw new IllegalArgumentException(
            "a group ends at block %d before %d".formatted(end, last));
      }
      last = end;
    }
    if (last != columns.length) {
      throw new IllegalArgumentException(
          "the last group ends at block %d, allowed: %d".formatted(last, columns.length));
    }
  }

  /**
   * Where a row stands within a column. The upper half's rows stand between the lower half's: when
   * two places of 16 bits are seen as one of 32, that holds a row of each half.
   */
  static int place(int row) {
    return 2 * row % BLOCK_ROWS + 2 * row / BLOCK_ROWS;
  }

  /** Each to the first run that takes it: trained layers leave one place in twenty empty. */
  private static List<Run> deal(byte[] weights, int from, int end) {
    List<Run> runs = new ArrayList<>();
    for (int block = from; block < end; block++) {
      int run = 0;
      while (run < runs.size() && !runs.get(run).takes(weights, block)) {
        run++;
      }
      if (run == runs.size()) {
        runs.add(new Run());
        runs.getLast().takes(weights, block);
      }
    }
    return runs;
  }

  private static final class Run {
    private final int[] blocks = new int[RUN_BLOCKS];
    private final int[] sums = new int[BLOCK_SIZE];
    private int size;

    boolean takes(byte[] weights, int block) {
      if (size == RUN_BLOCKS) {
        return false;
      }
      int at = block * BLOCK_SIZE;
      for (int i = 0; i < BLOCK_SIZE; i++) {
        if (sums[i] + Math.abs(weights[at + i]) > RUN_WEIGHT) {
          return false;
        }
      }
      for (int i = 0; i < BLOCK_SIZE; i++) {
        sums[i] += Math.abs(weights[at + i]);
      }
      blocks[size++] = block;
      return true;
    }
  }
}
