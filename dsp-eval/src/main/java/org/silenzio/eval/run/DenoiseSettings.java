package org.silenzio.eval.run;

import org.silenzio.audio.StreamFormat;
import org.silenzio.noise.Implementation;
import org.silenzio.noise.NoiseSuppressorConfig;

/**
 * How recordings are denoised.
 *
 * @param maxAttenuationDb the bound on suppression; infinity is none
 * @param comfortNoiseBelowDb how far below the background comfort noise lies; infinity adds none
 * @param implementation which suppressor
 */
public record DenoiseSettings(
    double maxAttenuationDb, double comfortNoiseBelowDb, Implementation implementation) {

  /** Unbounded, without comfort noise, by whichever suppressor is usual here. */
  public static DenoiseSettings defaults() {
    return new DenoiseSettings(
        Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Implementation.AUTO);
  }

  NoiseSuppressorConfig config(StreamFormat format) {
    return NoiseSuppressorConfig.defaults(format)
        .withMaxAttenuationDb(maxAttenuationDb)
        .withComfortNoiseBelowDb(comfortNoiseBelowDb)
        .withImplementation(implementation);
  }
}
