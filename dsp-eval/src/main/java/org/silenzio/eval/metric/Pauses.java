package org.silenzio.eval.metric;

import java.util.Arrays;

/**
 * Where nobody speaks, in frames of 10 ms, and how loud it is there.
 *
 * <p>With a clean reference, a pause is where the reference stays 40 dB below its loudest frame,
 * from 200 ms before (a suppressor's release) to 50 ms behind. Without one, the quietest tenth of
 * the recording's frames stands in for it.
 */
public final class Pauses {

  static final int FRAMES_PER_SECOND = 100;
  private static final double ACTIVE_RANGE = 1e-4; // 40 dB
  private static final int RELEASE_FRAMES = 20;
  private static final int ATTACK_FRAMES = 5;
  private static final double QUIETEST_SHARE = 0.1;

  private final boolean[] pause;
  private final int frameSamples;

  private Pauses(boolean[] pause, int frameSamples) {
    this.pause = pause;
    this.frameSamples = frameSamples;
  }

  /** The pauses of the clean reference of a recording. */
  public static Pauses ofReference(float[] clean, int sampleRateHz) {
    int frameSamples = frameSamples(sampleRateHz);
    double[] power = framePowers(clean, frameSamples);
    double threshold = ACTIVE_RANGE * Arrays.stream(power).max().orElse(0);
    boolean[] pause = new boolean[power.length];
    Arrays.fill(pause, true);
    for (int n = 0; n < power.length; n++) {
      if (power[n] > threshold) {
        Arrays.fill(
            pause,
            Math.max(0, n - ATTACK_FRAMES),
            Math.min(pause.length, n + RELEASE_FRAMES + 1),
            false);
      }
    }
    return new Pauses(pause, frameSamples);
  }

  /** The quietest tenth of a recording. */
  public static Pauses quietest(float[] noisy, int sampleRateHz) {
    int frameSamples = frameSamples(sampleRateHz);
    double[] power = framePowers(noisy, frameSamples);
    double[] sorted = power.clone();
    Arrays.sort(sorted);
    double threshold = sorted.length == 0 ? 0 : sorted[(int) (QUIETEST_SHARE * sorted.length)];
    boolean[] pause = new boolean[power.length];
    for (int n = 0; n < power.length; n++) {
      pause[n] = power[n] <= threshold;
    }
    return new Pauses(pause, frameSamples);
  }

  /** The samples of a frame of 10 ms; a part of a sample is dropped. */
  static int frameSamples(int sampleRateHz) {
    return sampleRateHz / FRAMES_PER_SECOND;
  }

  /** The mean power of each whole frame of 10 ms. */
  static double[] framePowers(float[] samples, int frameSamples) {
    double[] power = new double[samples.length / frameSamples];
    for (int n = 0; n < power.length; n++) {
      power[n] = framePower(samples, n, frameSamples);
    }
    return power;
  }

  private static double framePower(float[] samples, int frame, int frameSamples) {
    double sum = 0;
    for (int i = frame * frameSamples; i < (frame + 1) * frameSamples; i++) {
      sum += (double) samples[i] * samples[i];
    }
    return sum / frameSamples;
  }

  /** Whether a frame lies in a pause. */
  boolean isPause(int frame) {
    return pause[frame];
  }

  /** How long the pauses are together. */
  public double seconds() {
    int frames = 0;
    for (boolean is : pause) {
      frames += is ? 1 : 0;
    }
    return (double) frames / FRAMES_PER_SECOND;
  }

  /**
   * The level in the pauses of a signal that runs in time with the reference.
   *
   * @return dBFS of the mean power, a full-scale square wave being 0; −∞ for digital silence, NaN
   *     where there is no pause
   */
  public double levelDbfs(float[] samples) {
    double sum = 0;
    int frames = 0;
    for (int n = 0; n < pause.length; n++) {
      if (pause[n]) {
        sum += framePower(samples, n, frameSamples);
        frames++;
      }
    }
    return frames == 0 ? Double.NaN : 10 * Math.log10(sum / frames);
  }
}
