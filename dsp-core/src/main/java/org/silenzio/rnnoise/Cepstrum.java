package org.silenzio.rnnoise;

/** The cosine transform over the bands. Stateless. */
final class Cepstrum {

  private static final int BANDS = BandScale.BANDS;

  /** By coefficient and band; the factor is the one the network was trained with, for 22 bands. */
  private static final float[] TABLE = new float[BANDS * BANDS];

  static {
    for (int i = 0; i < BANDS; i++) {
      for (int band = 0; band < BANDS; band++) {
        double cosine = Math.cos((band + 0.5) * i * Math.PI / BANDS);
        TABLE[i * BANDS + band] =
            (float) ((i == 0 ? Math.sqrt(0.5) : 1) * cosine * Math.sqrt(2.0 / 22));
      }
    }
  }

  private Cepstrum() {}

  static void of(float[] bands, float[] to, int offset) {
    for (int i = 0; i < BANDS; i++) {
      float sum = 0f;
      for (int band = 0; band < BANDS; band++) {
        sum += bands[band] * TABLE[i * BANDS + band];
      }
      to[offset + i] = sum;
    }
  }
}
