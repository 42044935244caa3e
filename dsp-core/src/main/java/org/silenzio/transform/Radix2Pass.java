package org.silenzio.transform;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.silenzio.kernel.Lanes;

/** Butterflies of two rows. */
final class Radix2Pass implements RowPass {

  private static final VectorSpecies<Float> LANES = Lanes.FLOATS;
  private static final int ROW = LANES.length();

  private final int m;
  private final int s;
  private final float[] w;

  Radix2Pass(int m, int s) {
    this.m = m;
    this.s = s;
    this.w = RowPass.twiddles(m, 2);
  }

  @Override
  public void run(float[] xRe, float[] xIm, float[] yRe, float[] yIm) {
    int half = s * m * ROW;
    int step = s * ROW;
    for (int p = 0; p < m; p++) {
      float wRe = p == 0 ? 1f : w[2 * p - 2];
      float wIm = p == 0 ? 0f : w[2 * p - 1];
      FloatVector w1Re = FloatVector.broadcast(LANES, wRe);
      FloatVector w1Im = FloatVector.broadcast(LANES, wIm);
      for (int q = 0; q < s; q++) {
        int a = (s * p + q) * ROW;
        FloatVector aRe = fromArray(LANES, xRe, a);
        FloatVector aIm = fromArray(LANES, xIm, a);
        FloatVector bRe = fromArray(LANES, xRe, a + half);
        FloatVector bIm = fromArray(LANES, xIm, a + half);
        int y = (2 * s * p + q) * ROW;
        aRe.add(bRe).intoArray(yRe, y);
        aIm.add(bIm).intoArray(yIm, y);
        FloatVector re = aRe.sub(bRe);
        FloatVector im = aIm.sub(bIm);
        re.mul(w1Re).sub(im.mul(w1Im)).intoArray(yRe, y + step);
        re.mul(w1Im).add(im.mul(w1Re)).intoArray(yIm, y + step);
      }
    }
  }
}
