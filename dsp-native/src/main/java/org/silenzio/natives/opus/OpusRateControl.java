package org.silenzio.natives.opus;

/** How the bit rate may vary from packet to packet. */
public enum OpusRateControl {
  /** All packets are of one size. */
  CONSTANT,
  /** As the sound needs, but never more than one frame's bits in reserve: libopus's default. */
  CONSTRAINED,
  /** As the sound needs; the bit rate is an aim. */
  VARIABLE
}
