package org.silenzio.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds codecs. [control] */
public final class Codecs {

  private Codecs() {}

  /**
   * The provider of a codec.
   *
   * @param name the codec's name, such as {@code opus}
   * @return the provider, able to serve
   * @throws IllegalStateException if there is none of that name or it cannot serve; the message
   *     says why
   */
  public static CodecProvider find(String name) {
    return find(name, ServiceLoader.load(CodecProvider.class));
  }

  static CodecProvider find(String name, Iterable<CodecProvider> providers) {
    List<String> known = new ArrayList<>();
    for (CodecProvider provider : providers) {
      known.add(provider.name());
      if (provider.name().equals(name)) {
        Optional<String> reason = provider.unavailability();
        if (reason.isPresent()) {
          throw new IllegalStateException("codec " + name + ": " + reason.get());
        }
        return provider;
      }
    }
    throw new IllegalStateException(
        "no codec '" + name + "' on the class or module path; found: " + known);
  }
}
