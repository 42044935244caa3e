package org.silenzio.transform;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.silenzio.kernel.Lanes;

/**
 * Transposes squares of as many rows as a vector has lanes, by exchanging the off-diagonal halves
 * of ever larger squares; two sizes per pass through memory.
 */
final class LaneTranspose {

  private static final VectorSpecies<Float> LANES = Lanes.FLOATS;
  private static final int ROW = LANES.length();

  private static final VectorShuffle<Float> XOR_1 = xor(1);
  private static final VectorShuffle<Float> XOR_2 = xor(2);
  private static final VectorShuffle<Float> XOR_4 = xor(4);
  private static final VectorShuffle<Float> XOR_8 = xor(8);
  private static final VectorMask<Float> BIT_1 = bit(1);
  private static final VectorMask<Float> BIT_2 = bit(2);
  private static final VectorMask<Float> BIT_4 = bit(4);
  private static final VectorMask<Float> BIT_8 = bit(8);
  private static final VectorMask<Float> NO_1 = BIT_1.not();
  private static final VectorMask<Float> NO_2 = BIT_2.not();
  private static final VectorMask<Float> NO_4 = BIT_4.not();
  private static final VectorMask<Float> NO_8 = BIT_8.not();

  private LaneTranspose() {}

  private static VectorShuffle<Float> xor(int bit) {
    return VectorShuffle.fromOp(LANES, lane -> (lane ^ bit) % ROW);
  }

  private static VectorMask<Float> bit(int bit) {
    boolean[] lanes = new boolean[ROW];
    for (int i = 0; i < ROW; i++) {
      lanes[i] = (i & bit) != 0;
    }
    return VectorMask.fromArray(LANES, lanes, 0);
  }

  /** Reads rows from one place and writes columns to another. */
  static void transpose(float[] in, int inAt, float[] out, int outAt) {
    exchange12(in, inAt, out, outAt);
    if (ROW == 8) {
      exchange4(out, outAt);
    } else if (ROW == 16) {
      exchange48(out, outAt);
    }
  }

  private static void exchange12(float[] in, int inAt, float[] out, int outAt) {
    for (int i = 0; i < ROW * ROW; i += 4 * ROW) {
      FloatVector a = fromArray(LANES, in, inAt + i);
      FloatVector b = fromArray(LANES, in, inAt + i + ROW);
      FloatVector c = fromArray(LANES, in, inAt + i + 2 * ROW);
      FloatVector d = fromArray(LANES, in, inAt + i + 3 * ROW);
      FloatVector a1 = a.blend(b.rearrange(XOR_1), BIT_1);
      FloatVector b1 = b.blend(a.rearrange(XOR_1), NO_1);
      FloatVector c1 = c.blend(d.rearrange(XOR_1), BIT_1);
      FloatVector d1 = d.blend(c.rearrange(XOR_1), NO_1);
      a1.blend(c1.rearrange(XOR_2), BIT_2).intoArray(out, outAt + i);
      b1.blend(d1.rearrange(XOR_2), BIT_2).intoArray(out, outAt + i + ROW);
      c1.blend(a1.rearrange(XOR_2), NO_2).intoArray(out, outAt + i + 2 * ROW);
      d1.blend(b1.rearrange(XOR_2), NO_2).intoArray(out, outAt + i + 3 * ROW);
    }
  }

  private static void exchange4(float[] x, int at) {
    for (int i = 0; i < 4 * ROW; i += ROW) {
      FloatVector a = fromArray(LANES, x, at + i);
      FloatVector b = fromArray(LANES, x, at + i + 4 * ROW);
      a.blend(b.rearrange(XOR_4), BIT_4).intoArray(x, at + i);
      b.blend(a.rearrange(XOR_4), NO_4).intoArray(x, at + i + 4 * ROW);
    }
  }

  private static void exchange48(float[] x, int at) {
    for (int i = 0; i < 4 * ROW; i += ROW) {
      FloatVector a = fromArray(LANES, x, at + i);
      FloatVector b = fromArray(LANES, x, at + i + 4 * ROW);
      FloatVector c = fromArray(LANES, x, at + i + 8 * ROW);
      FloatVector d = fromArray(LANES, x, at + i + 12 * ROW);
      FloatVector a1 = a.blend(b.rearrange(XOR_4), BIT_4);
      FloatVector b1 = b.blend(a.rearrange(XOR_4), NO_4);
      FloatVector c1 = c.blend(d.rearrange(XOR_4), BIT_4);
      FloatVector d1 = d.blend(c.rearrange(XOR_4), NO_4);
      a1.blend(c1.rearrange(XOR_8), BIT_8).intoArray(x, at + i);
      b1.blend(d1.rearrange(XOR_8), BIT_8).intoArray(x, at + i + 4 * ROW);
      c1.blend(a1.rearrange(XOR_8), NO_8).intoArray(x, at + i + 8 * ROW);
      d1.blend(b1.rearrange(XOR_8), NO_8).intoArray(x, at + i + 12 * ROW);
    }
  }
}
