package org.silenzio.engine;

/** How noise is suppressed, the best first. */
enum Suppression {
  /** The application's own processor. */
  CUSTOM,
  /** RNNoise, which looks 20 ms ahead. */
  RNNOISE,
  /** Not at all. */
  NONE
}
