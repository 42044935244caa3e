package org.silenzio.receive;

import java.util.Arrays;

/**
 * Learns what the far end sounds like when nobody speaks there, and makes more of it: white noise
 * through the all-pole filter (Levinson-Durbin recursion) of the quietest sound of late. One
 * channel. [audio]
 */
final class BackgroundNoise {

  /** As much shape as a room's noise has. */
  private static final int ORDER = 12;

  /** How fast the level that counts as quiet rises, per frame of 10 ms: 3 dB/s. */
  private static final double RISE = Math.pow(10, 0.003);

  /** −40 dBFS: what is louder all the time is no background. */
  private static final double LOUDEST_POWER = 1e-4;

  /** −90 dBFS: from digital silence on the level could not rise. */
  private static final double LEAST_POWER = 1e-9;

  /** Against a spectrum that the recursion cannot stand: 40 dB below it, white. */
  private static final double WHITE_CORRECTION = 1.0001;

  private static final int MULTIPLIER = 1_664_525;
  private static final int INCREMENT = 1_013_904_223;

  /** Of an even distribution over ±1 the mean square is a third. */
  private static final float TO_UNIT_POWER = (float) (Math.sqrt(3) / (1L << 31));

  private final double[] correlation = new double[ORDER + 1];
  private final double[] recursion = new double[ORDER + 1];
  private final double[] former = new double[ORDER + 1];
  private final float[] poles = new float[ORDER];
  private final float[] past = new float[ORDER];
  private final int seed;
  private int random;
  private float excitation;
  private double quietPower;

  BackgroundNoise(int seed) {
    this.seed = seed;
    reset();
  }

  /** Listens to a piece of the far end's own sound. */
  void hear(float[] x, int from, int length) {
    double power = 0;
    for (int i = from; i < from + length; i++) {
      power += (double) x[i] * x[i];
    }
    power /= length;
    if (power < quietPower) {
      quietPower = Math.max(power, LEAST_POWER);
      learn(x, from, length);
    } else {
      quietPower = Math.min(quietPower * RISE, LOUDEST_POWER);
    }
  }

  private void learn(float[] x, int from, int length) {
    for (int lag = 0; lag <= ORDER; lag++) {
      double sum = 0;
      for (int i = from + lag; i < from + length; i++) {
        sum += (double) x[i] * x[i - lag];
      }
      correlation[lag] = sum / length;
    }
    double error = correlation[0] * WHITE_CORRECTION;
    Arrays.fill(recursion, 0);
    for (int m = 1; m <= ORDER && error > 0; m++) {
      double sum = correlation[m];
      for (int i = 1; i < m; i++) {
        sum -= recursion[i] * correlation[m - i];
      }
      double reflection = sum / error;
      System.arraycopy(recursion, 0, former, 0, m);
      recursion[m] = reflection;
      for (int i = 1; i < m; i++) {
        recursion[i] = former[i] - reflection * former[m - i];
      }
      error *= 1 - reflection * reflection;
    }
    for (int i = 0; i < ORDER; i++) {
      poles[i] = (float) recursion[i + 1];
    }
    excitation = (float) Math.sqrt(Math.max(0, error));
  }

  /** The next sample of the background. */
  float next() {
    random = random * MULTIPLIER + INCREMENT;
    float sample = excitation * TO_UNIT_POWER * random;
    for (int i = 0; i < ORDER; i++) {
      sample += poles[i] * past[i];
    }
    System.arraycopy(past, 0, past, 1, ORDER - 1);
    past[0] = sample;
    return sample;
  }

  void reset() {
    Arrays.fill(poles, 0f);
    Arrays.fill(past, 0f);
    excitation = 0f;
    quietPower = LOUDEST_POWER;
    random = seed;
  }
}
