package org.silenzio.eval.run;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The signals of one call, all of one rate and length.
 *
 * @param sampleRateHz samples per second
 * @param capture what the microphone heard
 * @param render what the loudspeakers played, by channel; silence where there is no far end
 * @param clean the near end's part of the capture, if it is known
 * @param echo the echo's part of the capture, if it is known
 * @param pathChangeSeconds when the echo path changes, if it does and that is known
 */
public record CallSignals(
    int sampleRateHz,
    float[] capture,
    float[][] render,
    Optional<float[]> clean,
    Optional<float[]> echo,
    OptionalDouble pathChangeSeconds) {

  /** The most channels that a far end may have. */
  private static final int MAX_RENDER_CHANNELS = 2;

  /**
   * What all signals have in common: a recording's files may have been stopped at different
   * moments.
   */
  static CallSignals ofCommonLength(
      int sampleRateHz,
      float[] capture,
      Optional<float[][]> render,
      Optional<float[]> clean,
      Optional<float[]> echo) {
    int samples =
        Stream.of(Optional.of(capture), render.map(channels -> channels[0]), clean, echo)
            .flatMap(Optional::stream)
            .mapToInt(signal -> signal.length)
            .min()
            .orElseThrow();
    return new CallSignals(
        sampleRateHz,
        Arrays.copyOf(capture, samples),
        render
            .map(channels -> cut(channels, samples))
            .orElseGet(() -> new float[][] {new float[samples]}),
        clean.map(signal -> Arrays.copyOf(signal, samples)),
        echo.map(signal -> Arrays.copyOf(signal, samples)),
        OptionalDouble.empty());
  }

  private static float[][] cut(float[][] channels, int samples) {
    return Arrays.stream(channels)
        .limit(MAX_RENDER_CHANNELS)
        .map(channel -> Arrays.copyOf(channel, samples))
        .toArray(float[][]::new);
  }

  /** The far end in one channel: the mean of all. */
  public float[] farEnd() {
    if (render.length == 1) {
      return render[0];
    }
    float[] mean = new float[capture.length];
    for (float[] channel : render) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += channel[i] / render.length;
      }
    }
    return mean;
  }

  /** The capture as a canceller without fault would give it, if the echo's part is known. */
  public Optional<float[]> withoutEcho() {
    return echo.map(
        signal -> {
          float[] rest = capture.clone();
          for (int i = 0; i < rest.length; i++) {
            rest[i] -= signal[i];
          }
          return rest;
        });
  }

  /** The same at the rate of the metrics, its far end in one channel. */
  CallSignals atMetricRate() {
    return new CallSignals(
        Rates.METRIC_RATE_HZ,
        Rates.toMetricRate(capture, sampleRateHz),
        new float[][] {Rates.toMetricRate(farEnd(), sampleRateHz)},
        clean.map(samples -> Rates.toMetricRate(samples, sampleRateHz)),
        echo.map(samples -> Rates.toMetricRate(samples, sampleRateHz)),
        pathChangeSeconds);
  }
}
