package org.silenzio.eval.reception;

import java.util.Locale;

/** What packets carry against the loss of others, and receivers use. */
public enum Protection {
  /** Nothing: what is lost is concealed (packet loss concealment). */
  PLC(false, false),
  /** The one before, coarsely (RFC 6716, section 2.1.7, low bit-rate redundancy). */
  FEC(true, false),
  /** The last second, still more coarsely (deep redundancy of libopus 1.5). */
  DRED(false, true),
  /** Both. */
  FEC_DRED(true, true);

  private final boolean fec;
  private final boolean redundancy;

  Protection(boolean fec, boolean redundancy) {
    this.fec = fec;
    this.redundancy = redundancy;
  }

  boolean hasFec() {
    return fec;
  }

  boolean hasRedundancy() {
    return redundancy;
  }

  /** As it stands in names: such as {@code fec+dred}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '+');
  }
}
