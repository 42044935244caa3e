package org.silenzio.natives.opus;

import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.CodecConfig;

/**
 * What a decoder is made with. Immutable.
 *
 * @param format 8, 12, 16, 24 or 48 kHz whatever the encoder's was; 1 or 2 channels, more for
 *     {@link OpusMultistreamDecoder}; the frames are those of the methods that take frames
 * @param complexity effort, 0 (least) to 10: from 5 on losses are concealed by a neural network
 * @param gainDb by how much the sound is amplified, −128 to below 128 dB
 * @param phaseInversionDisabled whether inverted phase is undone, so that a mono mix loses nothing
 */
public record OpusDecoderConfig(
    StreamFormat format, int complexity, double gainDb, boolean phaseInversionDisabled) {

  /** libopus holds the gain in 16 bits, in 1/256 dB. */
  private static final double MIN_GAIN_DB = -128;

  private static final double MAX_GAIN_DB = 128 - 1.0 / 256;

  private static final int MAX_COMPLEXITY = 10;

  /** The least with which libopus conceals by its network. */
  static final int NEURAL_CONCEALMENT = 5;

  /** Checks every component and names the one that is out of its range. */
  public OpusDecoderConfig {
    OpusFormats.check(format, StreamFormat.MAX_CHANNELS);
    OpusConfig.checkRange("complexity", complexity, 0, MAX_COMPLEXITY);
    if (!(gainDb >= MIN_GAIN_DB && gainDb <= MAX_GAIN_DB)) {
      throw new IllegalArgumentException(
          "gainDb is " + gainDb + ", allowed: " + MIN_GAIN_DB + " to " + MAX_GAIN_DB);
    }
  }

  /**
   * Concealment by a network, sound as it was coded.
   *
   * @param format the rate, channels and frames
   * @return the configuration
   */
  public static OpusDecoderConfig defaults(StreamFormat format) {
    return new OpusDecoderConfig(format, NEURAL_CONCEALMENT, 0, false);
  }

  /**
   * What a codec-independent configuration means for the decoder: with an effort below 5 losses are
   * concealed without the network.
   *
   * @param config the codec-independent configuration
   * @return the configuration
   * @throws IllegalArgumentException if Opus does not take the format
   */
  public static OpusDecoderConfig of(CodecConfig config) {
    return defaults(config.format())
        .withComplexity(Math.min(config.complexity(), NEURAL_CONCEALMENT));
  }

  /**
   * The same at another effort.
   *
   * @param complexity 0 to 10
   * @return the configuration
   */
  public OpusDecoderConfig withComplexity(int complexity) {
    return new OpusDecoderConfig(format, complexity, gainDb, phaseInversionDisabled);
  }

  /**
   * The same at another gain.
   *
   * @param gainDb −128 to below 128 dB
   * @return the configuration
   */
  public OpusDecoderConfig withGainDb(double gainDb) {
    return new OpusDecoderConfig(format, complexity, gainDb, phaseInversionDisabled);
  }

  /**
   * The same with or without inverted phase.
   *
   * @param phaseInversionDisabled whether inverted phase is undone
   * @return the configuration
   */
  public OpusDecoderConfig withPhaseInversionDisabled(boolean phaseInversionDisabled) {
    return new OpusDecoderConfig(format, complexity, gainDb, phaseInversionDisabled);
  }
}
