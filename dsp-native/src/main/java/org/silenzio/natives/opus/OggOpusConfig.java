package org.silenzio.natives.opus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.silenzio.audio.StreamFormat;

/**
 * What an Ogg Opus file is to be (RFC 7845).
 *
 * @param sampleRateHz samples per second of what is written, {@value
 *     StreamFormat#MIN_SAMPLE_RATE_HZ} to {@value StreamFormat#MAX_SAMPLE_RATE_HZ}; rates that Opus
 *     does not have are resampled
 * @param channels 1 to {@value StreamFormat#MAX_CHANNELS}; more than two in Vorbis' order (RFC
 *     7845, section 5.1.1.2)
 * @param bitrateBitsPerSecond the mean rate of all channels together, {@value #MIN_BITRATE} to
 *     {@value #MAX_BITRATE_PER_CHANNEL} for each channel, {@value #MAX_BITRATE} for one
 * @param rateControl how closely each packet keeps to it
 * @param complexity the encoder's effort, 0 to {@value #MAX_COMPLEXITY}
 * @param signal what the sound is
 * @param frameMs the length of a packet: 2.5, 5, 10, 20, 40, 60, 80, 100 or 120 ms
 * @param discontinuous whether pauses take next to no bytes (DTX)
 * @param expectedLossPercent packets that a stream made of the file may lose, 0 to 100; above 0,
 *     speech repeats itself at a low rate (FEC)
 * @param tags what players show, such as TITLE; names of printable ASCII without '=', values any
 *     text
 */
public record OggOpusConfig(
    int sampleRateHz,
    int channels,
    int bitrateBitsPerSecond,
    RateControl rateControl,
    int complexity,
    Signal signal,
    double frameMs,
    boolean discontinuous,
    int expectedLossPercent,
    Map<String, String> tags) {

  /** The least bit rate. */
  public static final int MIN_BITRATE = 6_000;

  /** The highest bit rate of mono and stereo. */
  public static final int MAX_BITRATE = 512_000;

  /** The highest bit rate of a channel where there are more. */
  public static final int MAX_BITRATE_PER_CHANNEL = 256_000;

  /** The highest complexity. */
  public static final int MAX_COMPLEXITY = 10;

  private static final int DEFAULT_BITRATE_PER_CHANNEL = 48_000;
  private static final double DEFAULT_FRAME_MS = 20;
  private static final List<Double> FRAMES_MS =
      List.of(2.5, 5.0, 10.0, 20.0, 40.0, 60.0, 80.0, 100.0, 120.0);

  /** How closely packets keep to the bit rate. */
  public enum RateControl {
    /** As large as the sound needs. */
    VBR,
    /** The same, but no burst lasts. */
    CONSTRAINED_VBR,
    /** All of one size. */
    CBR
  }

  /** What the sound is, which leads the choice of the coding mode. */
  public enum Signal {
    /** The encoder finds out. */
    AUTO,
    /** Speech. */
    VOICE,
    /** Music. */
    MUSIC
  }

  /** Checks every component and copies the tags. */
  public OggOpusConfig {
    StreamFormat.checkSampleRate(sampleRateHz);
    checkRange("channels", channels, 1, StreamFormat.MAX_CHANNELS);
    checkRange(
        "bitrateBitsPerSecond",
        bitrateBitsPerSecond,
        MIN_BITRATE,
        Math.max(MAX_BITRATE, MAX_BITRATE_PER_CHANNEL * channels));
    checkRange("complexity", complexity, 0, MAX_COMPLEXITY);
    if (!FRAMES_MS.contains(frameMs)) {
      throw new IllegalArgumentException("frameMs is " + frameMs + ", allowed: " + FRAMES_MS);
    }
    checkRange("expectedLossPercent", expectedLossPercent, 0, 100);
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

  private static void checkRange(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is " + value + ", allowed: " + min + " to " + max);
    }
  }

  /**
   * 48 kb/s per channel, packets of 20 ms as large as they need be, the highest complexity, no
   * tags.
   *
   * @param sampleRateHz samples per second of what is written
   * @param channels 1 to {@value StreamFormat#MAX_CHANNELS}
   * @return the settings
   */
  public static OggOpusConfig defaults(int sampleRateHz, int channels) {
    return new OggOpusConfig(
        sampleRateHz,
        channels,
        DEFAULT_BITRATE_PER_CHANNEL * channels,
        RateControl.VBR,
        MAX_COMPLEXITY,
        Signal.AUTO,
        DEFAULT_FRAME_MS,
        false,
        0,
        Map.of());
  }

  /**
   * The same at another bit rate.
   *
   * @param bitsPerSecond the mean rate
   * @return the settings
   */
  public OggOpusConfig withBitrateBitsPerSecond(int bitsPerSecond) {
    return new OggOpusConfig(
        sampleRateHz,
        channels,
        bitsPerSecond,
        rateControl,
        complexity,
        signal,
        frameMs,
        discontinuous,
        expectedLossPercent,
        tags);
  }

  /**
   * The same with another rate control.
   *
   * @param control how closely packets keep to the bit rate
   * @return the settings
   */
  public OggOpusConfig withRateControl(RateControl control) {
    return new OggOpusConfig(
        sampleRateHz,
        channels,
        bitrateBitsPerSecond,
        control,
        complexity,
        signal,
        frameMs,
        discontinuous,
        expectedLossPercent,
        tags);
  }

  /**
   * The same at another complexity.
   *
   * @param effort 0 to {@value #MAX_COMPLEXITY}
   * @return the settings
   */
  public OggOpusConfig withComplexity(int effort) {
    return new OggOpusConfig(
        sampleRateHz,
        channels,
        bitrateBitsPerSecond,
        rateControl,
        effort,
        signal,
        frameMs,
        discontinuous,
        expectedLossPercent,
        tags);
  }

  /**
   * The same for another kind of sound.
   *
   * @param kind what the sound is
   * @return the settings
   */
  public OggOpusConfig withSignal(Signal kind) {
    return new OggOpusConfig(
        sampleRateHz,
        channels,
        bitrateBitsPerSecond,
        rateControl,
        complexity,
        kind,
        frameMs,
        discontinuous,
        expectedLossPercent,
        tags);
  }

  /**
   * The same in packets of another length.
   *
   * @param ms 2.5, 5, 10, 20, 40, 60, 80, 100 or 120 ms
   * @return the settings
   */
  public OggOpusConfig withFrameMs(double ms) {
    return new OggOpusConfig(
        sampleRateHz,
        channels,
        bitrateBitsPerSecond,
        rateControl,
        complexity,
        signal,
        ms,
        discontinuous,
        expectedLossPercent,
        tags);
  }

  /**
   * The same with or without DTX.
   *
   * @param pauses whether pauses take next to no bytes
   * @return the settings
   */
  public OggOpusConfig withDiscontinuous(boolean pauses) {
    return new OggOpusConfig(
        sampleRateHz,
        channels,
        bitrateBitsPerSecond,
        rateControl,
        complexity,
        signal,
        frameMs,
        pauses,
        expectedLossPercent,
        tags);
  }

  /**
   * The same for another share of lost packets.
   *
   * @param percent 0 to 100; above 0, speech repeats itself
   * @return the settings
   */
  public OggOpusConfig withExpectedLossPercent(int percent) {
    return new OggOpusConfig(
        sampleRateHz,
        channels,
        bitrateBitsPerSecond,
        rateControl,
        complexity,
        signal,
        frameMs,
        discontinuous,
        percent,
        tags);
  }

  /**
   * The same with other tags.
   *
   * @param names values by their names
   * @return the settings
   */
  public OggOpusConfig withTags(Map<String, String> names) {
    return new OggOpusConfig(
        sampleRateHz,
        channels,
        bitrateBitsPerSecond,
        rateControl,
        complexity,
        signal,
        frameMs,
        discontinuous,
        expectedLossPercent,
        names);
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
    return withTags(more);
  }
}
