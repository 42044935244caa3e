package org.silenzio.noise;

import java.util.Objects;
import org.silenzio.audio.StreamFormat;

/**
 * What a noise suppressor is made for. Immutable.
 *
 * @param format the frames it shall take, any rate and size; channels are denoised independently
 * @param maxAttenuationDb the most that noise is turned down, in dB: 0 leaves the sound as it is
 *     (with the same delay), {@link Double#POSITIVE_INFINITY} sets no bound
 */
public record NoiseSuppressorConfig(StreamFormat format, double maxAttenuationDb) {

  /** Checks every component and names the one that is out of its range. */
  public NoiseSuppressorConfig {
    Objects.requireNonNull(format, "format");
    if (!(maxAttenuationDb >= 0)) { // also refuses NaN
      throw new IllegalArgumentException(
          "maxAttenuationDb is " + maxAttenuationDb + ", allowed: 0 to infinity");
    }
  }

  /**
   * Full suppression.
   *
   * @param format the frames to take
   * @return the configuration
   */
  public static NoiseSuppressorConfig defaults(StreamFormat format) {
    return new NoiseSuppressorConfig(format, Double.POSITIVE_INFINITY);
  }

  /**
   * The same with another bound on the attenuation.
   *
   * @param maxAttenuationDb in dB, 0 to infinity
   * @return the configuration
   */
  public NoiseSuppressorConfig withMaxAttenuationDb(double maxAttenuationDb) {
    return new NoiseSuppressorConfig(format, maxAttenuationDb);
  }

  /**
   * The same for other frames.
   *
   * @param format the frames to take
   * @return the configuration
   */
  public NoiseSuppressorConfig withFormat(StreamFormat format) {
    return new NoiseSuppressorConfig(format, maxAttenuationDb);
  }
}
