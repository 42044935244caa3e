package org.silenzio.eval.reception;

import java.util.Locale;

/** What packets carry against the loss of others, and how a decoder makes up for the rest. */
public enum Protection {
  /** Nothing: losses are concealed as libopus does it if it is asked for nothing else. */
  PLC(false, false, false),
  /** Nothing: losses are concealed by libopus's network. */
  NEURAL_PLC(false, false, true),
  /** The packet before, coarsely (RFC 6716, section 2.1.7); the rest as with {@link #PLC}. */
  FEC(true, false, false),
  /** The packet before, coarsely; the rest as with {@link #NEURAL_PLC}. */
  NEURAL_FEC(true, false, true),
  /** The last second, still more coarsely (DRED, draft-ietf-mlcodec-opus-dred). */
  DRED(false, true, true),
  /** The packet before and the last second. */
  FEC_DRED(true, true, true);

  private final boolean fec;
  private final boolean redundancy;
  private final boolean neural;

  Protection(boolean fec, boolean redundancy, boolean neural) {
    this.fec = fec;
    this.redundancy = redundancy;
    this.neural = neural;
  }

  boolean hasFec() {
    return fec;
  }

  boolean hasRedundancy() {
    return redundancy;
  }

  /** Whether the decoder conceals by a network. */
  boolean isNeural() {
    return neural;
  }

  /** As it stands in names: such as {@code neural-plc}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Protection of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
