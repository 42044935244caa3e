package org.silenzio.eval.scenario;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a small loudspeaker does: the amplifier's gain and soft clipping, the driver's memoryless
 * non-linearity, the high-pass filter of its size, in this order: a Hammerstein model, whose linear
 * part goes on with the room. What the non-linear parts make above half the sample rate folds back,
 * as it does in the models of the literature.
 *
 * @param gainDb how hard it is driven, −60 to 60; only the non-linear parts notice, since the
 *     echo's level is set apart
 * @param softClipLevel the level m that {@code x·m / √(m² + x²)} never passes, above 0 to 10; none
 *     if left out
 * @param polynomial the factors of x, x², x³, …; none if empty
 * @param sigmoid whether to bend it by {@code 2 / (1 + exp(−a·b)) − 1} with b = 1.5·x − 0.3·x² and
 *     a = 4 for b above 0, else 0.5: the asymmetric loudspeaker of H. Zhang, D. Wang, "Deep
 *     learning for acoustic echo cancellation in noisy and double-talk scenarios", Interspeech 2018
 * @param highPassHz the edge of a Butterworth filter of order 2, 10 Hz to 0.45 of the rate; none if
 *     left out
 */
public record Loudspeaker(
    double gainDb,
    OptionalDouble softClipLevel,
    List<Double> polynomial,
    boolean sigmoid,
    OptionalDouble highPassHz) {

  /** One that changes nothing. */
  public static final Loudspeaker IDEAL =
      new Loudspeaker(0, OptionalDouble.empty(), List.of(), false, OptionalDouble.empty());

  private static final double LEAST_HIGH_PASS_HZ = 10;
  private static final double MOST_HIGH_PASS_SHARE = 0.45;

  /** Checks the values. */
  public Loudspeaker {
    Checks.inRange("gainDb", gainDb, -60, 60);
    softClipLevel = softClipLevel == null ? OptionalDouble.empty() : softClipLevel;
    softClipLevel.ifPresent(level -> Checks.inRange("softClipLevel", level, 1e-6, 10));
    polynomial = Checks.copy("polynomial", polynomial);
    polynomial.forEach(factor -> Checks.inRange("polynomial", factor, -100, 100));
    highPassHz = highPassHz == null ? OptionalDouble.empty() : highPassHz;
    highPassHz.ifPresent(
        edge -> Checks.inRange("highPassHz", edge, LEAST_HIGH_PASS_HZ, Double.MAX_VALUE));
  }

  /** Refuses a filter that a sample rate cannot hold. */
  void checkFor(int sampleRateHz) {
    highPassHz.ifPresent(
        edge ->
            Checks.inRange(
                "highPassHz", edge, LEAST_HIGH_PASS_HZ, MOST_HIGH_PASS_SHARE * sampleRateHz));
  }

  /**
   * What comes out of it.
   *
   * @param signal full scale at ±1
   * @param sampleRateHz samples per second
   * @return as many samples
   */
  double[] play(double[] signal, int sampleRateHz) {
    double gain = Levels.amplitude(gainDb);
    double[] out = new double[signal.length];
    for (int n = 0; n < out.length; n++) {
      out[n] = bent(gain * signal[n]);
    }
    if (highPassHz.isPresent()) {
      Biquad.butterworthHighPass(highPassHz.getAsDouble(), sampleRateHz).filter(out);
    }
    return out;
  }

  private double bent(double x) {
    double y = x;
    if (softClipLevel.isPresent()) {
      double most = softClipLevel.getAsDouble();
      y = y * most / Math.sqrt(most * most + y * y);
    }
    if (!polynomial.isEmpty()) {
      double sum = 0;
      for (int power = polynomial.size(); power > 0; power--) {
        sum = y * (polynomial.get(power - 1) + sum);
      }
      y = sum;
    }
    if (sigmoid) {
      double b = 1.5 * y - 0.3 * y * y;
      double a = b > 0 ? 4 : 0.5;
      y = 2 / (1 + StrictMath.exp(-a * b)) - 1;
    }
    return y;
  }
}
