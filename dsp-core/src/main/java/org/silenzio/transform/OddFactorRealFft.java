package org.silenzio.transform;

/**
 * The scalar twin for lengths with an odd factor r, over r transforms of a part of the length each,
 * by the decimation in time of Cooley and Tukey (1965). JTransforms has such lengths too, but
 * allocates.
 */
final class OddFactorRealFft implements RealFft {

  private final int length;
  private final int factor;
  private final int partLength;
  private final RealFft part;
  private final float[] partTime;
  private final float[][] partRe;
  private final float[][] partIm;

  /** cos and sin of 2πi/length. */
  private final float[] cos;

  private final float[] sin;

  /**
   * Prepares a transform.
   *
   * @param factor an odd factor of the length
   * @param part a transform of the length over the factor
   */
  OddFactorRealFft(int factor, RealFft part) {
    this.factor = factor;
    this.part = part;
    this.partLength = part.length();
    this.length = factor * partLength;
    this.partTime = new float[partLength];
    this.partRe = new float[factor][part.bins()];
    this.partIm = new float[factor][part.bins()];
    this.cos = new float[length];
    this.sin = new float[length];
    for (int i = 0; i < length; i++) {
      cos[i] = (float) Math.cos(2 * Math.PI * i / length);
      sin[i] = (float) Math.sin(2 * Math.PI * i / length);
    }
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void forward(float[] time, float[] re, float[] im) {
    for (int j = 0; j < factor; j++) {
      for (int n = 0; n < partLength; n++) {
        partTime[n] = time[factor * n + j];
      }
      part.forward(partTime, partRe[j], partIm[j]);
    }
    int half = partLength / 2;
    for (int k = 0; k <= length / 2; k++) {
      int m = k % partLength;
      boolean mirrored = m > half;
      int bin = mirrored ? partLength - m : m;
      float sumRe = 0f;
      float sumIm = 0f;
      for (int j = 0, turn = 0; j < factor; j++) {
        float partIm = mirrored ? -this.partIm[j][bin] : this.partIm[j][bin];
        sumRe += partRe[j][bin] * cos[turn] + partIm * sin[turn];
        sumIm += partIm * cos[turn] - partRe[j][bin] * sin[turn];
        turn = (turn + k) % length;
      }
      re[k] = sumRe;
      im[k] = sumIm;
    }
    im[0] = 0f;
    im[length / 2] = 0f;
  }

  @Override
  public void inverse(float[] re, float[] im, float[] time) {
    for (int j = 0; j < factor; j++) {
      for (int m = 0; m <= partLength / 2; m++) {
        float sumRe = 0f;
        float sumIm = 0f;
        for (int i = 0; i < factor; i++) {
          int k = m + i * partLength;
          boolean mirrored = k > length / 2;
          int bin = mirrored ? length - k : k;
          float binIm = bin == 0 || bin == length / 2 ? 0f : im[bin];
          float ownIm = mirrored ? -binIm : binIm;
          int turn = (int) ((long) j * k % length);
          sumRe += re[bin] * cos[turn] - ownIm * sin[turn];
          sumIm += ownIm * cos[turn] + re[bin] * sin[turn];
        }
        partRe[j][m] = sumRe / factor;
        partIm[j][m] = sumIm / factor;
      }
      part.inverse(partRe[j], partIm[j], partTime);
      for (int n = 0; n < partLength; n++) {
        time[factor * n + j] = partTime[n];
      }
    }
  }
}
