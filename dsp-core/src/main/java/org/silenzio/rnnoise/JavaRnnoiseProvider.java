package org.silenzio.rnnoise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.silenzio.audio.StreamFormat;
import org.silenzio.noise.ChannelSuppressor;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.noise.NoiseSuppressorConfig;
import org.silenzio.noise.NoiseSuppressorProvider;

/** RNNoise 0.2 in Java: 48 kHz, frames of 10 ms, a delay of two frames. Always there. */
public final class JavaRnnoiseProvider implements NoiseSuppressorProvider {

  /** The gains are applied one frame late, and the overlap of the windows is another frame. */
  private static final int LATENCY_SAMPLES = 2 * Spectrum.FRAME;

  private static final int SAMPLE_RATE_HZ = 48_000;

  /** For {@link java.util.ServiceLoader}. */
  public JavaRnnoiseProvider() {}

  @Override
  public String name() {
    return "java";
  }

  @Override
  public Optional<String> unavailability() {
    return Optional.empty();
  }

  /**
   * Makes a suppressor; all of one model share its weights.
   *
   * @throws UncheckedIOException if the model's file cannot be read
   * @throws IllegalArgumentException if it is no model of RNNoise 0.2
   */
  @Override
  public NoiseSuppressor create(NoiseSuppressorConfig config) {
    RnnoiseModel model =
        config.model().map(JavaRnnoiseProvider::load).orElseGet(RnnoiseModel::builtIn);
    int channels = config.format().channels();
    return new ChannelSuppressor(
        StreamFormat.of10Ms(SAMPLE_RATE_HZ, channels),
        LATENCY_SAMPLES,
        config.maxAttenuationDb(),
        config.comfortNoiseBelowDb(),
        Stream.generate(() -> new RnnoiseStream(model)).limit(channels).toList(),
        () -> {});
  }

  private static RnnoiseModel load(Path file) {
    try {
      return ModelCache.get(file);
    } catch (IOException e) {
      throw new UncheckedIOException("model " + file + " cannot be read", e);
    }
  }
}
