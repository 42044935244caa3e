package org.silenzio.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixKernelTest {

  private final MatrixKernel kernel = Kernels.matrix();

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7, 8, 16, 31, 32, 33, 64, 100, 128})
  void denseIsTheProductAndTheTwinsAgreeBitForBit(int outputs) {
    Random random = new Random(outputs);
    int inputs = 37;
    float[] weights = new float[inputs * outputs];
    float[] input = new float[inputs];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < inputs; i++) {
      input[i] = (float) random.nextGaussian();
    }
    float[] output = new float[outputs + 1];
    output[outputs] = 7f;
    kernel.dense(weights, input, inputs, output, outputs);
    assertEquals(7f, output[outputs], "nothing is written beyond");
    for (int o = 0; o < outputs; o++) {
      double truth = 0;
      for (int i = 0; i < inputs; i++) {
        truth += (double) weights[i * outputs + o] * input[i];
      }
      assertEquals(truth, output[o], 1e-4);
    }
    float[] scalar = new float[outputs + 1];
    scalar[outputs] = 7f;
    Kernels.matrix(KernelKind.SCALAR).dense(weights, input, inputs, scalar, outputs);
    assertArrayEquals(scalar, output, 0f);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 40, 64, 128}) // runs full of light blocks, and runs of one block
  void sparseProductsAreExactAtTheEndsOfTheirRange(int heaviest) {
    Random random = new Random(heaviest);
    int inputs = 384;
    int groups = 17;
    int[] ends = new int[groups];
    int blocks = 0;
    for (int g = 0; g < groups; g++) {
      blocks += g % 3 == 2 ? 0 : random.nextInt(1, inputs / 4); // some groups have none
      ends[g] = blocks;
    }
    int[] columns =
        IntStream.generate(() -> 4 * random.nextInt(inputs / 4)).limit(blocks).toArray();
    byte[] weights = new byte[blocks * Int8Matrix.BLOCK_SIZE];
    for (int i = 0; i < weights.length; i++) {
      // half of them at one end, so that sums come to their bounds
      weights[i] = (byte) Math.max(-heaviest, random.nextInt(-3 * heaviest, heaviest));
    }
    byte[] input = new byte[inputs];
    for (int i = 0; i < inputs; i++) {
      input[i] = (byte) (i % 5 < 3 ? -128 : i % 5 == 3 ? 127 : random.nextInt(-128, 128));
    }
    short[] spread = new short[inputs * Int8Matrix.BLOCK_ROWS];
    int[] sums = new int[(groups + 2) * Int8Matrix.BLOCK_ROWS];
    kernel.spread(input, inputs, spread);
    kernel.multiply(new Int8Matrix(weights, columns, ends, inputs), spread, sums);
    int block = 0;
    for (int g = 0; g < groups; g++) {
      long[] truth = new long[Int8Matrix.BLOCK_ROWS];
      for (; block < ends[g]; block++) {
        for (int c = 0; c < Int8Matrix.BLOCK_COLUMNS; c++) {
          for (int r = 0; r < truth.length; r++) {
            int weight = weights[block * Int8Matrix.BLOCK_SIZE + c * truth.length + r];
            truth[r] += weight * input[columns[block] + c];
          }
        }
      }
      for (int r = 0; r < truth.length; r++) {
        assertEquals(truth[r], sums[g * truth.length + r], "group " + g + ", row " + r);
      }
    }
  }
}
