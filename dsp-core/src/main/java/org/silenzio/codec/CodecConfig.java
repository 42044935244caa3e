package org.silenzio.codec;

import java.util.Objects;
import org.silenzio.audio.StreamFormat;

/**
 * What an encoder or decoder is made for. Immutable.
 *
 * @param format the frames of sound, one per packet; a codec names the rates and sizes it takes
 * @param bitrateBitsPerSecond the aim, {@value #MIN_BITRATE} to {@value #MAX_BITRATE}; for encoders
 * @param complexity effort of the encoder, 0 (least) to 10 (best sound); a decoder may spend less
 *     on concealment below 5
 * @param expectedLossPercent packets that the network loses, 0 to 100; above 0 an encoder protects
 *     its packets by forward error correction, as far as it can. With a redundancyMs above 0 the
 *     Opus provider leaves that off and spends the bits on the redundancy
 * @param dtx whether an encoder may code long silence in packets that need not be sent
 * @param redundancyMs how much of the past each packet carries again so that long gaps can be made
 *     good, at most; 0 (none) to {@value #MAX_REDUNDANCY_MS}, multiples of 10. Takes an expected
 *     loss above 0 and bits to spare; a codec that has no such thing leaves it out
 */
public record CodecConfig(
    StreamFormat format,
    int bitrateBitsPerSecond,
    int complexity,
    int expectedLossPercent,
    boolean dtx,
    int redundancyMs) {

  /** The lowest bit rate: what Opus takes at the least. */
  public static final int MIN_BITRATE = 500;

  /** The highest bit rate: what Opus takes at the most, per stream. */
  public static final int MAX_BITRATE = 512_000;

  /** The most redundancy: longer gaps are no longer made good but waited out. */
  public static final int MAX_REDUNDANCY_MS = 1_000;

  /** Redundancy comes in pieces of 10 ms. */
  private static final int REDUNDANCY_STEP_MS = 10;

  /** A common choice for wide-band speech, mono. */
  private static final int SPEECH_BITRATE = 24_000;

  private static final int MAX_COMPLEXITY = 10;

  /** Checks every component and names the one that is out of its range. */
  public CodecConfig {
    Objects.requireNonNull(format, "format");
    checkBitrate(bitrateBitsPerSecond);
    if (complexity < 0 || complexity > MAX_COMPLEXITY) {
      throw new IllegalArgumentException(
          "complexity is " + complexity + ", allowed: 0 to " + MAX_COMPLEXITY);
    }
    checkLossPercent(expectedLossPercent);
    if (redundancyMs < 0
        || redundancyMs > MAX_REDUNDANCY_MS
        || redundancyMs % REDUNDANCY_STEP_MS != 0) {
      throw new IllegalArgumentException(
          "redundancyMs is "
              + redundancyMs
              + ", allowed: 0 to "
              + MAX_REDUNDANCY_MS
              + ", multiples of "
              + REDUNDANCY_STEP_MS);
    }
  }

  /**
   * Refuses a bit rate that no codec has.
   *
   * @param bitrateBitsPerSecond the rate
   * @throws IllegalArgumentException if it is below {@value #MIN_BITRATE} or above {@value
   *     #MAX_BITRATE}
   */
  public static void checkBitrate(int bitrateBitsPerSecond) {
    if (bitrateBitsPerSecond < MIN_BITRATE || bitrateBitsPerSecond > MAX_BITRATE) {
      throw new IllegalArgumentException(
          "bitrateBitsPerSecond is "
              + bitrateBitsPerSecond
              + ", allowed: "
              + MIN_BITRATE
              + " to "
              + MAX_BITRATE);
    }
  }

  /**
   * Refuses what is no percentage.
   *
   * @param expectedLossPercent the loss
   * @throws IllegalArgumentException if it is below 0 or above 100
   */
  public static void checkLossPercent(int expectedLossPercent) {
    if (expectedLossPercent < 0 || expectedLossPercent > 100) {
      throw new IllegalArgumentException(
          "expectedLossPercent is " + expectedLossPercent + ", allowed: 0 to 100");
    }
  }

  /**
   * Speech at 24 kb/s per channel and full effort, for a network without loss.
   *
   * @param format the frames of sound
   * @return the configuration
   */
  public static CodecConfig defaults(StreamFormat format) {
    return new CodecConfig(format, SPEECH_BITRATE * format.channels(), MAX_COMPLEXITY, 0, false, 0);
  }

  /**
   * The same at another bit rate.
   *
   * @param bitrateBitsPerSecond the aim
   * @return the configuration
   */
  public CodecConfig withBitrateBitsPerSecond(int bitrateBitsPerSecond) {
    return new CodecConfig(
        format, bitrateBitsPerSecond, complexity, expectedLossPercent, dtx, redundancyMs);
  }

  /**
   * The same at another effort.
   *
   * @param complexity 0 to 10
   * @return the configuration
   */
  public CodecConfig withComplexity(int complexity) {
    return new CodecConfig(
        format, bitrateBitsPerSecond, complexity, expectedLossPercent, dtx, redundancyMs);
  }

  /**
   * The same for another network.
   *
   * @param expectedLossPercent 0 to 100
   * @return the configuration
   */
  public CodecConfig withExpectedLossPercent(int expectedLossPercent) {
    return new CodecConfig(
        format, bitrateBitsPerSecond, complexity, expectedLossPercent, dtx, redundancyMs);
  }

  /**
   * The same with or without discontinuous transmission.
   *
   * @param dtx whether long silence need not be sent
   * @return the configuration
   */
  public CodecConfig withDtx(boolean dtx) {
    return new CodecConfig(
        format, bitrateBitsPerSecond, complexity, expectedLossPercent, dtx, redundancyMs);
  }

  /**
   * The same with other redundancy.
   *
   * @param redundancyMs 0 to {@value #MAX_REDUNDANCY_MS}, multiples of 10
   * @return the configuration
   */
  public CodecConfig withRedundancyMs(int redundancyMs) {
    return new CodecConfig(
        format, bitrateBitsPerSecond, complexity, expectedLossPercent, dtx, redundancyMs);
  }
}
