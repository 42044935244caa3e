package org.silenzio.natives.opus;

import org.silenzio.bindings.opus.opus_h;

/** What the sound is, as a hint to the encoder. */
public enum OpusSignal {
  /** The encoder finds out. */
  AUTO(opus_h.OPUS_AUTO()),
  /** Speech. */
  VOICE(opus_h.OPUS_SIGNAL_VOICE()),
  /** Music. */
  MUSIC(opus_h.OPUS_SIGNAL_MUSIC());

  private final int code;

  OpusSignal(int code) {
    this.code = code;
  }

  /** The number that libopus knows it by. */
  int code() {
    return code;
  }

  static OpusSignal of(int code) {
    for (OpusSignal one : values()) {
      if (one.code == code) {
        return one;
      }
    }
    throw new IllegalStateException("libopus gave " + code + ", which is no OpusSignal");
  }
}
