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

  /**
   * What {@link Implementation#AUTO} stands for at the moment, so that several suppressors can be
   * of one kind: it may be another one once the trial of speed is done.
   *
   * @return the implementation; {@link Implementation#AUTO} if it is none of those that have a name
   * @throws IllegalStateException if no provider can serve; the message says why, one by one
   */
  public static Implementation automatic() {
    String name =
        provider(
                Implementation.of(System.getProperty(Implementation.PROPERTY, "auto")),
                ServiceLoader.load(NoiseSuppressorProvider.class))
            .name();
    for (Implementation implementation : Implementation.values()) {
      if (implementation.providerName().equals(name)) {
        return implementation;
      }
    }
    return Implementation.AUTO;
  }

  static NoiseSuppressor create(
      NoiseSuppressorConfig config, Iterable<NoiseSuppressorProvider> providers) {
    return adapt(provider(wanted(config), providers).create(config), config);
  }

  private static NoiseSuppressorProvider provider(
      Implementation wanted, Iterable<NoiseSuppressorProvider> providers) {
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
    return SpeedChoice.ofUser().among(able);
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
