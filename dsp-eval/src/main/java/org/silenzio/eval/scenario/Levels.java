package org.silenzio.eval.scenario;

import org.silenzio.audio.Decibels;
import org.silenzio.eval.metric.ActiveSpeechLevel;

/** Measures and sets levels. */
final class Levels {

  /** The thresholds of P.56 lie at fixed levels, so a scaled signal measures a trifle different. */
  private static final int ACTIVE_LEVEL_STEPS = 4;

  private Levels() {}

  /**
   * A gain as a factor. Rounded to a float: what machines' libraries differ by in the last bit of a
   * double does not reach the samples.
   */
  static double amplitude(double gainDb) {
    return (float) Decibels.toAmplitude(gainDb);
  }

  static double peak(double[] samples) {
    double peak = 0;
    for (double sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }

  static void scale(double[] samples, double factor) {
    for (int n = 0; n < samples.length; n++) {
      samples[n] *= factor;
    }
  }

  /** Scales to an active level by ITU-T P.56, in place; silence stays. */
  static void setActive(double[] samples, double levelDbfs, int sampleRateHz) {
    double peak = peak(samples);
    if (peak == 0) {
      return;
    }
    scale(samples, 0.5 / peak); // within reach of the measure
    for (int step = 0; step < ACTIVE_LEVEL_STEPS; step++) {
      double measured = ActiveSpeechLevel.of(floats(samples), sampleRateHz).levelDbfs();
      if (measured == Double.NEGATIVE_INFINITY) {
        throw new IllegalArgumentException(
            "a sound has no active level to set to " + levelDbfs + " dBFS: too short or too quiet");
      }
      scale(samples, amplitude(levelDbfs - measured));
    }
  }

  /** Scales to a mean level, in place; silence stays. */
  static void setMean(double[] samples, double levelDbfs) {
    double energy = 0;
    for (double sample : samples) {
      energy += sample * sample;
    }
    if (energy > 0) {
      scale(samples, amplitude(levelDbfs) / Math.sqrt(energy / samples.length));
    }
  }

  static float[] floats(double[] samples) {
    float[] floats = new float[samples.length];
    for (int n = 0; n < floats.length; n++) {
      floats[n] = (float) samples[n];
    }
    return floats;
  }
}
