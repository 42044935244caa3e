package org.silenzio.audio;

import java.util.Arrays;

/**
 * One frame of sound, planar: an array of {@link StreamFormat#frameSamples()} floats per channel,
 * full scale at ±1.
 *
 * <p>Made once and used for every frame of a stream; processors change it in place. Not
 * thread-safe: whoever holds the frame owns it.
 */
public final class AudioFrame {

  private final StreamFormat format;
  private final float[][] channels;

  /**
   * Makes a silent frame.
   *
   * @param format its shape
   */
  public AudioFrame(StreamFormat format) {
    this.format = format;
    this.channels = new float[format.channels()][format.frameSamples()];
  }

  /**
   * The frame's shape.
   *
   * @return the format given at construction
   */
  public StreamFormat format() {
    return format;
  }

  /**
   * The samples of one channel, live: what is written here is the frame's content.
   *
   * @param channel 0 to channels − 1
   * @return {@link StreamFormat#frameSamples()} samples
   */
  public float[] channel(int channel) {
    return channels[channel];
  }

  /**
   * Copies another frame's samples into this one.
   *
   * @param source a frame of the same format
   * @throws IllegalArgumentException if the formats differ
   */
  public void copyFrom(AudioFrame source) {
    if (!format.equals(source.format)) {
      throw new IllegalArgumentException(
          "source has the format " + source.format + ", allowed: " + format);
    }
    for (int c = 0; c < channels.length; c++) {
      System.arraycopy(source.channels[c], 0, channels[c], 0, format.frameSamples());
    }
  }

  /** Makes the frame silent. */
  public void clear() {
    for (float[] channel : channels) {
      Arrays.fill(channel, 0f);
    }
  }
}
