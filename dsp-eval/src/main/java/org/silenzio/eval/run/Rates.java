package org.silenzio.eval.run;

import java.util.Arrays;
import org.silenzio.transform.Resampler;

/** Whole signals at another rate, in time with the original. */
public final class Rates {

  /** Where the metrics of speech live. */
  public static final int METRIC_RATE_HZ = 16_000;

  private Rates() {}

  /** At the metrics' rate. */
  public static float[] toMetricRate(float[] samples, int sampleRateHz) {
    return convert(samples, sampleRateHz, METRIC_RATE_HZ);
  }

  /** At another rate. */
  public static float[] convert(float[] samples, int fromHz, int toHz) {
    if (fromHz == toHz) {
      return samples;
    }
    Resampler resampler = new Resampler(fromHz, toHz, 1);
    int length = (int) ((long) samples.length * toHz / fromHz);
    int delay = (int) Math.round(resampler.latencySeconds() * toHz);
    // silence behind the end, to fetch what the filter still holds
    int tail = (int) Math.ceil(resampler.latencySeconds() * fromHz) + fromHz / 100;
    float[] input = Arrays.copyOf(samples, samples.length + tail);
    float[][] output = new float[1][resampler.outputSamples(input.length)];
    resampler.process(new float[][] {input}, 0, input.length, output, 0);
    return Arrays.copyOfRange(output[0], delay, delay + length);
  }
}
