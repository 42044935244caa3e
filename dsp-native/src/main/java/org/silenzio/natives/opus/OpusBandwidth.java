package org.silenzio.natives.opus;

import org.silenzio.bindings.opus.opus_h;

/** How much of the spectrum a packet carries (RFC 6716, section 2). */
public enum OpusBandwidth {
  /** Up to 4 kHz. */
  NARROWBAND(4_000),
  /** Up to 6 kHz. */
  MEDIUMBAND(6_000),
  /** Up to 8 kHz. */
  WIDEBAND(8_000),
  /** Up to 12 kHz. */
  SUPERWIDEBAND(12_000),
  /** Up to 20 kHz. */
  FULLBAND(20_000);

  private final int passbandHz;

  OpusBandwidth(int passbandHz) {
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
    return opus_h.OPUS_BANDWIDTH_NARROWBAND() + ordinal();
  }

  static OpusBandwidth of(int code) {
    int index = code - opus_h.OPUS_BANDWIDTH_NARROWBAND();
    if (index < 0 || index >= values().length) {
      throw new IllegalStateException("libopus gave " + code + ", which is no bandwidth");
    }
    return values()[index];
  }
}
