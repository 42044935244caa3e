package org.silenzio.noise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Makes noise suppressors from whatever provider can serve here. [control] */
public final class NoiseSuppressors {

  private NoiseSuppressors() {}

  /**
   * Makes a noise suppressor for any usual rate and any frame size.
   *
   * @param config what it is for
   * @return the suppressor, to be closed by the caller
   * @throws IllegalArgumentException if the rate has too small a common divisor with the provider's
   * @throws IllegalStateException if no provider can serve; the message says why, one by one
   */
  public static NoiseSuppressor create(NoiseSuppressorConfig config) {
    return create(config, ServiceLoader.load(NoiseSuppressorProvider.class));
  }

  static NoiseSuppressor create(
      NoiseSuppressorConfig config, Iterable<NoiseSuppressorProvider> providers) {
    List<String> reasons = new ArrayList<>();
    for (NoiseSuppressorProvider provider : providers) {
      Optional<String> reason = provider.unavailability();
      if (reason.isEmpty()) {
        return adapt(provider.create(config), config);
      }
      reasons.add(provider.name() + ": " + reason.get());
    }
    throw new IllegalStateException(
        reasons.isEmpty()
            ? "no noise suppressor: no provider on the class or module path; add dsp-native"
            : "no noise suppressor: " + String.join("; ", reasons));
  }

  private static NoiseSuppressor adapt(NoiseSuppressor made, NoiseSuppressorConfig config) {
    if (made.format().equals(config.format())) {
      return made;
    }
    try {
      return new RateAdaptedSuppressor(config.format(), made);
    } catch (RuntimeException | Error e) {
      made.close();
      throw e;
    }
  }
}
