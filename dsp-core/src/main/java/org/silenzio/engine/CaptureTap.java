package org.silenzio.engine;

import org.silenzio.audio.AudioFrame;

/**
 * Sees all that decides what the capture becomes, in order, on the capture's thread: the same calls
 * on a {@link CaptureReplay} give the same bits again. What it is handed is the chain's own and to
 * be copied; it must not allocate, lock or block. [audio]
 *
 * <p>Of a frame come, in this order: {@link #before}, then {@link #standby} if a cleaner begins to
 * learn with this very frame, {@link #takeOver} if it begins to take over with it, {@link #after}.
 */
interface CaptureTap {

  /** Sees nothing. */
  CaptureTap NONE = new CaptureTap() {};

  /**
   * A frame of the engine's format comes in.
   *
   * @param frame what the microphone heard
   * @param farEnd what the canceller gets for it
   * @param settings what is in force from this frame on
   */
  default void before(AudioFrame frame, AudioFrame farEnd, EngineSettings settings) {}

  /**
   * A cleaner that knows nothing yet begins to learn.
   *
   * @param level its place among the levels
   */
  default void standby(int level) {}

  /**
   * The cleaner that learnt begins to take over.
   *
   * @param level its place among the levels
   */
  default void takeOver(int level) {}

  /**
   * The frame is done.
   *
   * @param frame what it became
   */
  default void after(AudioFrame frame) {}

  /** The chain was reset. */
  default void reset() {}
}
