package org.silenzio.receive;

import org.silenzio.audio.StreamFormat;

/**
 * A codec whose packets prove themselves: a number, then bytes that hang on the number, the place
 * and the length, so that no mixture of two packets passes for one. It looks at every packet that
 * it is asked about. 2.5 ms each, silent.
 */
final class PatternCodec extends PlainDecoder {

  static final int RATE = 8_000;

  /** 2.5 ms. */
  static final int PACKET_SAMPLES = 20;

  static final int LEAST_BYTES = 8;
  static final int MOST_BYTES = 1_500;

  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
  private static final int NUMBER_BYTES = 8;

  private final StreamFormat format = new StreamFormat(RATE, 1, PACKET_SAMPLES);
  private long lastDecoded = -1;

  long decodes;
  long torn;

  /** Packets that were decoded before one sent earlier, within a stream. */
  long disordered;

  /** Lengths vary so that a torn one is told by its pattern. */
  static int length(long number) {
    return LEAST_BYTES + (int) Long.remainderUnsigned(number * MIX, MOST_BYTES - LEAST_BYTES + 1);
  }

  /** Writes a packet and says how long it is. */
  static int write(long number, byte[] packet) {
    int length = length(number);
    for (int n = 0; n < length; n++) {
      packet[n] = expected(number, n);
    }
    return length;
  }

  /** The number of a packet, or -1 if it is not as it was written. */
  static long read(byte[] packet, int length) {
    if (length < LEAST_BYTES) {
      return -1;
    }
    long number = 0;
    for (int n = 0; n < NUMBER_BYTES; n++) {
      number = (number << Byte.SIZE) | (packet[n] & 0xFF);
    }
    if (length(number) != length) {
      return -1;
    }
    for (int n = NUMBER_BYTES; n < length; n++) {
      if (packet[n] != expected(number, n)) {
        return -1;
      }
    }
    return number;
  }

  private static byte expected(long number, int n) {
    return n < NUMBER_BYTES
        ? (byte) (number >> (Byte.SIZE * (NUMBER_BYTES - 1 - n)))
        : (byte) (((number + n) * MIX) >> (Long.SIZE - Byte.SIZE));
  }

  private long number(byte[] packet, int offset, int length) {
    if (offset != 0) {
      throw new AssertionError("the buffer's packets begin at 0, this at " + offset);
    }
    long number = read(packet, length);
    torn += number < 0 ? 1 : 0;
    return number;
  }

  @Override
  public StreamFormat format() {
    return format;
  }

  @Override
  public int maxPacketSamples() {
    return PACKET_SAMPLES * 4;
  }

  @Override
  public int packetSamples(byte[] packet, int offset, int length) {
    number(packet, offset, length);
    return PACKET_SAMPLES;
  }

  @Override
  public int decode(byte[] packet, int offset, int length, float[][] into, int at) {
    long number = number(packet, offset, length);
    disordered += number <= lastDecoded ? 1 : 0;
    lastDecoded = number;
    decodes++;
    conceal(into, at, PACKET_SAMPLES);
    return PACKET_SAMPLES;
  }

  @Override
  public int fecSamples(byte[] packet, int offset, int length) {
    number(packet, offset, length);
    return 0;
  }

  @Override
  public int readRedundancy(byte[] packet, int offset, int length) {
    number(packet, offset, length);
    return 0;
  }

  @Override
  public void reset() {
    lastDecoded = -1;
  }

  @Override
  public void close() {
    // holds nothing
  }
}
