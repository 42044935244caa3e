package org.silenzio.rnnoise;

import org.silenzio.kernel.Kernels;
import org.silenzio.kernel.MatrixKernel;

/** An affine layer with weights in floating point. Immutable, shared by all streams. */
final class FloatLayer {

  private final MatrixKernel matrix = Kernels.matrix();
  private final int inputs;
  private final int outputs;
  private final float[] weights;
  private final float[] bias;

  FloatLayer(WeightArrays arrays, String name, int inputs, int outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.weights = arrays.floats(name + "_weights_float", inputs * outputs);
    this.bias = arrays.floats(name + "_bias", outputs);
  }

  void apply(float[] input, float[] output) {
    matrix.dense(weights, input, inputs, output, outputs);
    for (int o = 0; o < outputs; o++) {
      output[o] += bias[o];
    }
  }
}
