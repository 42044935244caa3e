package org.silenzio.eval.metric.neural;

/** What the metrics ask of the samples they are given. */
final class MetricInput {

  /** Less holds too little speech to be judged. */
  private static final double LEAST_SECONDS = 0.5;

  private MetricInput() {}

  /**
   * Refuses what no score can be given to.
   *
   * @param name the parameter's name
   * @param samples full scale at ±1
   */
  static void check(String name, float[] samples, int sampleRateHz) {
    int least = (int) (LEAST_SECONDS * sampleRateHz);
    if (samples.length < least) {
      throw new IllegalArgumentException(
          name
              + " has "
              + samples.length
              + " samples, allowed: at least "
              + least
              + " ("
              + LEAST_SECONDS
              + " s at "
              + sampleRateHz
              + " Hz)");
    }
    for (int n = 0; n < samples.length; n++) {
      if (!Float.isFinite(samples[n])) {
        throw new IllegalArgumentException(
            name + "[" + n + "] is " + samples[n] + ", allowed: finite values");
      }
    }
  }
}
