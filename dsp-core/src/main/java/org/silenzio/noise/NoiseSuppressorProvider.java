package org.silenzio.noise;

import java.util.Optional;

/** A source of noise suppressors, found with {@link java.util.ServiceLoader}. Stateless. [any] */
public interface NoiseSuppressorProvider {

  /**
   * The short name by which users ask for it.
   *
   * @return a word of lower-case letters
   */
  String name();

  /**
   * Why this provider cannot serve here.
   *
   * @return the reason with its remedy; empty if it can serve
   */
  Optional<String> unavailability();

  /**
   * Makes a suppressor at the provider's own rate and frame size.
   *
   * @param config the wish; of its format only the channels need to be honoured
   * @return a suppressor whose {@link NoiseSuppressor#format()} says what it takes
   */
  NoiseSuppressor create(NoiseSuppressorConfig config);
}
