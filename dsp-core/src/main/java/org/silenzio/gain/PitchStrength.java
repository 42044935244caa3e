package org.silenzio.gain;

import java.util.Arrays;

/**
 * How periodic a sound is, at the pitches of voices: the largest normalised correlation of 30 ms
 * with what came a period before, on the band below 1 kHz at some 4,000 samples per second.
 *
 * <p>B. S. Atal, L. R. Rabiner, "A pattern recognition approach to voiced-unvoiced-silence
 * classification with applications to speech recognition", IEEE Trans. ASSP 24(3), 1976.
 */
final class PitchStrength {

  private static final int LOW_RATE_HZ = 4_000;
  private static final double WINDOW_SECONDS = 0.03;
  private static final double LOWEST_PITCH_HZ = 60;
  private static final double HIGHEST_PITCH_HZ = 400;

  /** Two poles here leave little of what would fold at the low rate. */
  private static final double LOW_PASS_HZ = 800;

  /** Offset and rumble are periodic, but no voice. */
  private static final double HIGH_PASS_HZ = 70;

  /** Less than this, −400 dB, is silence. */
  private static final double SILENCE = 1e-20;

  private final int decimation;
  private final double lowShare;
  private final double highShare;
  private final int window;
  private final int leastLag;
  private final int mostLag;
  private final float[] past;
  private double low1;
  private double low2;
  private double offset1;
  private double offset2;
  private double sum;
  private int summed;
  private int end;
  private double energy;
  private int count;

  PitchStrength(int sampleRateHz) {
    decimation = Math.max(1, Math.round((float) sampleRateHz / LOW_RATE_HZ));
    double rate = (double) sampleRateHz / decimation;
    lowShare = 1 - Math.exp(-2 * Math.PI * LOW_PASS_HZ / sampleRateHz);
    highShare = 1 - Math.exp(-2 * Math.PI * HIGH_PASS_HZ / rate);
    window = (int) Math.round(WINDOW_SECONDS * rate);
    leastLag = (int) Math.round(rate / HIGHEST_PITCH_HZ);
    mostLag = (int) Math.round(rate / LOWEST_PITCH_HZ);
    past = new float[4 * (window + mostLag)];
    reset();
  }

  /** Takes the next sample, finite. */
  void take(float sample) {
    low1 += (sample - low1) * lowShare;
    low2 += (low1 - low2) * lowShare;
    sum += low2;
    summed++;
    if (summed == decimation) {
      double mean = sum / decimation;
      sum = 0;
      summed = 0;
      offset1 += (mean - offset1) * highShare;
      double once = mean - offset1;
      offset2 += (once - offset2) * highShare;
      keep((float) (once - offset2));
    }
  }

  private void keep(float sample) {
    if (end == past.length) {
      int kept = window + mostLag;
      System.arraycopy(past, end - kept, past, 0, kept);
      end = kept;
    }
    past[end++] = Math.abs(sample) < SILENCE ? 0f : sample;
    energy += (double) sample * sample;
    count++;
  }

  /** The mean power in the band since the last call, some milliseconds at least. */
  double endBlock() {
    double power = count == 0 ? 0 : energy / count;
    energy = 0;
    count = 0;
    low1 = orSilence(low1);
    low2 = orSilence(low2);
    offset1 = orSilence(offset1);
    offset2 = orSilence(offset2);
    return power;
  }

  private static double orSilence(double value) {
    return Math.abs(value) < SILENCE ? 0 : value;
  }

  /** Of the last 30 ms: 0, not periodic at all, to 1. */
  double strength() {
    int from = end - window;
    double own = energy(from);
    double other = energy(from - leastLag);
    double best = 0;
    for (int lag = leastLag; lag <= mostLag; lag++) {
      double product = 0;
      for (int i = from; i < end; i++) {
        product += past[i] * past[i - lag];
      }
      double both = own * other;
      if (product > 0 && both > 0) {
        best = Math.max(best, product * product / both);
      }
      // the window slides one sample back
      double leaves = past[end - lag - 1];
      double enters = lag < mostLag ? past[from - lag - 1] : 0;
      other = Math.max(0, other - leaves * leaves + enters * enters);
    }
    return Math.min(1, Math.sqrt(best));
  }

  private double energy(int from) {
    double energy = 0;
    for (int i = from; i < from + window; i++) {
      energy += (double) past[i] * past[i];
    }
    return energy;
  }

  void reset() {
    Arrays.fill(past, 0f);
    low1 = 0;
    low2 = 0;
    offset1 = 0;
    offset2 = 0;
    sum = 0;
    summed = 0;
    energy = 0;
    count = 0;
    end = window + mostLag;
  }
}
