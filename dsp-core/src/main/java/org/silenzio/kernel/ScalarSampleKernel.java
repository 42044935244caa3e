package org.silenzio.kernel;

/** The reference: defines the result, runs on every JVM, and finishes the SIMD twin's tail. */
final class ScalarSampleKernel implements SampleKernel {

  @Override
  public void gain(float[] x, int offset, int length, float from, float to) {
    gain(x, offset, length, from, step(from, to, length), 0);
  }

  /** What the gain moves by from one sample to the next. */
  static float step(float from, float to, int length) {
    return length == 0 ? 0f : (to - from) / length;
  }

  static void gain(float[] x, int offset, int length, float from, float step, int first) {
    for (int i = first; i < length; i++) {
      x[offset + i] *= i * step + from;
    }
  }

  @Override
  public void mix(
      float[] y, int yOffset, float[] x, int xOffset, int length, float from, float to) {
    mix(y, yOffset, x, xOffset, length, from, step(from, to, length), 0);
  }

  static void mix(
      float[] y,
      int yOffset,
      float[] x,
      int xOffset,
      int length,
      float from,
      float step,
      int first) {
    for (int i = first; i < length; i++) {
      y[yOffset + i] += x[xOffset + i] * (i * step + from);
    }
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
    for (int i = 0; i < length; i++) {
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
    overlapAdd(sum, sumOffset, x, xOffset, window, windowOffset, length, 0);
  }

  static void overlapAdd(
      float[] sum,
      int sumOffset,
      float[] x,
      int xOffset,
      float[] window,
      int windowOffset,
      int length,
      int first) {
    for (int i = first; i < length; i++) {
      sum[sumOffset + i] += x[xOffset + i] * window[windowOffset + i];
    }
  }

  @Override
  public void interleave(float[][] channels, float[] interleaved, int length) {
    interleave(channels, interleaved, length, 0);
  }

  static void interleave(float[][] channels, float[] interleaved, int length, int first) {
    int count = channels.length;
    for (int c = 0; c < count; c++) {
      float[] channel = channels[c];
      for (int i = first; i < length; i++) {
        interleaved[i * count + c] = channel[i];
      }
    }
  }

  @Override
  public void deinterleave(float[] interleaved, float[][] channels, int length) {
    deinterleave(interleaved, channels, length, 0);
  }

  static void deinterleave(float[] interleaved, float[][] channels, int length, int first) {
    int count = channels.length;
    for (int c = 0; c < count; c++) {
      float[] channel = channels[c];
      for (int i = first; i < length; i++) {
        channel[i] = interleaved[i * count + c];
      }
    }
  }

  @Override
  public void toPcm16(float[] x, int offset, byte[] pcm, int pcmOffset, int length) {
    toPcm16(x, offset, pcm, pcmOffset, length, 0);
  }

  static void toPcm16(float[] x, int offset, byte[] pcm, int pcmOffset, int length, int first) {
    for (int i = first; i < length; i++) {
      int value =
          Math.clamp(Math.round(x[offset + i] * PCM16_SCALE), Short.MIN_VALUE, Short.MAX_VALUE);
      pcm[pcmOffset + 2 * i] = (byte) value;
      pcm[pcmOffset + 2 * i + 1] = (byte) (value >> 8);
    }
  }

  @Override
  public void fromPcm16(byte[] pcm, int pcmOffset, float[] x, int offset, int length) {
    fromPcm16(pcm, pcmOffset, x, offset, length, 0);
  }

  static void fromPcm16(byte[] pcm, int pcmOffset, float[] x, int offset, int length, int first) {
    for (int i = first; i < length; i++) {
      int at = pcmOffset + 2 * i;
      x[offset + i] = (short) ((pcm[at] & 0xff) | (pcm[at + 1] << 8)) / PCM16_SCALE;
    }
  }
}
