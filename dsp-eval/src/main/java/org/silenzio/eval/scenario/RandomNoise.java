package org.silenzio.eval.scenario;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Gaussian noise from a seed, by the JDK's L64X128MixRandom: named, since the default may change.
 */
public final class RandomNoise {

  private static final RandomGeneratorFactory<RandomGenerator> ALGORITHM =
      RandomGeneratorFactory.of("L64X128MixRandom");

  /**
   * Poles and zeros in turn along the axis fall by 3 dB per octave: J. O. Smith, "Spectral Audio
   * Signal Processing", 2011, example "synthesis of 1/f noise".
   */
  private static final double[] PINK_ZEROS = {0.049922035, -0.095993537, 0.050612699, -0.004408786};

  private static final double[] PINK_POLES = {1, -2.494956002, 2.017265875, -0.522189400};

  /** The filter's impulse response has fallen by 60 dB after this many samples. */
  private static final int PINK_SETTLING_SAMPLES = 1_430;

  private RandomNoise() {}

  /** Noise of mean power 1. */
  static double[] white(int samples, long seed) {
    RandomGenerator random = ALGORITHM.create(seed);
    double[] noise = new double[samples];
    for (int n = 0; n < samples; n++) {
      noise[n] = random.nextGaussian();
    }
    return noise;
  }

  /**
   * Noise that falls by 3 dB per octave.
   *
   * @param samples how many
   * @param seed the same gives the same noise
   */
  public static double[] pink(int samples, long seed) {
    double[] white = white(samples + PINK_SETTLING_SAMPLES, seed);
    double[] in = new double[PINK_ZEROS.length];
    double[] out = new double[PINK_POLES.length];
    double[] pink = new double[samples];
    for (int n = 0; n < white.length; n++) {
      System.arraycopy(in, 0, in, 1, in.length - 1);
      System.arraycopy(out, 0, out, 1, out.length - 1);
      in[0] = white[n];
      double sum = PINK_ZEROS[0] * in[0];
      for (int k = 1; k < in.length; k++) {
        sum += PINK_ZEROS[k] * in[k] - PINK_POLES[k] * out[k];
      }
      out[0] = sum;
      if (n >= PINK_SETTLING_SAMPLES) {
        pink[n - PINK_SETTLING_SAMPLES] = sum;
      }
    }
    return pink;
  }
}
