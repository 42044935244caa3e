package org.silenzio.engine;

/** How noise is suppressed, the best first. */
enum Suppression {
  /** The application's own processor. */
  CUSTOM,
  /** RNNoise, which looks 20 ms ahead. */
  RNNOISE,
  /** Without a network: 5 ms ahead, less work, and only noise that is steady. */
  WIENER,
  /** Not at all. */
  NONE
}
