package org.silenzio.audio;

/**
 * The shape of a stream of frames.
 *
 * @param sampleRateHz samples per second and channel, {@value #MIN_SAMPLE_RATE_HZ} to {@value
 *     #MAX_SAMPLE_RATE_HZ}
 * @param channels channels, 1 to {@value #MAX_CHANNELS}
 * @param frameSamples samples per channel in each frame, 1 to {@value #MAX_FRAME_SAMPLES}
 */
public record StreamFormat(int sampleRateHz, int channels, int frameSamples) {

  /** The lowest rate: narrow-band telephony. */
  public static final int MIN_SAMPLE_RATE_HZ = 8_000;

  /** The highest rate that sound cards and recordings commonly use. */
  public static final int MAX_SAMPLE_RATE_HZ = 192_000;

  /** 7.1 surround, the most that a WAV of this project holds. */
  public static final int MAX_CHANNELS = 8;

  /** 120 ms, Opus's longest frame, at the highest rate. */
  public static final int MAX_FRAME_SAMPLES = 120 * MAX_SAMPLE_RATE_HZ / 1_000;

  private static final int FRAMES_PER_SECOND = 100;

  /** Checks every component and names the one that is out of its range. */
  public StreamFormat {
    checkSampleRate(sampleRateHz);
    checkRange("channels", channels, 1, MAX_CHANNELS);
    checkRange("frameSamples", frameSamples, 1, MAX_FRAME_SAMPLES);
  }

  /**
   * Frames of 10 ms, the engine's own step.
   *
   * @param sampleRateHz a rate of which 10 ms are a whole number of samples (all multiples of 100;
   *     11,025 and 22,050 Hz are not)
   * @param channels channels, 1 to {@value #MAX_CHANNELS}
   * @return the format
   * @throws IllegalArgumentException if 10 ms are not a whole number of samples
   */
  public static StreamFormat of10Ms(int sampleRateHz, int channels) {
    if (sampleRateHz % FRAMES_PER_SECOND != 0) {
      throw new IllegalArgumentException(
          "sampleRateHz is "
              + sampleRateHz
              + ", of which 10 ms are no whole number of samples; allowed: multiples of "
              + FRAMES_PER_SECOND);
    }
    return new StreamFormat(sampleRateHz, channels, sampleRateHz / FRAMES_PER_SECOND);
  }

  /**
   * How long one frame lasts.
   *
   * @return the duration in milliseconds
   */
  public double frameMs() {
    return 1_000.0 * frameSamples / sampleRateHz;
  }

  /**
   * Refuses a rate that no stream can have.
   *
   * @param sampleRateHz the rate
   * @throws IllegalArgumentException if it is below {@value #MIN_SAMPLE_RATE_HZ} or above {@value
   *     #MAX_SAMPLE_RATE_HZ}
   */
  public static void checkSampleRate(int sampleRateHz) {
    checkRange("sampleRateHz", sampleRateHz, MIN_SAMPLE_RATE_HZ, MAX_SAMPLE_RATE_HZ);
  }

  private static void checkRange(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is " + value + ", allowed: " + min + " to " + max);
    }
  }
}
