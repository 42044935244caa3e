package org.silenzio.audio;

/**
 * Converts between frames and 16-bit samples as sound cards and files hold them: interleaved,
 * little endian, full scale at 32,768. Stateless, does not allocate. [any]
 */
public final class Pcm16 {

  private static final float SCALE = 32_768f;

  private Pcm16() {}

  /**
   * How many bytes a frame takes.
   *
   * @param format the frame's format
   * @return two for each sample of each channel
   */
  public static int bytes(StreamFormat format) {
    return 2 * format.channels() * format.frameSamples();
  }

  /**
   * Fills a frame.
   *
   * @param pcm {@link #bytes} bytes or more
   * @param frame receives the samples, −1 to 1
   * @throws IllegalArgumentException if {@code pcm} is too short
   */
  public static void decode(byte[] pcm, AudioFrame frame) {
    checkLength(pcm, frame.format());
    int channels = frame.format().channels();
    for (int c = 0; c < channels; c++) {
      float[] samples = frame.channel(c);
      for (int i = 0, at = 2 * c; i < samples.length; i++, at += 2 * channels) {
        samples[i] = (short) ((pcm[at] & 0xff) | (pcm[at + 1] << 8)) / SCALE;
      }
    }
  }

  /**
   * Takes a frame's samples, rounded, held to the 16-bit range, silent where they are NaN.
   *
   * @param frame the samples, left as they are
   * @param pcm receives {@link #bytes} bytes
   * @throws IllegalArgumentException if {@code pcm} is too short
   */
  public static void encode(AudioFrame frame, byte[] pcm) {
    checkLength(pcm, frame.format());
    int channels = frame.format().channels();
    for (int c = 0; c < channels; c++) {
      float[] samples = frame.channel(c);
      for (int i = 0, at = 2 * c; i < samples.length; i++, at += 2 * channels) {
        int value = Math.clamp(Math.round(samples[i] * SCALE), Short.MIN_VALUE, Short.MAX_VALUE);
        pcm[at] = (byte) value;
        pcm[at + 1] = (byte) (value >> 8);
      }
    }
  }

  private static void checkLength(byte[] pcm, StreamFormat format) {
    if (pcm.length < bytes(format)) {
      throw new IllegalArgumentException(
          "pcm has " + pcm.length + " bytes, allowed: " + bytes(format) + " or more");
    }
  }
}
