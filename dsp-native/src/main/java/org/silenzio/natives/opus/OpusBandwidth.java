package org.silenzio.natives.opus;

import org.silenzio.bindings.opus.opus_h;

/** How much of the spectrum a packet carries (RFC 6716, section 2). */
public enum OpusBandwidth {
  /** Up to 4 kHz. */
  NARROWBAND(opus_h.OPUS_BANDWIDTH_NARROWBAND(), 4_000),
  /** Up to 6 kHz. */
  MEDIUMBAND(opus_h.OPUS_BANDWIDTH_MEDIUMBAND(), 6_000),
  /** Up to 8 kHz. */
  WIDEBAND(opus_h.OPUS_BANDWIDTH_WIDEBAND(), 8_000),
  /** Up to 12 kHz. */
  SUPERWIDEBAND(opus_h.OPUS_BANDWIDTH_SUPERWIDEBAND(), 12_000),
  /** Up to 20 kHz. */
  FULLBAND(opus_h.OPUS_BANDWIDTH_FULLBAND(), 20_000);

  private final int code;
  private final int passbandHz;

  OpusBandwidth(int code, int passbandHz) {
    this.code = code;
    this.passbandHz = passbandHz;
  }

  /**
   * The highest frequency carried.
   *
   * @return the frequency in Hz
   */
  public int passbandHz() {
    return passbandHz;
  }

  /** The number that libopus knows it by. */
  int code() {
    return code;
  }

  static OpusBandwidth of(int code) {
    for (OpusBandwidth one : values()) {
      if (one.code == code) {
        return one;
      }
    }
    throw new IllegalStateException("libopus gave " + code + ", which is no OpusBandwidth");
  }
}
