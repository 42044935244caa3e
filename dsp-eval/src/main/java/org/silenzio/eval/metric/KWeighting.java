package org.silenzio.eval.metric;

/**
 * The frequency weighting of loudness: a shelf for the head, a high-pass filter for low tones' lack
 * of weight.
 *
 * <p>ITU-R BS.1770-4 gives coefficients for 48 kHz only. They are bilinear transforms of the analog
 * filters below, which serve any rate; at 48 kHz the table's own come out, at others the gain at
 * 997 Hz, the standard's frequency of calibration, is kept. Low tones then read up to 0.05 dB too
 * loud at 16 kHz, 0.2 dB at 8 kHz.
 */
final class KWeighting {

  private static final double SHELF_HZ = 1681.974450955533;
  private static final double SHELF_GAIN_DB = 3.999843853973347;
  private static final double SHELF_Q = 0.7071752369554196;

  /** The exponent of the shelf's gain in its middle. */
  private static final double SHELF_MIDDLE = 0.4996667741545416;

  private static final double HIGH_PASS_HZ = 38.13547087602444;
  private static final double HIGH_PASS_Q = 0.5003270373238773;
  private static final int TABLE_RATE_HZ = 48_000;
  private static final double CALIBRATION_HZ = 997;

  /** How many coefficients make the numerator. */
  private static final int NUMERATOR = 3;

  private final double[] shelf;
  private final double[] highPass;

  KWeighting(int sampleRateHz) {
    shelf = shelf(sampleRateHz);
    highPass = highPass(sampleRateHz);
    double wanted = gain(shelf(TABLE_RATE_HZ), highPass(TABLE_RATE_HZ), TABLE_RATE_HZ);
    double correction = wanted / gain(shelf, highPass, sampleRateHz);
    for (int i = 0; i < NUMERATOR; i++) {
      highPass[i] *= correction;
    }
  }

  /** The gain of both sections at 997 Hz. */
  private static double gain(double[] shelf, double[] highPass, int sampleRateHz) {
    double step = 2 * Math.PI * CALIBRATION_HZ / sampleRateHz;
    return gain(shelf, step) * gain(highPass, step);
  }

  private static double gain(double[] c, double step) {
    double cos = Math.cos(step);
    double sin = Math.sin(step);
    double cos2 = Math.cos(2 * step);
    double sin2 = Math.sin(2 * step);
    return Math.hypot(c[0] + c[1] * cos + c[2] * cos2, c[1] * sin + c[2] * sin2)
        / Math.hypot(1 + c[3] * cos + c[4] * cos2, c[3] * sin + c[4] * sin2);
  }

  /** The sections' b0, b1, b2, a1, a2. */
  double[][] sections() {
    return new double[][] {shelf.clone(), highPass.clone()};
  }

  private static double[] shelf(int sampleRateHz) {
    double k = Math.tan(Math.PI * SHELF_HZ / sampleRateHz);
    double high = Math.pow(10, SHELF_GAIN_DB / 20);
    double middle = Math.pow(high, SHELF_MIDDLE);
    double scale = 1 / (1 + k / SHELF_Q + k * k);
    return new double[] {
      (high + middle * k / SHELF_Q + k * k) * scale,
      2 * (k * k - high) * scale,
      (high - middle * k / SHELF_Q + k * k) * scale,
      2 * (k * k - 1) * scale,
      (1 - k / SHELF_Q + k * k) * scale
    };
  }

  private static double[] highPass(int sampleRateHz) {
    double k = Math.tan(Math.PI * HIGH_PASS_HZ / sampleRateHz);
    double scale = 1 / (1 + k / HIGH_PASS_Q + k * k);
    return new double[] {1, -2, 1, 2 * (k * k - 1) * scale, (1 - k / HIGH_PASS_Q + k * k) * scale};
  }

  /** The weighted signal, from rest. */
  double[] weighted(float[] samples) {
    double[] out = new double[samples.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = samples[i];
    }
    filter(shelf, out);
    filter(highPass, out);
    return out;
  }

  private static void filter(double[] c, double[] samples) {
    double first = 0;
    double second = 0;
    for (int i = 0; i < samples.length; i++) {
      double in = samples[i];
      double out = c[0] * in + first;
      first = c[1] * in - c[3] * out + second;
      second = c[2] * in - c[4] * out;
      samples[i] = out;
    }
  }
}
