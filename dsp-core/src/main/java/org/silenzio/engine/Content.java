package org.silenzio.engine;

/** What the capture holds, which decides what may be done to it. */
public enum Content {
  /** Voices: mono, all stages. */
  SPEECH,
  /**
   * Music or the sound of a shared screen: all its channels and its full band, without high-pass,
   * noise suppression and gain control.
   */
  MUSIC,
  /**
   * Whichever of both is heard: speech to begin with, music once notes have been held for some
   * seconds, speech again soon after they are not. All channels are kept.
   */
  AUTOMATIC
}
