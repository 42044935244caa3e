package org.silenzio.testing;

/** Sine tones and what is left of them. */
public final class Tones {

  private Tones() {}

  /** {@code amplitude · sin(2π f t)}. */
  public static float[] sine(double frequencyHz, double amplitude, int sampleRateHz, int samples) {
    float[] tone = new float[samples];
    double step = 2 * Math.PI * frequencyHz / sampleRateHz;
    for (int i = 0; i < samples; i++) {
      tone[i] = (float) (amplitude * Math.sin(step * i));
    }
    return tone;
  }

  /** The least-squares fit of a tone: its amplitude, its phase in radians, the power beside it. */
  public record Fit(double amplitude, double phase, double residualPower) {}

  /** Fits {@code amplitude · sin(2π f t + phase)}, t counted from sample {@code from}. */
  public static Fit fit(float[] signal, int from, int to, double frequencyHz, int sampleRateHz) {
    double step = 2 * Math.PI * frequencyHz / sampleRateHz;
    double ss = 0;
    double cc = 0;
    double sc = 0;
    double xs = 0;
    double xc = 0;
    for (int i = from; i < to; i++) {
      double s = Math.sin(step * (i - from));
      double c = Math.cos(step * (i - from));
      ss += s * s;
      cc += c * c;
      sc += s * c;
      xs += signal[i] * s;
      xc += signal[i] * c;
    }
    double determinant = ss * cc - sc * sc;
    double a = (xs * cc - xc * sc) / determinant;
    double b = (xc * ss - xs * sc) / determinant;
    double residual = 0;
    for (int i = from; i < to; i++) {
      double angle = step * (i - from);
      double e = signal[i] - a * Math.sin(angle) - b * Math.cos(angle);
      residual += e * e;
    }
    return new Fit(Math.hypot(a, b), Math.atan2(b, a), residual / (to - from));
  }

  /** The mean of the squares. */
  public static double power(float[] signal, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) signal[i] * signal[i];
    }
    return sum / (to - from);
  }
}
