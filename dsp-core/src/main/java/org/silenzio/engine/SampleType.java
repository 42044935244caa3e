package org.silenzio.engine;

/** How samples lie in a buffer of bytes, in the buffer's own byte order. */
public enum SampleType {
  /** Integers of 16 bits, full scale at 32,768. */
  PCM16(2),
  /** Floats of 32 bits, full scale at 1. */
  FLOAT(4);

  private final int bytes;

  SampleType(int bytes) {
    this.bytes = bytes;
  }

  /**
   * What a sample takes.
   *
   * @return its bytes
   */
  public int bytes() {
    return bytes;
  }
}
