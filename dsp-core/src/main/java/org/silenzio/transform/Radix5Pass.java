package org.silenzio.transform;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.silenzio.kernel.Lanes;

/** Butterflies of five rows. */
final class Radix5Pass implements RowPass {

  private static final VectorSpecies<Float> LANES = Lanes.FLOATS;
  private static final int ROW = LANES.length();
  private static final float COS_1 = (float) Math.cos(2 * Math.PI / 5);
  private static final float SIN_1 = (float) Math.sin(2 * Math.PI / 5);
  private static final float COS_2 = (float) Math.cos(4 * Math.PI / 5);
  private static final float SIN_2 = (float) Math.sin(4 * Math.PI / 5);

  private final int m;
  private final int s;
  private final float[] w;

  Radix5Pass(int m, int s) {
    this.m = m;
    this.s = s;
    this.w = RowPass.twiddles(m, 5);
  }

  @Override
  public void run(float[] xRe, float[] xIm, float[] yRe, float[] yIm) {
    int fifth = s * m * ROW;
    int step = s * ROW;
    for (int p = 0; p < m; p++) {
      float w1Re = p == 0 ? 1f : w[8 * p - 8];
      float w1Im = p == 0 ? 0f : w[8 * p - 7];
      float w2Re = p == 0 ? 1f : w[8 * p - 6];
      float w2Im = p == 0 ? 0f : w[8 * p - 5];
      float w3Re = p == 0 ? 1f : w[8 * p - 4];
      float w3Im = p == 0 ? 0f : w[8 * p - 3];
      float w4Re = p == 0 ? 1f : w[8 * p - 2];
      float w4Im = p == 0 ? 0f : w[8 * p - 1];
      for (int q = 0; q < s; q++) {
        int a = (s * p + q) * ROW;
        FloatVector aRe = fromArray(LANES, xRe, a);
        FloatVector aIm = fromArray(LANES, xIm, a);
        FloatVector bRe = fromArray(LANES, xRe, a + fifth);
        FloatVector bIm = fromArray(LANES, xIm, a + fifth);
        FloatVector cRe = fromArray(LANES, xRe, a + 2 * fifth);
        FloatVector cIm = fromArray(LANES, xIm, a + 2 * fifth);
        FloatVector dRe = fromArray(LANES, xRe, a + 3 * fifth);
        FloatVector dIm = fromArray(LANES, xIm, a + 3 * fifth);
        FloatVector eRe = fromArray(LANES, xRe, a + 4 * fifth);
        FloatVector eIm = fromArray(LANES, xIm, a + 4 * fifth);
        FloatVector beRe = bRe.add(eRe);
        FloatVector beIm = bIm.add(eIm);
        FloatVector bmeRe = bRe.sub(eRe);
        FloatVector bmeIm = bIm.sub(eIm);
        FloatVector cdRe = cRe.add(dRe);
        FloatVector cdIm = cIm.add(dIm);
        FloatVector cmdRe = cRe.sub(dRe);
        FloatVector cmdIm = cIm.sub(dIm);
        FloatVector m1Re = aRe.add(beRe.mul(COS_1)).add(cdRe.mul(COS_2));
        FloatVector m1Im = aIm.add(beIm.mul(COS_1)).add(cdIm.mul(COS_2));
        FloatVector m2Re = aRe.add(beRe.mul(COS_2)).add(cdRe.mul(COS_1));
        FloatVector m2Im = aIm.add(beIm.mul(COS_2)).add(cdIm.mul(COS_1));
        // −i (sin b' + sin c')
        FloatVector t1Re = bmeIm.mul(SIN_1).add(cmdIm.mul(SIN_2));
        FloatVector t1Im = bmeRe.mul(SIN_1).add(cmdRe.mul(SIN_2)).neg();
        FloatVector t2Re = bmeIm.mul(SIN_2).sub(cmdIm.mul(SIN_1));
        FloatVector t2Im = cmdRe.mul(SIN_1).sub(bmeRe.mul(SIN_2));
        int y = (5 * s * p + q) * ROW;
        aRe.add(beRe).add(cdRe).intoArray(yRe, y);
        aIm.add(beIm).add(cdIm).intoArray(yIm, y);
        FloatVector re = m1Re.add(t1Re);
        FloatVector im = m1Im.add(t1Im);
        re.mul(w1Re).sub(im.mul(w1Im)).intoArray(yRe, y + step);
        re.mul(w1Im).add(im.mul(w1Re)).intoArray(yIm, y + step);
        re = m2Re.add(t2Re);
        im = m2Im.add(t2Im);
        re.mul(w2Re).sub(im.mul(w2Im)).intoArray(yRe, y + 2 * step);
        re.mul(w2Im).add(im.mul(w2Re)).intoArray(yIm, y + 2 * step);
        re = m2Re.sub(t2Re);
        im = m2Im.sub(t2Im);
        re.mul(w3Re).sub(im.mul(w3Im)).intoArray(yRe, y + 3 * step);
        re.mul(w3Im).add(im.mul(w3Re)).intoArray(yIm, y + 3 * step);
        re = m1Re.sub(t1Re);
        im = m1Im.sub(t1Im);
        re.mul(w4Re).sub(im.mul(w4Im)).intoArray(yRe, y + 4 * step);
        re.mul(w4Im).add(im.mul(w4Re)).intoArray(yIm, y + 4 * step);
      }
    }
  }
}
