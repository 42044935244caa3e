package org.silenzio.rnnoise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The weights of RNNoise's network, of the shape that version 0.2 has: two convolutions over three
 * frames (65 features → 128, → 384), three gated recurrent units of 384, and two heads, 32 gains
 * and the probability of speech. Immutable: one serves any number of streams. [any]
 *
 * <p>J.-M. Valin, "A Hybrid DSP/Deep Learning Approach to Real-Time Full-Band Speech Enhancement",
 * MMSP 2018; version 0.2 of 2024.
 */
public final class RnnoiseModel {

  static final int FEATURES = 65;
  static final int BANDS = 32;
  static final int TAPS = 3;
  static final int HIDDEN = 128;
  static final int STATE = 384;
  static final int GATES = 3 * STATE;

  private static final String RESOURCE = "rnnoise-0.2.dnnw";

  private static final class BuiltIn {
    static final RnnoiseModel MODEL = of(builtInBytes());
  }

  final FloatLayer conv1;
  final Int8Layer conv2;
  final Int8Layer[] gruInput = new Int8Layer[3];
  final Int8Layer[] gruRecurrent = new Int8Layer[3];
  final FloatLayer gains;
  final FloatLayer speech;

  private RnnoiseModel(WeightArrays arrays) {
    conv1 = new FloatLayer(arrays, "conv1", TAPS * FEATURES, HIDDEN);
    conv2 = new Int8Layer(arrays, "conv2", TAPS * HIDDEN, STATE);
    for (int i = 0; i < 3; i++) {
      String name = "gru" + (i + 1);
      gruInput[i] = new Int8Layer(arrays, name + "_input", STATE, GATES);
      gruRecurrent[i] = new Int8Layer(arrays, name + "_recurrent", STATE, GATES);
    }
    gains = new FloatLayer(arrays, "dense_out", STATE, BANDS);
    speech = new FloatLayer(arrays, "vad_dense", STATE, 1);
  }

  /**
   * The model that the C library of version 0.2 carries.
   *
   * @return the same one each time
   */
  public static RnnoiseModel builtIn() {
    return BuiltIn.MODEL;
  }

  /**
   * The same in the 'DNNw' layout, for those who want to write it to a file or feed it to C.
   *
   * @return a new array of about 1.4 MB
   */
  public static byte[] builtInBytes() {
    try (InputStream in = RnnoiseModel.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            "the resource " + RESOURCE + " is missing beside " + RnnoiseModel.class.getName());
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + RESOURCE + " cannot be read", e);
    }
  }

  /**
   * A model in the 'DNNw' layout, as RNNoise's training writes it.
   *
   * @param bytes the whole of it
   * @return the model
   * @throws IllegalArgumentException if it is none, or of another shape
   */
  public static RnnoiseModel of(byte[] bytes) {
    return new RnnoiseModel(new WeightArrays(bytes));
  }

  /**
   * A model from a file, see {@link #of}.
   *
   * @param file the file
   * @return the model
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is no model, or of another shape
   */
  public static RnnoiseModel load(Path file) throws IOException {
    try {
      return of(Files.readAllBytes(file));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }
}
