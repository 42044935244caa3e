package org.silenzio.natives.rnnoise;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.silenzio.bindings.rnnoise.rnnoise_h;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;

/**
 * Reads the weights that the C library of version 0.2 was built with, in the 'DNNw' layout that it
 * also takes models in. Its state begins with ten records of a layer each, seven pointers and two
 * numbers; it tells no one, so this holds for this version alone.
 */
public final class RnnoiseWeights {

  private static final String[] LAYERS = {
    "conv1",
    "conv2",
    "gru1_input",
    "gru1_recurrent",
    "gru2_input",
    "gru2_recurrent",
    "gru3_input",
    "gru3_recurrent",
    "dense_out",
    "vad_dense"
  };

  private static final int LAYER_BYTES = 64;
  private static final int INPUTS_AT = 56;
  private static final int OUTPUTS_AT = 60;
  private static final int HEAD_BYTES = 64;
  private static final int NAME_AT = 20;
  private static final int BLOCK_ROWS = 8;
  private static final int BLOCK_WEIGHTS = 32;
  private static final int TYPE_FLOAT = 0;
  private static final int TYPE_INT = 1;
  private static final int TYPE_INT8 = 3;

  private final ByteArrayOutputStream model = new ByteArrayOutputStream();

  private RnnoiseWeights() {}

  /**
   * The weights. [control]
   *
   * @return about 1.1 MB that {@code rnnoise_model_from_buffer} and {@code RnnoiseModel.of} take
   * @throws org.silenzio.natives.NativeLibraryException if the library cannot be loaded
   * @throws IllegalStateException if its state does not look as that of version 0.2
   */
  public static byte[] read() {
    NativeLibraries.load(NativeLibrary.RNNOISE); // before the binding looks its symbols up
    MemorySegment state = rnnoise_h.rnnoise_create(MemorySegment.NULL);
    if (state.address() == 0) {
      throw new IllegalStateException("rnnoise_create gave NULL: no memory, or no weights");
    }
    try {
      RnnoiseWeights weights = new RnnoiseWeights();
      MemorySegment layers = sized(state, (long) LAYERS.length * LAYER_BYTES);
      for (int i = 0; i < LAYERS.length; i++) {
        weights.layer(LAYERS[i], layers.asSlice((long) i * LAYER_BYTES, LAYER_BYTES));
      }
      return weights.model.toByteArray();
    } finally {
      rnnoise_h.rnnoise_destroy(state);
    }
  }

  private void layer(String name, MemorySegment layer) {
    int inputs = layer.get(JAVA_INT, INPUTS_AT);
    int outputs = layer.get(JAVA_INT, OUTPUTS_AT);
    if (inputs < 1 || inputs > 1_024 || outputs < 1 || outputs > 4_096) {
      throw new IllegalStateException(
          "layer "
              + name
              + " is "
              + inputs
              + " to "
              + outputs
              + ": not the library of RNNoise 0.2");
    }
    long floats = (long) Float.BYTES * outputs;
    MemorySegment index = layer.get(ADDRESS, 32);
    int blocks = inputs * outputs / BLOCK_WEIGHTS;
    put(name + "_bias", TYPE_FLOAT, layer.get(ADDRESS, 0), floats);
    put(name + "_subias", TYPE_FLOAT, layer.get(ADDRESS, 8), floats);
    if (index.address() != 0) {
      int entries = 0;
      blocks = 0;
      MemorySegment list = sized(index, Integer.BYTES * (long) (1 + inputs / 4) * outputs);
      for (int group = 0; group < outputs / BLOCK_ROWS; group++) {
        int count = list.getAtIndex(JAVA_INT, entries);
        blocks += count;
        entries += 1 + count;
      }
      put(name + "_weights_idx", TYPE_INT, index, (long) Integer.BYTES * entries);
    }
    MemorySegment integers = layer.get(ADDRESS, 16);
    put(name + "_weights_int8", TYPE_INT8, integers, (long) blocks * BLOCK_WEIGHTS);
    if (integers.address() == 0) {
      put(name + "_weights_float", TYPE_FLOAT, layer.get(ADDRESS, 24), floats * inputs);
    }
    put(name + "_weights_diag", TYPE_FLOAT, layer.get(ADDRESS, 40), floats);
    put(name + "_scale", TYPE_FLOAT, layer.get(ADDRESS, 48), floats);
  }

  private void put(String name, int type, MemorySegment data, long size) {
    if (data.address() == 0) {
      return; // the layer has none
    }
    int padded = Math.toIntExact((size + HEAD_BYTES - 1) / HEAD_BYTES * HEAD_BYTES);
    ByteBuffer record = ByteBuffer.allocate(HEAD_BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
    record.put("DNNw".getBytes(StandardCharsets.US_ASCII));
    record.putInt(0).putInt(type).putInt(Math.toIntExact(size)).putInt(padded);
    record.put(NAME_AT, name.getBytes(StandardCharsets.US_ASCII));
    record.put(HEAD_BYTES, sized(data, size).toArray(JAVA_BYTE));
    model.writeBytes(record.array());
  }

  @SuppressWarnings("restricted") // reinterpret: the library's own memory, whose size is known
  private static MemorySegment sized(MemorySegment pointer, long size) {
    return pointer.reinterpret(size);
  }
}
