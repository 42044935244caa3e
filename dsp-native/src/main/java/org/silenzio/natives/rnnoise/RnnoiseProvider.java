package org.silenzio.natives.rnnoise;

import java.util.Optional;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;
import org.silenzio.noise.NoiseSuppressor;
import org.silenzio.noise.NoiseSuppressorConfig;
import org.silenzio.noise.NoiseSuppressorProvider;

/** Offers {@link RnnoiseSuppressor} where its library can be loaded. */
public final class RnnoiseProvider implements NoiseSuppressorProvider {

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

  @Override
  public NoiseSuppressor create(NoiseSuppressorConfig config) {
    return new RnnoiseSuppressor(config);
  }
}
