package org.silenzio.eval.corpus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;

/** Reads samples as a sound file of a given format stores them, full scale at ±1. */
final class SampleDecoder {

  private interface Reader {
    double next(ByteBuffer buffer);
  }

  private final Reader reader;
  private final ByteOrder order;
  private final SampleEncoding nearest;

  private SampleDecoder(Reader reader, ByteOrder order, SampleEncoding nearest) {
    this.reader = reader;
    this.order = order;
    this.nearest = nearest;
  }

  /** The decoder of a format, or null if there is none. */
  static SampleDecoder of(AudioFormat format) {
    ByteOrder order = format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return switch (format.getEncoding() + " " + format.getSampleSizeInBits()) {
      case "PCM_UNSIGNED 8" ->
          new SampleDecoder(b -> ((b.get() & 0xff) - 128) * 0x1p-7, order, SampleEncoding.PCM_8);
      case "PCM_SIGNED 8" -> new SampleDecoder(b -> b.get() * 0x1p-7, order, SampleEncoding.PCM_8);
      case "PCM_SIGNED 16" ->
          new SampleDecoder(b -> b.getShort() * 0x1p-15, order, SampleEncoding.PCM_16);
      case "PCM_SIGNED 24" ->
          new SampleDecoder(SampleDecoder::next24, order, SampleEncoding.PCM_24);
      case "PCM_SIGNED 32" ->
          new SampleDecoder(b -> b.getInt() * 0x1p-31, order, SampleEncoding.PCM_32);
      case "PCM_FLOAT 32" ->
          new SampleDecoder(ByteBuffer::getFloat, order, SampleEncoding.FLOAT_32);
      case "PCM_FLOAT 64" ->
          new SampleDecoder(ByteBuffer::getDouble, order, SampleEncoding.FLOAT_32);
      default -> null;
    };
  }

  private static double next24(ByteBuffer buffer) {
    int first = buffer.get() & 0xff;
    int middle = buffer.get() & 0xff;
    int last = buffer.get() & 0xff;
    boolean big = buffer.order() == ByteOrder.BIG_ENDIAN;
    int value = ((big ? first : last) << 24) | (middle << 16) | ((big ? last : first) << 8);
    return value * 0x1p-31;
  }

  /** The encoding for writing that keeps what this one reads. */
  SampleEncoding nearest() {
    return nearest;
  }

  void decode(byte[] interleaved, int channels, float[][] to, int count) {
    ByteBuffer buffer = ByteBuffer.wrap(interleaved).order(order);
    for (int i = 0; i < count; i++) {
      for (int c = 0; c < channels; c++) {
        to[c][i] = (float) reader.next(buffer);
      }
    }
  }
}
