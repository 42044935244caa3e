package org.silenzio.kernel;

/**
 * What is done to samples one by one: gains that change without a click, mixing, windows, channels
 * side by side, 16-bit integers.
 *
 * <p>Stateless, so safe from any thread. The twins agree bit for bit: one rounding per operation,
 * nothing fuses a multiplication with an addition. Nothing outside the given runs is read or
 * written, and nothing is allocated. Where input and output are one array, they begin at the same
 * place or do not overlap.
 */
public sealed interface SampleKernel permits ScalarSampleKernel, SimdSampleKernel {

  /** Full scale of 16-bit samples. */
  float PCM16_SCALE = 32_768f;

  /**
   * Applies a gain that moves in a straight line: {@code x[i] *= from + i * (to - from) / length}.
   * The run that follows is to begin with {@code to}.
   *
   * @param x the samples
   * @param offset the first one
   * @param length how many, up to 2²⁴
   * @param from the gain of the first
   * @param to the gain behind the last; the same as {@code from} for a constant gain
   */
  void gain(float[] x, int offset, int length, float from, float to);

  /**
   * Adds a signal with a gain that moves as in {@link #gain}: {@code y[i] += x[i] * gain}.
   *
   * @param y the sum
   * @param yOffset its first sample
   * @param x what is added
   * @param xOffset its first sample
   * @param length how many, up to 2²⁴
   * @param from the gain of the first
   * @param to the gain behind the last
   */
  void mix(float[] y, int yOffset, float[] x, int xOffset, int length, float from, float to);

  /**
   * Takes a window: {@code y[i] = x[i] * window[i]}.
   *
   * @param x the samples
   * @param xOffset the first one
   * @param window the factors
   * @param windowOffset the first one
   * @param y receives the products
   * @param yOffset the first one
   * @param length how many
   */
  void window(
      float[] x, int xOffset, float[] window, int windowOffset, float[] y, int yOffset, int length);

  /**
   * Adds what a window leaves, as the synthesis of overlapping frames does: {@code sum[i] += x[i] *
   * window[i]}.
   *
   * @param sum what came before
   * @param sumOffset its first sample
   * @param x the samples
   * @param xOffset the first one
   * @param window the factors
   * @param windowOffset the first one
   * @param length how many
   */
  void overlapAdd(
      float[] sum,
      int sumOffset,
      float[] x,
      int xOffset,
      float[] window,
      int windowOffset,
      int length);

  /**
   * Puts the channels' samples side by side: {@code interleaved[i * C + c] = channels[c][i]}. Two
   * channels are fast.
   *
   * @param channels C arrays of {@code length} samples or more
   * @param interleaved receives C·length samples
   * @param length samples per channel
   */
  void interleave(float[][] channels, float[] interleaved, int length);

  /**
   * Takes the channels apart: {@code channels[c][i] = interleaved[i * C + c]}. Two channels are
   * fast.
   *
   * @param interleaved C·length samples or more
   * @param channels C arrays that receive {@code length} samples
   * @param length samples per channel
   */
  void deinterleave(float[] interleaved, float[][] channels, int length);

  /**
   * Makes little-endian 16-bit samples: times {@link #PCM16_SCALE}, rounded (halves upwards), held
   * to −32,768 … 32,767; NaN becomes 0.
   *
   * @param x the samples, full scale at ±1
   * @param offset the first one
   * @param pcm receives two bytes each
   * @param pcmOffset the first byte
   * @param length how many samples
   */
  void toPcm16(float[] x, int offset, byte[] pcm, int pcmOffset, int length);

  /**
   * Reads little-endian 16-bit samples: exactly their 32,768th parts.
   *
   * @param pcm two bytes each
   * @param pcmOffset the first byte
   * @param x receives the samples, −1 to just under 1
   * @param offset the first one
   * @param length how many samples
   */
  void fromPcm16(byte[] pcm, int pcmOffset, float[] x, int offset, int length);
}
