package org.silenzio.rnnoise;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Named arrays in the 'DNNw' layout that {@code rnnoise_model_from_buffer} of the C library reads:
 * little-endian records of a head of 64 bytes (the four letters, version, type, size, size with
 * padding, name) and the data.
 */
final class WeightArrays {

  private static final int HEAD_BYTES = 64;
  private static final int NAME_AT = 20;
  private static final int MAGIC = 'D' | 'N' << 8 | 'N' << 16 | 'w' << 24;

  private final Map<String, ByteBuffer> arrays = new HashMap<>();

  /**
   * Takes a model apart.
   *
   * @throws IllegalArgumentException if it is no such model
   */
  WeightArrays(byte[] model) {
    ByteBuffer rest = ByteBuffer.wrap(model).order(ByteOrder.LITTLE_ENDIAN);
    while (rest.hasRemaining()) {
      int at = rest.position();
      if (rest.remaining() < HEAD_BYTES || rest.getInt(at) != MAGIC) {
        throw unfit("no 'DNNw' record at byte " + at);
      }
      int size = rest.getInt(at + 12);
      int padded = rest.getInt(at + 16);
      if (size < 0 || padded < size || padded > rest.remaining() - HEAD_BYTES) {
        throw unfit("the record at byte " + at + " states " + size + " of " + padded + " bytes");
      }
      String name = name(model, at + NAME_AT, at + HEAD_BYTES);
      arrays.put(
          name,
          rest.slice(at + HEAD_BYTES, size).order(ByteOrder.LITTLE_ENDIAN).asReadOnlyBuffer());
      rest.position(at + HEAD_BYTES + padded);
    }
  }

  private static String name(byte[] model, int from, int to) {
    int end = from;
    while (end < to && model[end] != 0) {
      end++;
    }
    if (end == to) {
      throw unfit("the name at byte " + from + " does not end");
    }
    return new String(model, from, end - from, StandardCharsets.US_ASCII);
  }

  boolean has(String name) {
    return arrays.containsKey(name);
  }

  float[] floats(String name, int length) {
    float[] values = new float[length];
    bytes(name, Float.BYTES * length).asFloatBuffer().get(values);
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw unfit(name + " holds what is not finite");
      }
    }
    return values;
  }

  byte[] int8s(String name, int length) {
    byte[] values = new byte[length];
    bytes(name, length).get(values);
    return values;
  }

  int[] ints(String name) {
    ByteBuffer data = bytes(name);
    int[] values = new int[data.remaining() / Integer.BYTES];
    data.asIntBuffer().get(values);
    return values;
  }

  private ByteBuffer bytes(String name, int size) {
    ByteBuffer data = bytes(name);
    if (data.remaining() != size) {
      throw unfit(name + " has " + data.remaining() + " bytes, needed: " + size);
    }
    return data;
  }

  private ByteBuffer bytes(String name) {
    ByteBuffer data = arrays.get(name);
    if (data == null) {
      throw unfit(name + " is missing");
    }
    // a copy of its own position; the order is not copied along
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  static IllegalArgumentException unfit(String reason) {
    return new IllegalArgumentException("no model of RNNoise 0.2: " + reason);
  }
}
