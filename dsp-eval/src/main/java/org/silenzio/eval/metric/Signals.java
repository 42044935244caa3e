package org.silenzio.eval.metric;

/** Small sums over signals, in double precision: metrics tell apart what floats cannot. */
public final class Signals {

  private Signals() {}

  /** Whether every sample is 0. */
  public static boolean isSilent(float[] samples) {
    for (float sample : samples) {
      if (sample != 0f) {
        return false;
      }
    }
    return true;
  }

  /** The samples less their mean. */
  static double[] withoutMean(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += sample;
    }
    double mean = sum / samples.length;
    double[] centered = new double[samples.length];
    for (int i = 0; i < samples.length; i++) {
      centered[i] = samples[i] - mean;
    }
    return centered;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double energy(double[] samples) {
    return dot(samples, samples);
  }

  /** The first power of two that is not below a number. */
  static int powerOfTwoFrom(int atLeast) {
    return atLeast <= 1 ? 1 : Integer.highestOneBit(atLeast - 1) << 1;
  }
}
