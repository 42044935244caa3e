package org.silenzio.noise;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.silenzio.audio.StreamFormat;

/**
 * What a noise suppressor is made for. Immutable.
 *
 * @param format the frames it shall take, any rate and size; channels are denoised independently
 * @param maxAttenuationDb the most that noise is turned down, in dB: 0 leaves the sound as it is
 *     (with the same delay), {@link Double#POSITIVE_INFINITY} sets no bound
 * @param comfortNoiseBelowDb how far below the background that was taken out, in dB, steady noise
 *     of its shape fills the pauses, so that they do not sound dead: 0 or more; {@link
 *     Double#POSITIVE_INFINITY} adds none
 * @param implementation which one shall serve
 * @param model a file with weights of RNNoise 0.2 in the 'DNNw' layout, for the implementation in
 *     Java; empty for those that RNNoise comes with
 */
public record NoiseSuppressorConfig(
    StreamFormat format,
    double maxAttenuationDb,
    double comfortNoiseBelowDb,
    Implementation implementation,
    Optional<Path> model) {

  /** Checks every component and names the one that is out of its range. */
  public NoiseSuppressorConfig {
    Objects.requireNonNull(format, "format");
    if (!(maxAttenuationDb >= 0)) { // also refuses NaN
      throw new IllegalArgumentException(
          "maxAttenuationDb is " + maxAttenuationDb + ", allowed: 0 to infinity");
    }
    if (!(comfortNoiseBelowDb >= 0)) {
      throw new IllegalArgumentException(
          "comfortNoiseBelowDb is " + comfortNoiseBelowDb + ", allowed: 0 to infinity");
    }
    Objects.requireNonNull(implementation, "implementation");
    Objects.requireNonNull(model, "model");
    boolean takesModel =
        implementation == Implementation.AUTO || implementation == Implementation.JAVA;
    if (model.isPresent() && !takesModel) {
      throw new IllegalArgumentException(
          "model is " + model.get() + ", allowed with implementation " + implementation + ": none");
    }
  }

  /**
   * Full suppression, without comfort noise, by the model and the implementation that suit most.
   *
   * @param format the frames to take
   * @return the configuration
   */
  public static NoiseSuppressorConfig defaults(StreamFormat format) {
    return new NoiseSuppressorConfig(
        format,
        Double.POSITIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        Implementation.AUTO,
        Optional.empty());
  }

  /**
   * The same with another bound on the attenuation.
   *
   * @param maxAttenuationDb in dB, 0 to infinity
   * @return the configuration
   */
  public NoiseSuppressorConfig withMaxAttenuationDb(double maxAttenuationDb) {
    return new NoiseSuppressorConfig(
        format, maxAttenuationDb, comfortNoiseBelowDb, implementation, model);
  }

  /**
   * The same with comfort noise. As the background that it is shaped after is learnt on the sound,
   * it takes half a second to come; it is no louder than the background, whatever that is.
   *
   * @param comfortNoiseBelowDb how far below the background, in dB, 0 to infinity; 15 to 20 suit
   *     most, infinity adds none
   * @return the configuration
   */
  public NoiseSuppressorConfig withComfortNoiseBelowDb(double comfortNoiseBelowDb) {
    return new NoiseSuppressorConfig(
        format, maxAttenuationDb, comfortNoiseBelowDb, implementation, model);
  }

  /**
   * The same for other frames.
   *
   * @param format the frames to take
   * @return the configuration
   */
  public NoiseSuppressorConfig withFormat(StreamFormat format) {
    return new NoiseSuppressorConfig(
        format, maxAttenuationDb, comfortNoiseBelowDb, implementation, model);
  }

  /**
   * The same by another implementation.
   *
   * @param implementation which one shall serve
   * @return the configuration
   */
  public NoiseSuppressorConfig withImplementation(Implementation implementation) {
    return new NoiseSuppressorConfig(
        format, maxAttenuationDb, comfortNoiseBelowDb, implementation, model);
  }

  /**
   * The same with weights from a file.
   *
   * @param model a model in the 'DNNw' layout
   * @return the configuration
   */
  public NoiseSuppressorConfig withModel(Path model) {
    return new NoiseSuppressorConfig(
        format, maxAttenuationDb, comfortNoiseBelowDb, implementation, Optional.of(model));
  }
}
