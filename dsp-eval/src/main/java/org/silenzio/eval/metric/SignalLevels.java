package org.silenzio.eval.metric;

import org.silenzio.audio.Decibels;

/**
 * What a level meter says of a recording.
 *
 * @param peakDbfs the largest sample's level, full scale being 0; −∞ for silence
 * @param rmsDbfs the level of the mean power, a full-scale square wave being 0; −∞ for silence
 * @param dcOffset the mean of all samples
 * @param clippedShare the share of samples at full scale as 16 bits know it (32,767 / 32,768) or
 *     beyond, 0 to 1
 * @param noiseFloorDbfs the level in the pauses, see {@link Pauses}; −∞ for digital silence, NaN
 *     where there is no pause
 */
public record SignalLevels(
    double peakDbfs, double rmsDbfs, double dcOffset, double clippedShare, double noiseFloorDbfs) {

  private static final float FULL_SCALE = 32_767f / 32_768f;

  /**
   * Measures a recording whose pauses are where it is quietest.
   *
   * @param samples 10 ms or more
   * @param sampleRateHz 8,000 to 192,000
   * @return the levels
   * @throws IllegalArgumentException if the signal is too short or not finite or the rate is
   *     another
   */
  public static SignalLevels of(float[] samples, int sampleRateHz) {
    check("samples", samples, sampleRateHz);
    return of(samples, Pauses.quietest(samples, sampleRateHz));
  }

  /**
   * Measures a recording whose pauses are its reference's.
   *
   * @param samples 10 ms or more
   * @param reference the clean signal, in time with it, as many samples
   * @param sampleRateHz 8,000 to 192,000
   * @return the levels
   * @throws IllegalArgumentException if a signal is too short or not finite, lengths differ, or the
   *     rate is another
   */
  public static SignalLevels of(float[] samples, float[] reference, int sampleRateHz) {
    check("samples", samples, sampleRateHz);
    check("reference", reference, sampleRateHz);
    Inputs.checkSameLength("reference", reference, "samples", samples);
    return of(samples, Pauses.ofReference(reference, sampleRateHz));
  }

  private static void check(String name, float[] samples, int sampleRateHz) {
    Inputs.checkRate(sampleRateHz);
    Inputs.checkSignal(name, samples, Pauses.frameSamples(sampleRateHz));
  }

  private static SignalLevels of(float[] samples, Pauses pauses) {
    double peak = 0;
    double sum = 0;
    double squares = 0;
    int clipped = 0;
    for (float sample : samples) {
      double magnitude = Math.abs(sample);
      peak = Math.max(peak, magnitude);
      sum += sample;
      squares += magnitude * magnitude;
      clipped += magnitude >= FULL_SCALE ? 1 : 0;
    }
    return new SignalLevels(
        Decibels.fromAmplitude(peak),
        Decibels.fromPower(squares / samples.length),
        sum / samples.length,
        (double) clipped / samples.length,
        pauses.levelDbfs(samples));
  }
}
