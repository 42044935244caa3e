package org.silenzio.gain;

import java.util.Arrays;
import org.silenzio.audio.StreamFormat;

/**
 * The frequency weighting of loudness, as a stream: a shelf for the head, a high-pass filter for
 * low tones' lack of weight. One channel.
 *
 * <p>ITU-R BS.1770-4 gives coefficients for 48 kHz only. They are bilinear transforms of the analog
 * filters below, which serve any rate; at 48 kHz the table's own come out, at others the gain at
 * 997 Hz, the standard's frequency of calibration, is kept. Low tones then read up to 0.05 dB too
 * loud at 16 kHz, 0.2 dB at 8 kHz.
 *
 * <p>For one thread at a time; allocates nothing once it is made.
 */
public final class KWeighting {

  /** What the standard adds, in dB, so that a tone of 997 Hz reads its power. */
  public static final double OFFSET_DB = -0.691;

  private static final double SHELF_HZ = 1681.974450955533;
  private static final double SHELF_GAIN_DB = 3.999843853973347;
  private static final double SHELF_Q = 0.7071752369554196;

  /** The exponent of the shelf's gain in its middle. */
  private static final double SHELF_MIDDLE = 0.4996667741545416;

  private static final double HIGH_PASS_HZ = 38.13547087602444;
  private static final double HIGH_PASS_Q = 0.5003270373238773;
  private static final int TABLE_RATE_HZ = 48_000;
  private static final double CALIBRATION_HZ = 997;

  /** Less than this, −400 dB, is silence: far from where doubles become denormal. */
  private static final double SILENCE = 1e-20;

  private static final int NUMERATOR = 3;

  private final double[] shelf;
  private final double[] highPass;
  private final double[] state = new double[4];

  /**
   * Makes a filter at rest.
   *
   * @param sampleRateHz 8,000 to 192,000
   * @throws IllegalArgumentException if the rate is another
   */
  public KWeighting(int sampleRateHz) {
    StreamFormat.checkSampleRate(sampleRateHz);
    shelf = shelf(sampleRateHz);
    highPass = highPass(sampleRateHz);
    double wanted = gain(shelf(TABLE_RATE_HZ), highPass(TABLE_RATE_HZ), TABLE_RATE_HZ);
    double correction = wanted / gain(shelf, highPass, sampleRateHz);
    for (int i = 0; i < NUMERATOR; i++) {
      highPass[i] *= correction;
    }
  }

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

  /** The sections' b0, b1, b2, a1, a2: the shelf's, the high-pass filter's. */
  double[][] sections() {
    return new double[][] {shelf.clone(), highPass.clone()};
  }

  /**
   * Takes the next samples.
   *
   * @param samples hold them, all finite, full scale being 1
   * @param from the first one's place
   * @param length how many
   * @return the sum of their weighted squares
   */
  public double energy(float[] samples, int from, int length) {
    double s1 = state[0];
    double s2 = state[1];
    double h1 = state[2];
    double h2 = state[3];
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      double x = samples[i];
      double y = shelf[0] * x + s1;
      s1 = shelf[1] * x - shelf[3] * y + s2;
      s2 = shelf[2] * x - shelf[4] * y;
      double z = highPass[0] * y + h1;
      h1 = highPass[1] * y - highPass[3] * z + h2;
      h2 = highPass[2] * y - highPass[4] * z;
      sum += z * z;
    }
    state[0] = orSilence(s1);
    state[1] = orSilence(s2);
    state[2] = orSilence(h1);
    state[3] = orSilence(h2);
    return sum;
  }

  private static double orSilence(double value) {
    return Math.abs(value) < SILENCE ? 0 : value;
  }

  /** Forgets what came. */
  public void reset() {
    Arrays.fill(state, 0);
  }
}
