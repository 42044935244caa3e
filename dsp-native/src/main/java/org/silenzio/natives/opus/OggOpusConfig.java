package org.silenzio.natives.opus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.silenzio.audio.StreamFormat;

/**
 * What an Ogg Opus file is to be (RFC 7845).
 *
 * @param sampleRateHz samples per second of what is written, {@value
 *     StreamFormat#MIN_SAMPLE_RATE_HZ} to {@value StreamFormat#MAX_SAMPLE_RATE_HZ}; rates that Opus
 *     does not have are resampled
 * @param channels 1 or 2
 * @param bitrateBitsPerSecond the mean rate, {@value #MIN_BITRATE} to {@value #MAX_BITRATE}
 * @param tags what players show, such as TITLE; names of printable ASCII without '=', values any
 *     text
 */
public record OggOpusConfig(
    int sampleRateHz, int channels, int bitrateBitsPerSecond, Map<String, String> tags) {

  /** The least bit rate. */
  public static final int MIN_BITRATE = 6_000;

  /** The highest bit rate. */
  public static final int MAX_BITRATE = 512_000;

  private static final int DEFAULT_BITRATE_PER_CHANNEL = 48_000;

  /** Checks every component and copies the tags. */
  public OggOpusConfig {
    StreamFormat.checkSampleRate(sampleRateHz);
    if (channels < 1 || channels > 2) {
      throw new IllegalArgumentException("channels is " + channels + ", allowed: 1 and 2");
    }
    if (bitrateBitsPerSecond < MIN_BITRATE || bitrateBitsPerSecond > MAX_BITRATE) {
      throw new IllegalArgumentException(
          "bitrateBitsPerSecond is "
              + bitrateBitsPerSecond
              + ", allowed: "
              + MIN_BITRATE
              + " to "
              + MAX_BITRATE);
    }
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      // RFC 7845, section 5.2, by way of Vorbis' comment header
      if (!tag.getKey().matches("[ -<>-}]+")) {
        throw new IllegalArgumentException(
            "tags has '" + tag.getKey() + "', allowed: printable ASCII without '='");
      }
      if (tag.getValue().indexOf('\0') >= 0) {
        throw new IllegalArgumentException("tags: the value of " + tag.getKey() + " has a NUL");
      }
    }
  }

  /**
   * 48 kb/s per channel and no tags.
   *
   * @param sampleRateHz samples per second of what is written
   * @param channels 1 or 2
   * @return the settings
   */
  public static OggOpusConfig defaults(int sampleRateHz, int channels) {
    return new OggOpusConfig(
        sampleRateHz, channels, DEFAULT_BITRATE_PER_CHANNEL * channels, Map.of());
  }

  /**
   * The same at another bit rate.
   *
   * @param bitsPerSecond the mean rate
   * @return the settings
   */
  public OggOpusConfig withBitrateBitsPerSecond(int bitsPerSecond) {
    return new OggOpusConfig(sampleRateHz, channels, bitsPerSecond, tags);
  }

  /**
   * The same with one more tag.
   *
   * @param name such as TITLE, ARTIST or COMMENT
   * @param value any text
   * @return the settings
   */
  public OggOpusConfig withTag(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(tags);
    more.put(name, value);
    return new OggOpusConfig(sampleRateHz, channels, bitrateBitsPerSecond, more);
  }
}
