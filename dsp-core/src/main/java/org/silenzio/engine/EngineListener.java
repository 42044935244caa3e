package org.silenzio.engine;

/**
 * Is told what happens in an engine, by its control thread: one call at a time, some hundredths of
 * a second after the fact. What a call throws is logged and changes nothing; a slow one delays the
 * others, never the sound. [control]
 */
public interface EngineListener {

  /** The sides of a call. */
  enum Side {
    /** From the microphone. */
    CAPTURE,
    /** To the loudspeaker. */
    RENDER
  }

  /**
   * A frame took longer than the budget allows. When very many do at once some are only counted.
   *
   * @param side where
   * @param micros what it took, in microseconds
   */
  default void frameOverrun(Side side, double micros) {}

  /**
   * A device did not call for more than 50 ms beyond its own frame.
   *
   * @param side whose device
   * @param ms how long it did not, in ms
   */
  default void deviceGap(Side side, double ms) {}

  /**
   * The capture is cleaned in another way from now on, see {@link EngineStatistics#quality}.
   *
   * @param from the way before
   * @param to the way now
   * @param reason the 99th percentile of the frames' times that decided, in microseconds
   */
  default void qualityStep(String from, String to, double reason) {}

  /**
   * The delay of the echo was found to be another one.
   *
   * @param fromMs what it was, in ms; NaN: not known
   * @param toMs what it is
   */
  default void echoDelayChange(double fromMs, double toMs) {}

  /**
   * Filters of the echo canceller went astray and were started anew.
   *
   * @param filters how many
   */
  default void echoDivergence(long filters) {}

  /**
   * A native library cannot be used; Java serves in its place. Told once, if at all.
   *
   * @param reason why, and what would help
   */
  default void nativeFallback(String reason) {}
}
