package org.silenzio.natives.opus;

/**
 * Whether packets carry a coarse copy of the frame before them (RFC 6716, section 2.1.7). It takes
 * an expected loss above 0 as well.
 */
public enum OpusFec {
  /** None. */
  OFF(0),
  /** A copy of speech; with more loss the speech coder is chosen for the sake of it. */
  ON(1),
  /** A copy where the speech coder serves anyway; music keeps its own coder. */
  KEEP_MUSIC(2);

  private final int code;

  OpusFec(int code) {
    this.code = code;
  }

  /** The number that libopus knows it by. */
  int code() {
    return code;
  }

  static OpusFec of(int code) {
    for (OpusFec one : values()) {
      if (one.code == code) {
        return one;
      }
    }
    throw new IllegalStateException("libopus gave " + code + ", which is no OpusFec");
  }
}
