package org.silenzio.eval.metric;

import java.util.Random;

/** Signals for tests: noise, and noise that can be read between its samples. */
final class Noise {

  private static final int PARTIALS = 150;

  private Noise() {}

  /** White Gaussian noise. */
  static float[] white(long seed, int samples, double rms) {
    Random random = new Random(seed);
    float[] noise = new float[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (float) (rms * random.nextGaussian());
    }
    return noise;
  }

  /** Noise of many sines up to 0.4 of the rate, so many samples late, exactly. */
  static float[] bandLimited(long seed, int samples, double delaySamples) {
    Random random = new Random(seed);
    double[] sum = new double[samples];
    for (int p = 0; p < PARTIALS; p++) {
      double step = 2 * Math.PI * 0.4 * random.nextDouble();
      double phase = 2 * Math.PI * random.nextDouble() - step * delaySamples;
      for (int i = 0; i < samples; i++) {
        sum[i] += 0.02 * Math.sin(step * i + phase);
      }
    }
    float[] noise = new float[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (float) sum[i];
    }
    return noise;
  }

  /** {@code a + factor · b}. */
  static float[] mix(float[] a, double factor, float[] b) {
    float[] sum = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      sum[i] = (float) (a[i] + factor * b[i]);
    }
    return sum;
  }

  static float[] scaled(float[] samples, double factor) {
    return mix(new float[samples.length], factor, samples);
  }

  /** So many samples late, zeros first; as long as before. */
  static float[] delayed(float[] samples, int by) {
    float[] out = new float[samples.length];
    for (int i = Math.max(0, by); i < Math.min(samples.length, samples.length + by); i++) {
      out[i] = samples[i - by];
    }
    return out;
  }
}
