package org.silenzio.eval.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.audio.StreamFormat;
import org.silenzio.echo.EchoCanceller;
import org.silenzio.echo.EchoCancellerConfig;
import org.silenzio.echo.EchoPreset;
import org.silenzio.gain.HighPassFilter;
import org.silenzio.gain.HighPassFilterConfig;
import org.silenzio.noise.Implementation;
import org.silenzio.noise.NoiseSuppressorConfig;
import org.silenzio.noise.NoiseSuppressors;
import org.silenzio.testing.Recordings;

/** How late the capture's chain is, by cross-correlation, against what its parts say. */
class ChainLatencyTest {

  /**
   * What the phase of the high-pass filters, ours and RNNoise's own, may move the strongest lag by,
   * at 48 kHz: 0.2 ms.
   */
  private static final int HIGH_PASS_SAMPLES = 10;

  private static final int FROM = 2 * 48_000;
  private static final int TO = 4 * 48_000;

  @ParameterizedTest
  @CsvSource({
    "16000, LOW_POWER, WIENER, 15",
    "48000, LOW_POWER, WIENER, 15",
    "48000, STANDARD, WIENER, 25",
    "48000, STANDARD, JAVA, 40",
    "48000, BEST, JAVA, 50"
  })
  void theMeasuredDelayIsTheStatedOne(
      int rateHz, EchoPreset preset, Implementation implementation, int statedMs) {
    StreamFormat format = StreamFormat.of10Ms(rateHz, 1);
    EchoCancellerConfig config = EchoCancellerConfig.defaults(format).withPreset(preset);
    NoiseSuppressorConfig noise =
        NoiseSuppressorConfig.defaults(format).withImplementation(implementation);
    float[] speech = Rates.convert(Recordings.load(Recordings.CLEAN_48K), 48_000, rateHz);
    float[] output;
    int stated;
    try (CancelChain chain =
        new CancelChain(
            Optional.of(new HighPassFilter(HighPassFilterConfig.defaults(format))),
            EchoCanceller.create(config),
            Optional.of(NoiseSuppressors.create(noise)),
            canceller -> {})) {
      stated = chain.latencySamples();
      output = CallRun.of(chain, speech).output();
    }
    assertEquals(statedMs * rateHz / 1_000, stated);
    int scale = 48_000 / rateHz;
    int measured = strongestLag(speech, output, FROM / scale, TO / scale, 3_000 / scale);
    assertTrue(
        Math.abs(measured - stated) <= HIGH_PASS_SAMPLES,
        "measured " + measured + " samples, stated " + stated);
  }

  private static int strongestLag(float[] input, float[] output, int from, int to, int lags) {
    int strongest = 0;
    double most = 0;
    for (int lag = 0; lag < lags; lag++) {
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += (double) input[i] * output[i + lag];
      }
      if (sum > most) {
        most = sum;
        strongest = lag;
      }
    }
    return strongest;
  }
}
