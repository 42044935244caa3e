package org.silenzio.noise;

import java.util.Locale;

/** Which implementation of the noise suppressor shall serve. */
public enum Implementation {
  /**
   * Whichever is faster on this machine, once that was measured; till then the C library where
   * there is one, which needs no warming up. {@code -Dsilenzio.rnnoise=native|java} decides
   * instead.
   */
  AUTO,
  /** The C library. */
  NATIVE,
  /** The same network in Java, which is always there. */
  JAVA,
  /**
   * No network but statistics of the noise: a quarter of RNNoise's delay and less work, and noise
   * that changes fast stays. {@link #AUTO} never chooses it.
   */
  WIENER;

  /** The system property that decides where {@link #AUTO} is asked for. */
  public static final String PROPERTY = "silenzio.rnnoise";

  /** The name of the provider that this stands for. */
  String providerName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a provider of a name serves where this is asked for. */
  boolean admits(String provider) {
    return this == AUTO ? !provider.equals(WIENER.providerName()) : provider.equals(providerName());
  }

  /** What a setting of the property stands for. */
  static Implementation of(String setting) {
    return switch (setting) {
      case "auto" -> AUTO;
      case "native" -> NATIVE;
      case "java" -> JAVA;
      default ->
          throw new IllegalArgumentException(
              PROPERTY + " is '" + setting + "', allowed: auto, native, java");
    };
  }
}
