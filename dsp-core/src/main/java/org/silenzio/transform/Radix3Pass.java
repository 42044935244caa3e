package org.silenzio.transform;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.silenzio.kernel.Lanes;

/** Butterflies of three rows. */
final class Radix3Pass implements RowPass {

  private static final VectorSpecies<Float> LANES = Lanes.FLOATS;
  private static final int ROW = LANES.length();
  private static final float SIN_3 = (float) Math.sin(2 * Math.PI / 3);

  private final int m;
  private final int s;
  private final float[] w;

  Radix3Pass(int m, int s) {
    this.m = m;
    this.s = s;
    this.w = RowPass.twiddles(m, 3);
  }

  @Override
  public void run(float[] xRe, float[] xIm, float[] yRe, float[] yIm) {
    int third = s * m * ROW;
    int step = s * ROW;
    for (int p = 0; p < m; p++) {
      int t = 4 * (p - 1);
      FloatVector w1Re = FloatVector.broadcast(LANES, p == 0 ? 1f : w[t]);
      FloatVector w1Im = FloatVector.broadcast(LANES, p == 0 ? 0f : w[t + 1]);
      FloatVector w2Re = FloatVector.broadcast(LANES, p == 0 ? 1f : w[t + 2]);
      FloatVector w2Im = FloatVector.broadcast(LANES, p == 0 ? 0f : w[t + 3]);
      for (int q = 0; q < s; q++) {
        int a = (s * p + q) * ROW;
        FloatVector aRe = fromArray(LANES, xRe, a);
        FloatVector aIm = fromArray(LANES, xIm, a);
        FloatVector bRe = fromArray(LANES, xRe, a + third);
        FloatVector bIm = fromArray(LANES, xIm, a + third);
        FloatVector cRe = fromArray(LANES, xRe, a + 2 * third);
        FloatVector cIm = fromArray(LANES, xIm, a + 2 * third);
        FloatVector sumRe = bRe.add(cRe);
        FloatVector sumIm = bIm.add(cIm);
        // −i sin(2π/3) (b − c)
        FloatVector turnRe = bIm.sub(cIm).mul(SIN_3);
        FloatVector turnIm = cRe.sub(bRe).mul(SIN_3);
        FloatVector midRe = aRe.sub(sumRe.mul(0.5f));
        FloatVector midIm = aIm.sub(sumIm.mul(0.5f));
        int y = (3 * s * p + q) * ROW;
        aRe.add(sumRe).intoArray(yRe, y);
        aIm.add(sumIm).intoArray(yIm, y);
        FloatVector re = midRe.add(turnRe);
        FloatVector im = midIm.add(turnIm);
        re.mul(w1Re).sub(im.mul(w1Im)).intoArray(yRe, y + step);
        re.mul(w1Im).add(im.mul(w1Re)).intoArray(yIm, y + step);
        re = midRe.sub(turnRe);
        im = midIm.sub(turnIm);
        re.mul(w2Re).sub(im.mul(w2Im)).intoArray(yRe, y + 2 * step);
        re.mul(w2Im).add(im.mul(w2Re)).intoArray(yIm, y + 2 * step);
      }
    }
  }
}
