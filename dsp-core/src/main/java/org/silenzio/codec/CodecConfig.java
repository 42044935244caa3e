package org.silenzio.codec;

import java.util.Objects;
import org.silenzio.audio.StreamFormat;

/**
 * What an encoder or decoder is made for. Immutable.
 *
 * @param format the frames of sound, one per packet; a codec names the rates and sizes it takes
 * @param bitrateBitsPerSecond the aim, {@value #MIN_BITRATE} to {@value #MAX_BITRATE}; for encoders
 * @param complexity effort of the encoder, 0 (least) to 10 (best sound)
 */
public record CodecConfig(StreamFormat format, int bitrateBitsPerSecond, int complexity) {

  /** The lowest bit rate: what Opus takes at the least. */
  public static final int MIN_BITRATE = 500;

  /** The highest bit rate: what Opus takes at the most, per stream. */
  public static final int MAX_BITRATE = 512_000;

  /** A common choice for wide-band speech, mono. */
  private static final int SPEECH_BITRATE = 24_000;

  private static final int MAX_COMPLEXITY = 10;

  /** Checks every component and names the one that is out of its range. */
  public CodecConfig {
    Objects.requireNonNull(format, "format");
    if (bitrateBitsPerSecond < MIN_BITRATE || bitrateBitsPerSecond > MAX_BITRATE) {
      throw new IllegalArgumentException(
          "bitrateBitsPerSecond is "
              + bitrateBitsPerSecond
              + ", allowed: "
              + MIN_BITRATE
              + " to "
              + MAX_BITRATE);
    }
    if (complexity < 0 || complexity > MAX_COMPLEXITY) {
      throw new IllegalArgumentException(
          "complexity is " + complexity + ", allowed: 0 to " + MAX_COMPLEXITY);
    }
  }

  /**
   * Speech at 24 kb/s per channel and full effort.
   *
   * @param format the frames of sound
   * @return the configuration
   */
  public static CodecConfig defaults(StreamFormat format) {
    return new CodecConfig(format, SPEECH_BITRATE * format.channels(), MAX_COMPLEXITY);
  }

  /**
   * The same at another bit rate.
   *
   * @param bitrateBitsPerSecond the aim
   * @return the configuration
   */
  public CodecConfig withBitrateBitsPerSecond(int bitrateBitsPerSecond) {
    return new CodecConfig(format, bitrateBitsPerSecond, complexity);
  }

  /**
   * The same at another effort.
   *
   * @param complexity 0 to 10
   * @return the configuration
   */
  public CodecConfig withComplexity(int complexity) {
    return new CodecConfig(format, bitrateBitsPerSecond, complexity);
  }
}
