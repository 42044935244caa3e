package org.silenzio.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class Int8MatrixTest {

  private static final int SIZE = Int8Matrix.BLOCK_SIZE;

  @Test
  void lightBlocksShareRunsAndHeavyOnesDoNot() {
    assertEquals(2, runs((byte) 63, 8));
    assertEquals(4, runs((byte) 127, 8));
    assertEquals(8, runs((byte) -128, 8));
    assertEquals(1, runs((byte) 1, 3));
    assertEquals(0, runs((byte) 1, 0));
  }

  private static int runs(byte weight, int blocks) {
    byte[] weights = new byte[blocks * SIZE];
    Arrays.fill(weights, weight);
    Int8Matrix matrix = new Int8Matrix(weights, new int[blocks], new int[] {blocks}, 4);
    return matrix.groupEnds[0];
  }

  @Test
  void refusesWhatDoesNotBelongTogether() {
    refuses("weights", new byte[SIZE + 1], new int[1], 1);
    refuses("column", new byte[SIZE], new int[] {5}, 1);
    refuses("column", new byte[SIZE], new int[] {-1}, 1);
    refuses("ends at block", new byte[2 * SIZE], new int[2], 2, 1);
    refuses("last group", new byte[2 * SIZE], new int[2], 1, 1);
  }

  private static void refuses(String what, byte[] weights, int[] columns, int... ends) {
    Exception refused =
        assertThrows(
            IllegalArgumentException.class, () -> new Int8Matrix(weights, columns, ends, 8));
    assertTrue(refused.getMessage().contains(what), refused.getMessage());
  }
}
