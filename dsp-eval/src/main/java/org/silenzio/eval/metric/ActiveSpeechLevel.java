package org.silenzio.eval.metric;

import java.util.Arrays;
import org.silenzio.audio.Decibels;

/**
 * The level of speech while it is active, and how much of the time it is.
 *
 * <p>ITU-T P.56 (2011), method B: speech is active where its envelope is within 15.9 dB below the
 * active level itself, and for 0.2 s after. Without the recommendation's optional band filter, like
 * the ITU-T's own program of G.191, against which it was checked: that one stops its search between
 * two thresholds within 0.5 dB, this one ends it.
 *
 * @param levelDbfs dBFS (dBov), a full-scale square wave being 0; −∞ where there is no speech to
 *     tell: silence, an envelope below −90 dBFS, single clicks
 * @param activity the active share of the time, 0 to 1; 0 where there is no speech to tell
 * @param longTermDbfs the level of the whole, pauses and all
 */
public record ActiveSpeechLevel(double levelDbfs, double activity, double longTermDbfs) {

  private static final double SMOOTHING_SECONDS = 0.03;
  private static final double HANGOVER_SECONDS = 0.2;
  private static final double MARGIN_DB = 15.9;
  private static final int THRESHOLDS = 15;

  /**
   * Measures a recording.
   *
   * @param samples 1 sample or more
   * @param sampleRateHz 8,000 to 192,000
   * @return the levels
   * @throws IllegalArgumentException if the signal is empty or not finite or the rate is another
   */
  public static ActiveSpeechLevel of(float[] samples, int sampleRateHz) {
    Inputs.checkRate(sampleRateHz);
    Inputs.checkSignal("samples", samples, 1);
    double energy = 0;
    for (float sample : samples) {
      energy += (double) sample * sample;
    }
    double level = level(energy, activeSamples(samples, sampleRateHz));
    double longTerm = Decibels.fromPower(energy / samples.length);
    boolean silent = level == Double.NEGATIVE_INFINITY;
    double activity = silent ? 0 : Math.min(1, Decibels.toAmplitude(2 * (longTerm - level)));
    return new ActiveSpeechLevel(level, activity, longTerm);
  }

  /** The thresholds lie 6 dB apart, the highest at half of full scale. */
  private static double threshold(int index) {
    return Math.scalb(1.0, index - THRESHOLDS);
  }

  /** For each threshold, how many samples lie above it or no more than the hangover behind. */
  private static long[] activeSamples(float[] samples, int sampleRateHz) {
    int hangover = (int) Math.round(HANGOVER_SECONDS * sampleRateHz);
    double keep = Math.exp(-1 / (SMOOTHING_SECONDS * sampleRateHz));
    long[] active = new long[THRESHOLDS];
    long[] lastAbove = new long[THRESHOLDS];
    Arrays.fill(lastAbove, Long.MIN_VALUE / 2);
    double once = 0;
    double envelope = 0;
    for (int n = 0; n < samples.length; n++) {
      once = keep * once + (1 - keep) * Math.abs(samples[n]);
      envelope = keep * envelope + (1 - keep) * once;
      for (int j = 0; j < THRESHOLDS; j++) {
        if (envelope >= threshold(j)) {
          lastAbove[j] = n;
        }
        if (n - lastAbove[j] <= hangover) {
          active[j]++;
        }
      }
    }
    return active;
  }

  /** Where the level over the active samples lies just the margin above the threshold. */
  private static double level(double energy, long[] active) {
    double lowerLevel = Double.NaN;
    double lowerMargin = Double.NaN;
    for (int j = 0; j < THRESHOLDS && active[j] > 0; j++) {
      double level = Decibels.fromPower(energy / active[j]);
      double margin = level - Decibels.fromAmplitude(threshold(j)) - MARGIN_DB;
      if (margin <= 0) {
        // below the lowest threshold there is nothing to interpolate with: too quiet to tell
        return j == 0
            ? Double.NEGATIVE_INFINITY
            : lowerLevel + (level - lowerLevel) * lowerMargin / (lowerMargin - margin);
      }
      lowerLevel = level;
      lowerMargin = margin;
    }
    return Double.NEGATIVE_INFINITY;
  }
}
