package org.silenzio.transform;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.silenzio.kernel.Lanes;

/** Butterflies of four rows; the first of each run without twiddles. */
final class Radix4Pass implements RowPass {

  private static final VectorSpecies<Float> LANES = Lanes.FLOATS;
  private static final int ROW = LANES.length();

  private final int m;
  private final int s;
  private final float[] w;

  Radix4Pass(int m, int s) {
    this.m = m;
    this.s = s;
    this.w = RowPass.twiddles(m, 4);
  }

  @Override
  public void run(float[] xRe, float[] xIm, float[] yRe, float[] yIm) {
    int quarter = s * m * ROW;
    int step = s * ROW;
    for (int q = 0; q < s; q++) {
      int a = q * ROW;
      FloatVector aRe = fromArray(LANES, xRe, a);
      FloatVector aIm = fromArray(LANES, xIm, a);
      FloatVector bRe = fromArray(LANES, xRe, a + quarter);
      FloatVector bIm = fromArray(LANES, xIm, a + quarter);
      FloatVector cRe = fromArray(LANES, xRe, a + 2 * quarter);
      FloatVector cIm = fromArray(LANES, xIm, a + 2 * quarter);
      FloatVector dRe = fromArray(LANES, xRe, a + 3 * quarter);
      FloatVector dIm = fromArray(LANES, xIm, a + 3 * quarter);
      FloatVector acRe = aRe.add(cRe);
      FloatVector acIm = aIm.add(cIm);
      FloatVector amcRe = aRe.sub(cRe);
      FloatVector amcIm = aIm.sub(cIm);
      FloatVector bdRe = bRe.add(dRe);
      FloatVector bdIm = bIm.add(dIm);
      FloatVector bmdRe = bRe.sub(dRe);
      FloatVector bmdIm = bIm.sub(dIm);
      int y = q * ROW;
      acRe.add(bdRe).intoArray(yRe, y);
      acIm.add(bdIm).intoArray(yIm, y);
      // −i(b − d) = (bmdIm, −bmdRe)
      amcRe.add(bmdIm).intoArray(yRe, y + step);
      amcIm.sub(bmdRe).intoArray(yIm, y + step);
      acRe.sub(bdRe).intoArray(yRe, y + 2 * step);
      acIm.sub(bdIm).intoArray(yIm, y + 2 * step);
      amcRe.sub(bmdIm).intoArray(yRe, y + 3 * step);
      amcIm.add(bmdRe).intoArray(yIm, y + 3 * step);
    }
    int t = 0;
    for (int p = 1; p < m; p++, t += 6) {
      FloatVector w1Re = FloatVector.broadcast(LANES, w[t]);
      FloatVector w1Im = FloatVector.broadcast(LANES, w[t + 1]);
      FloatVector w2Re = FloatVector.broadcast(LANES, w[t + 2]);
      FloatVector w2Im = FloatVector.broadcast(LANES, w[t + 3]);
      FloatVector w3Re = FloatVector.broadcast(LANES, w[t + 4]);
      FloatVector w3Im = FloatVector.broadcast(LANES, w[t + 5]);
      for (int q = 0; q < s; q++) {
        int a = (s * p + q) * ROW;
        FloatVector aRe = fromArray(LANES, xRe, a);
        FloatVector aIm = fromArray(LANES, xIm, a);
        FloatVector bRe = fromArray(LANES, xRe, a + quarter);
        FloatVector bIm = fromArray(LANES, xIm, a + quarter);
        FloatVector cRe = fromArray(LANES, xRe, a + 2 * quarter);
        FloatVector cIm = fromArray(LANES, xIm, a + 2 * quarter);
        FloatVector dRe = fromArray(LANES, xRe, a + 3 * quarter);
        FloatVector dIm = fromArray(LANES, xIm, a + 3 * quarter);
        FloatVector acRe = aRe.add(cRe);
        FloatVector acIm = aIm.add(cIm);
        FloatVector amcRe = aRe.sub(cRe);
        FloatVector amcIm = aIm.sub(cIm);
        FloatVector bdRe = bRe.add(dRe);
        FloatVector bdIm = bIm.add(dIm);
        FloatVector bmdRe = bRe.sub(dRe);
        FloatVector bmdIm = bIm.sub(dIm);
        int y = (4 * s * p + q) * ROW;
        acRe.add(bdRe).intoArray(yRe, y);
        acIm.add(bdIm).intoArray(yIm, y);
        FloatVector re = amcRe.add(bmdIm);
        FloatVector im = amcIm.sub(bmdRe);
        re.mul(w1Re).sub(im.mul(w1Im)).intoArray(yRe, y + step);
        re.mul(w1Im).add(im.mul(w1Re)).intoArray(yIm, y + step);
        re = acRe.sub(bdRe);
        im = acIm.sub(bdIm);
        re.mul(w2Re).sub(im.mul(w2Im)).intoArray(yRe, y + 2 * step);
        re.mul(w2Im).add(im.mul(w2Re)).intoArray(yIm, y + 2 * step);
        re = amcRe.sub(bmdIm);
        im = amcIm.add(bmdRe);
        re.mul(w3Re).sub(im.mul(w3Im)).intoArray(yRe, y + 3 * step);
        re.mul(w3Im).add(im.mul(w3Re)).intoArray(yIm, y + 3 * step);
      }
    }
  }
}
