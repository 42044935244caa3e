package org.silenzio.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API twin; only {@link Kernels} names it, once the module is known to be there. No
 * helper hands vectors over, as in {@link SimdActivationKernel}.
 */
final class SimdSampleKernel implements SampleKernel {

  private static final VectorSpecies<Float> LANES = Lanes.FLOATS;
  private static final int STEP = LANES.length();

  /** As many integers as there are floats. */
  static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, LANES.vectorShape());

  /** As many 16-bit integers, in half the bits. */
  private static final VectorShape HALF = VectorShape.forBitSize(LANES.vectorBitSize() / 2);

  private static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, HALF);
  private static final VectorSpecies<Byte> BYTES = VectorSpecies.of(byte.class, HALF);

  /** 0, 1, 2 …, for gains that move. */
  private static final FloatVector COUNT = FloatVector.zero(LANES).addIndex(1);

  private static final VectorMask<Float> ODD = VectorMask.fromLong(LANES, 0xaaaa_aaaaL);
  private static final VectorMask<Float> UPPER =
      VectorMask.fromLong(LANES, (1L << STEP) - (1L << (STEP / 2)));

  /** Each lane of the lower, of the upper half twice. */
  private static final VectorShuffle<Float> LOWER_TWICE =
      VectorShuffle.fromOp(LANES, lane -> lane / 2);

  private static final VectorShuffle<Float> UPPER_TWICE =
      VectorShuffle.fromOp(LANES, lane -> STEP / 2 + lane / 2);

  /** The even, the odd lanes, twice one after the other. */
  private static final VectorShuffle<Float> EVENS =
      VectorShuffle.fromOp(LANES, lane -> 2 * lane % STEP);

  private static final VectorShuffle<Float> ODDS =
      VectorShuffle.fromOp(LANES, lane -> 2 * lane % STEP + 1);

  @Override
  public void gain(float[] x, int offset, int length, float from, float to) {
    float step = ScalarSampleKernel.step(from, to, length);
    int end = LANES.loopBound(length);
    for (int i = 0; i < end; i += STEP) {
      FloatVector gain = COUNT.add((float) i).mul(step).add(from);
      fromArray(LANES, x, offset + i).mul(gain).intoArray(x, offset + i);
    }
    ScalarSampleKernel.gain(x, offset, length, from, step, end);
  }

  @Override
  public void mix(
      float[] y, int yOffset, float[] x, int xOffset, int length, float from, float to) {
    float step = ScalarSampleKernel.step(from, to, length);
    int end = LANES.loopBound(length);
    for (int i = 0; i < end; i += STEP) {
      FloatVector gain = COUNT.add((float) i).mul(step).add(from);
      fromArray(LANES, y, yOffset + i)
          .add(fromArray(LANES, x, xOffset + i).mul(gain))
          .intoArray(y, yOffset + i);
    }
    ScalarSampleKernel.mix(y, yOffset, x, xOffset, length, from, step, end);
  }

  @Override
  public void window(
      float[] x,
      int xOffset,
      float[] window,
      int windowOffset,
      float[] y,
      int yOffset,
      int length) {
    int end = LANES.loopBound(length);
    for (int i = 0; i < end; i += STEP) {
      fromArray(LANES, x, xOffset + i)
          .mul(fromArray(LANES, window, windowOffset + i))
          .intoArray(y, yOffset + i);
    }
    for (int i = end; i < length; i++) {
      y[yOffset + i] = x[xOffset + i] * window[windowOffset + i];
    }
  }

  @Override
  public void overlapAdd(
      float[] sum,
      int sumOffset,
      float[] x,
      int xOffset,
      float[] window,
      int windowOffset,
      int length) {
    int end = LANES.loopBound(length);
    for (int i = 0; i < end; i += STEP) {
      fromArray(LANES, sum, sumOffset + i)
          .add(fromArray(LANES, x, xOffset + i).mul(fromArray(LANES, window, windowOffset + i)))
          .intoArray(sum, sumOffset + i);
    }
    ScalarSampleKernel.overlapAdd(sum, sumOffset, x, xOffset, window, windowOffset, length, end);
  }

  @Override
  public void interleave(float[][] channels, float[] interleaved, int length) {
    int end = 0;
    if (channels.length == 2) {
      float[] left = channels[0];
      float[] right = channels[1];
      end = LANES.loopBound(length);
      for (int i = 0; i < end; i += STEP) {
        FloatVector l = fromArray(LANES, left, i);
        FloatVector r = fromArray(LANES, right, i);
        l.rearrange(LOWER_TWICE).blend(r.rearrange(LOWER_TWICE), ODD).intoArray(interleaved, 2 * i);
        l.rearrange(UPPER_TWICE)
            .blend(r.rearrange(UPPER_TWICE), ODD)
            .intoArray(interleaved, 2 * i + STEP);
      }
    }
    ScalarSampleKernel.interleave(channels, interleaved, length, end);
  }

  @Override
  public void deinterleave(float[] interleaved, float[][] channels, int length) {
    int end = 0;
    if (channels.length == 2) {
      float[] left = channels[0];
      float[] right = channels[1];
      end = LANES.loopBound(length);
      for (int i = 0; i < end; i += STEP) {
        FloatVector a = fromArray(LANES, interleaved, 2 * i);
        FloatVector b = fromArray(LANES, interleaved, 2 * i + STEP);
        a.rearrange(EVENS).blend(b.rearrange(EVENS), UPPER).intoArray(left, i);
        a.rearrange(ODDS).blend(b.rearrange(ODDS), UPPER).intoArray(right, i);
      }
    }
    ScalarSampleKernel.deinterleave(interleaved, channels, length, end);
  }

  @Override
  public void toPcm16(float[] x, int offset, byte[] pcm, int pcmOffset, int length) {
    int end = LANES.loopBound(length);
    for (int i = 0; i < end; i += STEP) {
      FloatVector held =
          fromArray(LANES, x, offset + i)
              .mul(PCM16_SCALE)
              .min((float) Short.MAX_VALUE)
              .max((float) Short.MIN_VALUE);
      IntVector whole = (IntVector) held.convertShape(VectorOperators.F2I, INTS, 0);
      // exact, unlike adding ½ first
      FloatVector rest = held.sub((FloatVector) whole.convertShape(VectorOperators.I2F, LANES, 0));
      IntVector rounded =
          whole
              .add(1, rest.compare(VectorOperators.GE, 0.5f).cast(INTS))
              .sub(1, rest.lt(-0.5f).cast(INTS));
      ((ShortVector) rounded.convertShape(VectorOperators.I2S, SHORTS, 0))
          .reinterpretAsBytes()
          .intoArray(pcm, pcmOffset + 2 * i);
    }
    ScalarSampleKernel.toPcm16(x, offset, pcm, pcmOffset, length, end);
  }

  @Override
  public void fromPcm16(byte[] pcm, int pcmOffset, float[] x, int offset, int length) {
    int end = LANES.loopBound(length);
    for (int i = 0; i < end; i += STEP) {
      ShortVector values =
          ByteVector.fromArray(BYTES, pcm, pcmOffset + 2 * i).reinterpretAsShorts();
      ((FloatVector) values.convertShape(VectorOperators.S2F, LANES, 0))
          .mul(1 / PCM16_SCALE)
          .intoArray(x, offset + i);
    }
    ScalarSampleKernel.fromPcm16(pcm, pcmOffset, x, offset, length, end);
  }
}
