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
    Implementation wanted = wanted(config);
    List<NoiseSuppressorProvider> able = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (NoiseSuppressorProvider provider : providers) {
      if (wanted.admits(provider.name())) {
        Optional<String> reason = provider.unavailability();
        if (reason.isEmpty()) {
          able.add(provider);
        } else {
          reasons.add(provider.name() + ": " + reason.get());
        }
      }
    }
    if (able.isEmpty()) {
      throw new IllegalStateException(
          reasons.isEmpty()
              ? "no noise suppressor: no provider '"
                  + wanted.providerName()
                  + "' on the class or module path; add dsp-native"
              : "no noise suppressor: " + String.join("; ", reasons));
    }
    return adapt(SpeedChoice.ofUser().among(able).create(config), config);
  }

  private static Implementation wanted(NoiseSuppressorConfig config) {
    if (config.model().isPresent()) {
      return Implementation.JAVA;
    }
    return config.implementation() == Implementation.AUTO
        ? Implementation.of(System.getProperty(Implementation.PROPERTY, "auto"))
        : config.implementation();
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
