package org.silenzio.transform;

import org.jtransforms.fft.FloatFFT_1D;

/**
 * The scalar twin for powers of two, by JTransforms, whose packed bins it unfolds: Re0, Re(n/2),
 * Re1, Im1, Re2, …
 */
final class JTransformsRealFft implements RealFft {

  private final int length;
  private final FloatFFT_1D fft;
  private final float[] packed;

  JTransformsRealFft(int length) {
    this.length = length;
    this.fft = new FloatFFT_1D(length);
    this.packed = new float[length];
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void forward(float[] time, float[] re, float[] im) {
    System.arraycopy(time, 0, packed, 0, length);
    fft.realForward(packed);
    int half = length / 2;
    re[0] = packed[0];
    im[0] = 0f;
    re[half] = packed[1];
    im[half] = 0f;
    for (int k = 1; k < half; k++) {
      re[k] = packed[2 * k];
      im[k] = packed[2 * k + 1];
    }
  }

  @Override
  public void inverse(float[] re, float[] im, float[] time) {
    int half = length / 2;
    packed[0] = re[0];
    packed[1] = re[half];
    for (int k = 1; k < half; k++) {
      packed[2 * k] = re[k];
      packed[2 * k + 1] = im[k];
    }
    fft.realInverse(packed, true);
    System.arraycopy(packed, 0, time, 0, length);
  }
}
