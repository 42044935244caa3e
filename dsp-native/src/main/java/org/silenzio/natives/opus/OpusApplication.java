package org.silenzio.natives.opus;

import org.silenzio.bindings.opus.opus_h;

/** What an encoder is tuned for. */
public enum OpusApplication {
  /** Speech over a network: intelligible at low rates. */
  VOIP(opus_h.OPUS_APPLICATION_VOIP()),
  /** Whatever comes, as near to the original as can be. */
  AUDIO(opus_h.OPUS_APPLICATION_AUDIO()),
  /**
   * 2.5 ms of delay in place of 6.5, without the speech coder and hence without forward error
   * correction.
   */
  RESTRICTED_LOWDELAY(opus_h.OPUS_APPLICATION_RESTRICTED_LOWDELAY());

  private final int code;

  OpusApplication(int code) {
    this.code = code;
  }

  /** The number that libopus knows it by. */
  int code() {
    return code;
  }

  static OpusApplication of(int code) {
    for (OpusApplication one : values()) {
      if (one.code == code) {
        return one;
      }
    }
    throw new IllegalStateException("libopus gave " + code + ", which is no OpusApplication");
  }
}
