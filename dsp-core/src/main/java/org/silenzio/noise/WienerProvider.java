package org.silenzio.noise;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.silenzio.audio.StreamFormat;

/**
 * The suppressor without a network and without look-ahead: 16, 32 and 48 kHz, frames of 10 ms, a
 * delay of 5 ms. Always there.
 */
public final class WienerProvider implements NoiseSuppressorProvider {

  /** What it serves as they are, each a multiple of the first. */
  private static final int[] RATES_HZ = {16_000, 32_000, 48_000};

  /** For {@link java.util.ServiceLoader}. */
  public WienerProvider() {}

  @Override
  public String name() {
    return "wiener";
  }

  @Override
  public Optional<String> unavailability() {
    return Optional.empty();
  }

  @Override
  public NoiseSuppressor create(NoiseSuppressorConfig config) {
    int rateHz = rateFor(config.format().sampleRateHz());
    int channels = config.format().channels();
    return new ChannelSuppressor(
        StreamFormat.of10Ms(rateHz, channels),
        WienerSuppressor.latencySamples(rateHz),
        config.maxAttenuationDb(),
        config.comfortNoiseBelowDb(),
        Stream.generate(() -> new WienerSuppressor(rateHz)).limit(channels).toList(),
        () -> {});
  }

  /** The lowest of its rates that loses nothing of a stream's band, else its highest. */
  private static int rateFor(int streamHz) {
    IntStream enough = Arrays.stream(RATES_HZ).filter(rate -> rate >= streamHz);
    return enough.findFirst().orElse(RATES_HZ[RATES_HZ.length - 1]);
  }
}
