package org.silenzio.echo;

/**
 * What can befall a call, with what the canceller is held to: how much of the echo is gone how soon
 * after the event, in what share of its occurrences. Times count the far end's own sound, with
 * nobody else talking.
 */
enum CallEvent {
  /** The call begins. */
  START(0, 15, 2, 0.95),
  /** Another room from one moment to the next. */
  PATH_CHANGE(0, 15, 3, 0.95),
  /** The delay becomes another one, by up to 80 ms. */
  DELAY_JUMP(0, 15, 2, 0.95),
  /** The loudspeaker's clock goes wrong by up to 100 ppm; measured when it has for 10 s. */
  CLOCK_DRIFT(1_000, 15, 3, 0.95),
  /**
   * The render thread stalls for up to 300 ms, then hands over all at once; the sound goes on.
   * Measured half a second after, when what came late has been dropped.
   */
  RENDER_LATE(30, 15, 3, 0.95),
  /** The loudspeaker is silent for up to 300 ms and hands nothing over. */
  RENDER_GAP(30, 15, 3, 0.95),
  /** The microphone gives zeros for up to half a second. */
  CAPTURE_GAP(50, 15, 2, 0.95),
  /** The microphone is muted for up to 4 s. */
  CAPTURE_MUTE(400, 15, 2, 0.95),
  /** The far end is muted for up to 4 s. */
  RENDER_MUTE(400, 15, 2, 0.95),
  /** The echo becomes up to 10 dB louder or softer. */
  LEVEL_STEP(0, 15, 2, 0.95),
  /** The near end talks for 2 to 4 s, about as loud as the echo. */
  NEAR_TALK(400, 15, 2, 0.95);

  /** How long it lasts at the most, in frames of 10 ms. */
  final int longestFrames;

  /** So far below itself the echo must come. */
  final double leastEnhancementDb;

  /** Within so many seconds. */
  final double withinSeconds;

  /** In this share of the occurrences. */
  final double leastShare;

  CallEvent(int longestFrames, double leastEnhancementDb, double withinSeconds, double leastShare) {
    this.longestFrames = longestFrames;
    this.leastEnhancementDb = leastEnhancementDb;
    this.withinSeconds = withinSeconds;
    this.leastShare = leastShare;
  }
}
