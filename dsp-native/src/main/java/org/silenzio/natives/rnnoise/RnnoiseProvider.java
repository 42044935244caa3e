package org.silenzio.natives.rnnoise;

import java.lang.foreign.Arena;
import java.util.Optional;
import java.util.stream.Stream;
import org.silenzio.audio.StreamFormat;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;
import org.silenzio.noise.ChannelSuppressor;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.noise.NoiseSuppressorConfig;
import org.silenzio.noise.NoiseSuppressorProvider;

/**
 * RNNoise 0.2 by its C library, where that can be loaded: 48 kHz, frames of 10 ms, one network
 * state per channel, a delay of two frames.
 *
 * <p>J.-M. Valin, "A Hybrid DSP/Deep Learning Approach to Real-Time Full-Band Speech Enhancement",
 * MMSP 2018.
 */
public final class RnnoiseProvider implements NoiseSuppressorProvider {

  /** The gains are applied one frame late, and the overlap of the windows is another frame. */
  private static final int LATENCY_SAMPLES = 2 * RnnoiseState.FRAME_SAMPLES;

  /** For {@link java.util.ServiceLoader}. */
  public RnnoiseProvider() {}

  @Override
  public String name() {
    return "native";
  }

  @Override
  public Optional<String> unavailability() {
    return NativeLibraries.status(NativeLibrary.RNNOISE).problem();
  }

  /**
   * Creates the native states. A close during a call is refused with {@link IllegalStateException}
   * and leaves all channels alive.
   *
   * @throws org.silenzio.natives.NativeLibraryException if the library cannot be loaded
   */
  @Override
  @SuppressWarnings("MustBeClosedChecker") // closed with the suppressor
  public NoiseSuppressor create(NoiseSuppressorConfig config) {
    int channels = config.format().channels();
    // one for all channels; a confined one would admit only the thread that creates it
    Arena arena = Arena.ofShared();
    try {
      return new ChannelSuppressor(
          StreamFormat.of10Ms(RnnoiseState.SAMPLE_RATE_HZ, channels),
          LATENCY_SAMPLES,
          config.maxAttenuationDb(),
          config.comfortNoiseBelowDb(),
          Stream.generate(() -> new RnnoiseState(arena)).limit(channels).toList(),
          arena::close);
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }
}
