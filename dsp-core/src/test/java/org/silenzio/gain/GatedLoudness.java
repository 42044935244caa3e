package org.silenzio.gain;

import org.silenzio.audio.Decibels;

/**
 * Programme loudness by ITU-R BS.1770-4: blocks of 400 ms, gates at −70 and 10 below the mean. By
 * the standard's own table at 48 kHz; other rates are interpolated to it, which is good enough for
 * speech.
 */
final class GatedLoudness {

  private static final double[] SHELF = {
    1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585
  };

  private static final double[] HIGH_PASS = {1, -2, 1, -1.99004745483398, 0.99007225036621};

  private GatedLoudness() {}

  static double of(float[] sound, int rate) {
    double[] weighted = filter(HIGH_PASS, filter(SHELF, at48(sound, rate)));
    int blocks = (weighted.length - 19_200) / 4_800 + 1;
    double[] powers = new double[blocks];
    for (int b = 0; b < blocks; b++) {
      for (int i = 0; i < 19_200; i++) {
        powers[b] += weighted[b * 4_800 + i] * weighted[b * 4_800 + i] / 19_200;
      }
    }
    double ungated = meanAbove(powers, Math.pow(10, -7 + 0.0691));
    return -0.691 + Decibels.fromPower(meanAbove(powers, ungated / 10));
  }

  private static double meanAbove(double[] powers, double gate) {
    double sum = 0;
    int count = 0;
    for (double power : powers) {
      if (power > gate) {
        sum += power;
        count++;
      }
    }
    return sum / count;
  }

  private static double[] at48(float[] sound, int rate) {
    int factor = 48_000 / rate;
    double[] samples = new double[sound.length * factor];
    for (int i = 0; i < samples.length; i++) {
      int whole = i / factor;
      double part = (double) (i % factor) / factor;
      double next = whole + 1 < sound.length ? sound[whole + 1] : 0;
      samples[i] = sound[whole] * (1 - part) + next * part;
    }
    return samples;
  }

  private static double[] filter(double[] c, double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double x1 = i > 0 ? x[i - 1] : 0;
      double x2 = i > 1 ? x[i - 2] : 0;
      double y1 = i > 0 ? y[i - 1] : 0;
      double y2 = i > 1 ? y[i - 2] : 0;
      y[i] = c[0] * x[i] + c[1] * x1 + c[2] * x2 - c[3] * y1 - c[4] * y2;
    }
    return y;
  }
}
