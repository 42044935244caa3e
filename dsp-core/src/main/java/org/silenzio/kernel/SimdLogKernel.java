package org.silenzio.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.silenzio.kernel.ScalarLogKernel.EXPONENT_BIAS;
import static org.silenzio.kernel.ScalarLogKernel.MANTISSA_BITS;
import static org.silenzio.kernel.ScalarLogKernel.ROUNDING;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API twin; only {@link Kernels} names it, once the module is known to be there. No
 * helper hands vectors over, as in {@link SimdActivationKernel}.
 */
final class SimdLogKernel implements LogKernel {

  private static final VectorSpecies<Float> LANES = Lanes.FLOATS;

  @Override
  public void log2(float[] x, int offset, int length) {
    int end = offset + LANES.loopBound(length);
    for (int i = offset; i < end; i += LANES.length()) {
      FloatVector value = fromArray(LANES, x, i);
      VectorMask<Float> denormal = value.lt(Float.MIN_NORMAL);
      IntVector bits = value.mul(ScalarLogKernel.LIFT, denormal).reinterpretAsInts();
      IntVector exponent =
          bits.sub(ScalarLogKernel.ROOT_HALF_BITS).lanewise(VectorOperators.ASHR, MANTISSA_BITS);
      FloatVector mantissa =
          bits.sub(exponent.lanewise(VectorOperators.LSHL, MANTISSA_BITS)).reinterpretAsFloats();
      FloatVector s = mantissa.sub(1f).div(mantissa.add(1f));
      FloatVector square = s.mul(s);
      FloatVector log =
          square
              .mul(ScalarLogKernel.L3)
              .add(ScalarLogKernel.L2)
              .mul(square)
              .add(ScalarLogKernel.L1)
              .mul(square)
              .add(ScalarLogKernel.L0)
              .mul(s);
      FloatVector whole = (FloatVector) exponent.convertShape(VectorOperators.I2F, LANES, 0);
      whole = whole.sub(ScalarLogKernel.LIFT_EXPONENT, denormal);
      whole
          .add(log)
          .blend(value, value.lt(Float.POSITIVE_INFINITY).not())
          .blend(Float.NaN, value.lt(0f))
          .blend(Float.NEGATIVE_INFINITY, value.eq(0f))
          .intoArray(x, i);
    }
    for (int i = end; i < offset + length; i++) {
      x[i] = ScalarLogKernel.log2(x[i]);
    }
  }

  @Override
  public void exp2(float[] x, int offset, int length) {
    int end = offset + LANES.loopBound(length);
    for (int i = offset; i < end; i += LANES.length()) {
      FloatVector held =
          fromArray(LANES, x, i).min(ScalarLogKernel.LARGEST).max(ScalarLogKernel.SMALLEST);
      FloatVector rounded = held.add(ROUNDING).sub(ROUNDING);
      FloatVector f = held.sub(rounded);
      FloatVector power =
          f.mul(ScalarLogKernel.E5)
              .add(ScalarLogKernel.E4)
              .mul(f)
              .add(ScalarLogKernel.E3)
              .mul(f)
              .add(ScalarLogKernel.E2)
              .mul(f)
              .add(ScalarLogKernel.E1)
              .mul(f)
              .add(ScalarLogKernel.E0)
              .mul(f)
              .add(1f);
      IntVector exponent =
          (IntVector) rounded.convertShape(VectorOperators.F2I, SimdSampleKernel.INTS, 0);
      IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
      FloatVector first =
          half.add(EXPONENT_BIAS)
              .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
              .reinterpretAsFloats();
      FloatVector second =
          exponent
              .sub(half)
              .add(EXPONENT_BIAS)
              .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
              .reinterpretAsFloats();
      power.mul(first).mul(second).intoArray(x, i);
    }
    for (int i = end; i < offset + length; i++) {
      x[i] = ScalarLogKernel.exp2(x[i]);
    }
  }
}
