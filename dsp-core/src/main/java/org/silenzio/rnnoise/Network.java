package org.silenzio.rnnoise;

import static org.silenzio.rnnoise.RnnoiseModel.BANDS;
import static org.silenzio.rnnoise.RnnoiseModel.FEATURES;
import static org.silenzio.rnnoise.RnnoiseModel.GATES;
import static org.silenzio.rnnoise.RnnoiseModel.HIDDEN;
import static org.silenzio.rnnoise.RnnoiseModel.STATE;
import static org.silenzio.rnnoise.RnnoiseModel.TAPS;

import java.util.Arrays;
import org.silenzio.kernel.ActivationKernel;
import org.silenzio.kernel.Kernels;

/** One stream's state of the network. One caller at a time; does not allocate. */
final class Network {

  private final ActivationKernel activation = Kernels.activation();
  private final RnnoiseModel model;
  private final Int8Layer.Scratch scratch = new Int8Layer.Scratch(TAPS * HIDDEN, GATES);

  /** The last three frames' features, the newest last. */
  private final float[] features = new float[TAPS * FEATURES];

  private final float[] hidden = new float[HIDDEN];
  private final float[] hiddenFrames = new float[TAPS * HIDDEN];
  private final float[] convolved = new float[STATE];
  private final float[][] states = new float[3][STATE];
  private final float[] gates = new float[GATES];
  private final float[] recurrent = new float[GATES];
  private final float[] speech = new float[1];

  Network(RnnoiseModel model) {
    this.model = model;
  }

  /**
   * Takes one frame.
   *
   * @param frame its features
   * @param gains receives a gain for each band, 0 to 1
   * @return the probability that it holds speech
   */
  float run(float[] frame, float[] gains) {
    append(features, frame, FEATURES);
    model.conv1.apply(features, hidden);
    activation.tanh(hidden, 0, HIDDEN);
    append(hiddenFrames, hidden, HIDDEN);
    model.conv2.apply(hiddenFrames, convolved, scratch);
    activation.tanh(convolved, 0, STATE);
    float[] input = convolved;
    for (int i = 0; i < states.length; i++) {
      recur(model.gruInput[i], model.gruRecurrent[i], input, states[i]);
      input = states[i];
    }
    model.gains.apply(input, gains);
    activation.sigmoid(gains, 0, BANDS);
    model.speech.apply(input, speech);
    activation.sigmoid(speech, 0, 1);
    return speech[0];
  }

  private static void append(float[] frames, float[] newest, int size) {
    System.arraycopy(frames, size, frames, 0, frames.length - size);
    System.arraycopy(newest, 0, frames, frames.length - size, size);
  }

  /** A gated recurrent unit; the gates are z, r and h, and r acts on the recurrent part of h. */
  private void recur(Int8Layer inputLayer, Int8Layer recurrentLayer, float[] input, float[] state) {
    inputLayer.apply(input, gates, scratch);
    recurrentLayer.apply(state, recurrent, scratch);
    for (int i = 0; i < 2 * STATE; i++) {
      gates[i] += recurrent[i];
    }
    activation.sigmoid(gates, 0, 2 * STATE);
    for (int i = 0; i < STATE; i++) {
      gates[2 * STATE + i] += recurrent[2 * STATE + i] * gates[STATE + i];
    }
    activation.tanh(gates, 2 * STATE, STATE);
    for (int i = 0; i < STATE; i++) {
      float z = gates[i];
      state[i] = z * state[i] + (1 - z) * gates[2 * STATE + i];
    }
  }

  void reset() {
    Arrays.fill(features, 0f);
    Arrays.fill(hiddenFrames, 0f);
    for (float[] state : states) {
      Arrays.fill(state, 0f);
    }
  }
}
