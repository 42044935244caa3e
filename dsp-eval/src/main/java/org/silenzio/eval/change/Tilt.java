package org.silenzio.eval.change;

/**
 * A filter of first order whose gain climbs through 1 at 1 kHz: (1 + s·g)/(g + s) by the bilinear
 * transform, s in units of that frequency.
 */
final class Tilt {

  private static final double PIVOT_HZ = 1_000;

  private final double b0;
  private final double b1;
  private final double a1;

  /**
   * Makes the filter.
   *
   * @param highDb the gain far above 1 kHz; far below it is as much the other way
   * @param sampleRateHz samples per second
   */
  Tilt(double highDb, int sampleRateHz) {
    double high = Math.pow(10, highDb / 20);
    double k = Math.tan(Math.PI * PIVOT_HZ / sampleRateHz);
    double scale = 1 / (high * k + 1);
    b0 = (k + high) * scale;
    b1 = (k - high) * scale;
    a1 = (high * k - 1) * scale;
  }

  /** The filtered signal, from rest. */
  float[] of(float[] signal) {
    float[] filtered = new float[signal.length];
    double state = 0;
    for (int n = 0; n < signal.length; n++) {
      double out = b0 * signal[n] + state;
      state = b1 * signal[n] - a1 * out;
      filtered[n] = (float) out;
    }
    return filtered;
  }
}
