package org.silenzio.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API twin; only {@link Kernels} names it, once the module is known to be there. Each
 * loop has its whole body: a helper that hands vectors over makes objects of them wherever the
 * compiler does not inline it.
 */
final class SimdActivationKernel implements ActivationKernel {

  private static final VectorSpecies<Float> LANES = Lanes.FLOATS;

  @Override
  public void tanh(float[] x, int offset, int length) {
    int end = offset + LANES.loopBound(length);
    for (int i = offset; i < end; i += LANES.length()) {
      FloatVector held = fromArray(LANES, x, i).min(16f).max(-16f);
      FloatVector square = held.mul(held);
      FloatVector numerator =
          square
              .mul(ScalarActivationKernel.N2)
              .add(ScalarActivationKernel.N1)
              .mul(square)
              .add(ScalarActivationKernel.N0)
              .mul(held);
      FloatVector denominator =
          square
              .mul(ScalarActivationKernel.D2)
              .add(ScalarActivationKernel.D1)
              .mul(square)
              .add(ScalarActivationKernel.D0);
      numerator.div(denominator).min(1f).max(-1f).intoArray(x, i);
    }
    for (int i = end; i < offset + length; i++) {
      x[i] = ScalarActivationKernel.tanh(x[i]);
    }
  }

  @Override
  public void sigmoid(float[] x, int offset, int length) {
    int end = offset + LANES.loopBound(length);
    for (int i = offset; i < end; i += LANES.length()) {
      FloatVector held = fromArray(LANES, x, i).mul(0.5f).min(16f).max(-16f);
      FloatVector square = held.mul(held);
      FloatVector numerator =
          square
              .mul(ScalarActivationKernel.N2)
              .add(ScalarActivationKernel.N1)
              .mul(square)
              .add(ScalarActivationKernel.N0)
              .mul(held);
      FloatVector denominator =
          square
              .mul(ScalarActivationKernel.D2)
              .add(ScalarActivationKernel.D1)
              .mul(square)
              .add(ScalarActivationKernel.D0);
      numerator.div(denominator).min(1f).max(-1f).mul(0.5f).add(0.5f).intoArray(x, i);
    }
    for (int i = end; i < offset + length; i++) {
      x[i] = ScalarActivationKernel.sigmoid(x[i]);
    }
  }
}
