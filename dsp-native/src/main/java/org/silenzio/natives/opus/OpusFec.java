package org.silenzio.natives.opus;

/**
 * Whether packets carry a coarse copy of the frame before them (RFC 6716, section 2.1.7). It takes
 * an expected loss above 0 as well.
 */
public enum OpusFec {
  /** None. */
  OFF,
  /** A copy of speech; with more loss the speech coder is chosen for the sake of it. */
  ON,
  /** A copy where the speech coder serves anyway; music keeps its own coder. */
  KEEP_MUSIC;

  /** The number that libopus knows it by. */
  int code() {
    return ordinal();
  }

  static OpusFec of(int code) {
    return values()[code];
  }
}
