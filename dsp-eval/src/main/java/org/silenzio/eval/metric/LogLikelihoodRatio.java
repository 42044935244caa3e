package org.silenzio.eval.metric;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The log-likelihood ratio: how much worse the degraded signal's linear predictor predicts the
 * reference than the reference's own, in frames of 30 ms, the worst twentieth left out.
 *
 * <p>S. R. Quackenbush, T. P. Barnwell, M. A. Clements, "Objective Measures of Speech Quality",
 * 1988, as in Hu and Loizou, 2008: order 10 below 10 kHz, 16 from there. Checked against the
 * published program pysepm. That one's figure for frames of digital silence is a matter of
 * rounding; here they do not count where the reference has them, and are taken for white noise
 * where the degraded signal has.
 */
public final class LogLikelihoodRatio {

  private static final int WIDEBAND_HZ = 10_000;
  private static final int NARROWBAND_ORDER = 10;
  private static final int WIDEBAND_ORDER = 16;
  private static final double MOST = 2;

  /** What stands for a ratio that rounding has made negative. */
  private static final double LOST_RATIO = 1000;

  private LogLikelihoodRatio() {}

  /**
   * The mean ratio of a pair that runs in time, frames counting 2 at most.
   *
   * @param reference the clean signal, 37.5 ms or more
   * @param degraded as many samples
   * @param sampleRateHz 8,000 to 192,000
   * @return from 0 (alike) to 2, NaN for a silent reference
   * @throws IllegalArgumentException if a signal is too short or not finite, lengths differ, or the
   *     rate is another
   */
  public static double limited(float[] reference, float[] degraded, int sampleRateHz) {
    return mean(reference, degraded, sampleRateHz, MOST);
  }

  /**
   * The same without the limit, as the composite measures take it.
   *
   * @param reference the clean signal, 37.5 ms or more
   * @param degraded as many samples
   * @param sampleRateHz 8,000 to 192,000
   * @return 0 (alike) or more, NaN for a silent reference
   * @throws IllegalArgumentException if a signal is too short or not finite, lengths differ, or the
   *     rate is another
   */
  public static double unlimited(float[] reference, float[] degraded, int sampleRateHz) {
    return mean(reference, degraded, sampleRateHz, Double.POSITIVE_INFINITY);
  }

  private static double mean(float[] reference, float[] degraded, int sampleRateHz, double most) {
    SpeechFrames frames = SpeechFrames.checked(reference, degraded, sampleRateHz);
    if (Signals.isSilent(reference)) {
      return Double.NaN;
    }
    int order = sampleRateHz < WIDEBAND_HZ ? NARROWBAND_ORDER : WIDEBAND_ORDER;
    double[] distortions =
        IntStream.range(0, frames.count(reference))
            .filter(n -> !frames.isSilent(reference, n))
            .mapToDouble(
                n -> {
                  double[] clean = autocorrelation(frames, reference, n, order);
                  double[] heard =
                      frames.isSilent(degraded, n)
                          ? whiteNoise(order)
                          : autocorrelation(frames, degraded, n, order);
                  return Math.min(most, distortion(clean, heard));
                })
            .toArray();
    return distortions.length == 0 ? Double.NaN : SpeechFrames.meanOfBest(distortions);
  }

  private static double distortion(double[] clean, double[] heard) {
    double ratio = errorPower(clean, predictor(heard)) / errorPower(clean, predictor(clean));
    return Math.log(ratio > 0 ? ratio : LOST_RATIO);
  }

  private static double[] whiteNoise(int order) {
    double[] autocorrelation = new double[order + 1];
    autocorrelation[0] = 1;
    return autocorrelation;
  }

  private static double[] autocorrelation(SpeechFrames frames, float[] samples, int n, int order) {
    double[] frame = new double[frames.length()];
    frames.cut(samples, n, frame);
    double[] sums = new double[order + 1];
    for (int lag = 0; lag <= order; lag++) {
      for (int i = lag; i < frame.length; i++) {
        sums[lag] += frame[i] * frame[i - lag];
      }
    }
    return sums;
  }

  /** The prediction error filter: 1, then the predictor's taps negated. */
  private static double[] predictor(double[] autocorrelation) {
    int order = autocorrelation.length - 1;
    double[] taps =
        ToeplitzSystem.solve(autocorrelation, Arrays.copyOfRange(autocorrelation, 1, order + 1));
    double[] filter = new double[order + 1];
    filter[0] = 1;
    for (int i = 0; i < order; i++) {
      filter[i + 1] = -taps[i];
    }
    return filter;
  }

  /** What a filter leaves of a signal with this autocorrelation. */
  private static double errorPower(double[] autocorrelation, double[] filter) {
    double sum = 0;
    for (int i = 0; i < filter.length; i++) {
      for (int j = 0; j < filter.length; j++) {
        sum += filter[i] * filter[j] * autocorrelation[Math.abs(i - j)];
      }
    }
    return sum;
  }
}
