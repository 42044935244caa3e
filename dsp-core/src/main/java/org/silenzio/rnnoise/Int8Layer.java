package org.silenzio.rnnoise;

import java.util.Arrays;
import org.silenzio.kernel.Int8Matrix;
import org.silenzio.kernel.Kernels;
import org.silenzio.kernel.MatrixKernel;

/**
 * An affine layer whose weights and inputs are integers of 8 bits: of each eight rows only some
 * blocks of four columns are there. Immutable, shared by all streams.
 *
 * <p>Inputs between −1 and 1 become floor(½ + 127·x). Where the C library has AVX2 it adds 127, to
 * have them without sign, and takes that out by another bias; the sums are the same integers.
 */
final class Int8Layer {

  private final MatrixKernel matrix = Kernels.matrix();
  private final int inputs;
  private final int outputs;
  private final Int8Matrix weights;
  private final float[] scale;
  private final float[] bias;

  /** Three per input, for the recurrent layers, whose matrices leave the diagonals out. */
  private final float[] diagonal;

  Int8Layer(WeightArrays arrays, String name, int inputs, int outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
    int[] ends = new int[outputs / Int8Matrix.BLOCK_ROWS];
    String index = name + "_weights_idx";
    int[] columns =
        arrays.has(index)
            ? sparseColumns(index, arrays.ints(index), inputs, ends)
            : allColumns(inputs, ends);
    this.weights =
        new Int8Matrix(
            byColumns(arrays.int8s(name + "_weights_int8", columns.length * Int8Matrix.BLOCK_SIZE)),
            columns,
            ends,
            inputs);
    this.scale = arrays.floats(name + "_scale", outputs);
    this.bias = arrays.floats(name + "_bias", outputs);
    String diagonalName = name + "_weights_diag";
    this.diagonal = arrays.has(diagonalName) ? arrays.floats(diagonalName, outputs) : new float[0];
    if (diagonal.length > 0 && outputs != 3 * inputs) {
      throw WeightArrays.unfit(diagonalName + " belongs to no recurrent layer");
    }
  }

  /** Takes the list apart: for each eight rows the number of blocks, then their first columns. */
  private static int[] sparseColumns(String name, int[] list, int inputs, int[] ends) {
    int[] found = new int[list.length];
    int blocks = 0;
    int at = 0;
    for (int group = 0; group < ends.length; group++) {
      int count = at < list.length ? list[at++] : -1;
      if (count < 0 || count > list.length - at) {
        throw WeightArrays.unfit(name + " ends in group " + group);
      }
      for (int i = 0; i < count; i++) {
        int column = list[at++];
        if (column < 0 || column > inputs - Int8Matrix.BLOCK_COLUMNS) {
          throw WeightArrays.unfit(name + " names column " + column + " of " + inputs);
        }
        found[blocks++] = column;
      }
      ends[group] = blocks;
    }
    if (at != list.length) {
      throw WeightArrays.unfit(name + " goes on behind its last group");
    }
    return Arrays.copyOf(found, blocks);
  }

  private static int[] allColumns(int inputs, int[] ends) {
    int perGroup = inputs / Int8Matrix.BLOCK_COLUMNS;
    int[] all = new int[perGroup * ends.length];
    for (int block = 0; block < all.length; block++) {
      all[block] = block % perGroup * Int8Matrix.BLOCK_COLUMNS;
    }
    for (int group = 0; group < ends.length; group++) {
      ends[group] = (group + 1) * perGroup;
    }
    return all;
  }

  /** The file has a block's weights row by row. */
  private static byte[] byColumns(byte[] byRows) {
    byte[] weights = new byte[byRows.length];
    for (int i = 0; i < byRows.length; i++) {
      int inBlock = i % Int8Matrix.BLOCK_SIZE;
      int row = inBlock / Int8Matrix.BLOCK_COLUMNS;
      int column = inBlock % Int8Matrix.BLOCK_COLUMNS;
      weights[i - inBlock + column * Int8Matrix.BLOCK_ROWS + row] = byRows[i];
    }
    return weights;
  }

  /** What a stream needs beside, enough for the largest layer. */
  static final class Scratch {
    private final byte[] quantized;
    private final short[] spread;
    private final int[] sums;

    Scratch(int maxInputs, int maxOutputs) {
      quantized = new byte[maxInputs];
      // kernels may write a vector beyond
      spread = new short[maxInputs * Int8Matrix.BLOCK_ROWS];
      sums = new int[maxOutputs + 2 * Int8Matrix.BLOCK_ROWS];
    }
  }

  void apply(float[] input, float[] output, Scratch scratch) {
    for (int i = 0; i < inputs; i++) {
      scratch.quantized[i] = (byte) Math.floor(0.5 + 127f * input[i]);
    }
    matrix.spread(scratch.quantized, inputs, scratch.spread);
    matrix.multiply(weights, scratch.spread, scratch.sums);
    for (int o = 0; o < outputs; o++) {
      output[o] = scratch.sums[o] * scale[o] + bias[o];
    }
    for (int part = 0; part < diagonal.length; part += inputs) {
      for (int i = 0; i < inputs; i++) {
        output[part + i] += diagonal[part + i] * input[i];
      }
    }
  }
}
