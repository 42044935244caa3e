package org.silenzio.receive;

/**
 * Finds the distance at which sound is most like itself: one or several periods of a voice. First
 * at a low rate over all distances, then at full rate around the best. All channels count together.
 * [audio]
 */
final class PeriodSearch {

  /** 400 Hz: shorter periods are found as several. */
  private static final int MIN_PERIODS_PER_SECOND = 400;

  /** 12.5 ms, 80 Hz: a low man's voice. */
  private static final int MAX_PERIODS_PER_SECOND = 80;

  /** The stretch that is compared: 10 ms, one period of most voices at least. */
  private static final int WINDOWS_PER_SECOND = 100;

  /** The coarse search's rate: a voice's strong harmonics lie below 4 kHz. */
  private static final int COARSE_RATE_HZ = 8_000;

  /** Of two periods as good the longer is taken: it changes more at once. */
  private static final float LONGER_BONUS = 0.02f;

  private final int channels;
  private final int step;
  private final int minPeriod;
  private final int maxPeriod;
  private final int window;
  private final float[][] coarse;

  private int period;
  private float similarity;
  private float power;

  PeriodSearch(int channels, int sampleRateHz) {
    this.channels = channels;
    step = Math.max(1, sampleRateHz / COARSE_RATE_HZ);
    minPeriod = sampleRateHz / MIN_PERIODS_PER_SECOND;
    maxPeriod = sampleRateHz / MAX_PERIODS_PER_SECOND;
    window = sampleRateHz / WINDOWS_PER_SECOND;
    coarse = new float[channels][(maxPeriod + window) / step + 2];
  }

  int minPeriod() {
    return minPeriod;
  }

  int maxPeriod() {
    return maxPeriod;
  }

  int window() {
    return window;
  }

  /**
   * Compares {@code [place, place + length)} with what lies up to so many samples earlier or later.
   *
   * @param x the channels
   * @param place the first sample
   * @param length how many are compared, at most {@link #window}
   * @param longest the longest period looked for, {@link #minPeriod} to {@link #maxPeriod}
   * @param direction −1 to look at what is earlier, 1 at what is later
   */
  void find(float[][] x, int place, int length, int longest, int direction) {
    int lags = longest / step;
    int coarseLength = length / step;
    int coarsePlace = direction < 0 ? lags : 0;
    for (int c = 0; c < channels; c++) {
      decimate(x[c], place - coarsePlace * step, coarse[c], lags + coarseLength);
    }
    int best = lags;
    float most = Float.NEGATIVE_INFINITY;
    for (int lag = lags; lag * step >= minPeriod; lag--) {
      float score =
          likeness(coarse, coarsePlace, direction * lag, coarseLength) + LONGER_BONUS * lag / lags;
      if (score > most) {
        most = score;
        best = lag;
      }
    }
    period = best * step;
    similarity = Float.NEGATIVE_INFINITY;
    int least = Math.max(minPeriod, (best - 1) * step + 1);
    int largest = Math.max(least, Math.min(longest, (best + 1) * step - 1));
    for (int lag = least; lag <= largest; lag++) {
      float candidate = likeness(x, place, direction * lag, length);
      if (candidate > similarity) {
        similarity = candidate;
        period = lag;
      }
    }
    power = Math.max(power(x, place, length), power(x, place + direction * period, length));
  }

  private void decimate(float[] x, int from, float[] y, int count) {
    for (int n = 0; n < count; n++) {
      float sum = 0f;
      for (int i = 0; i < step; i++) {
        sum += x[from + n * step + i];
      }
      y[n] = sum;
    }
  }

  /** The normalised correlation; 1 for silence, which is like all silence. */
  private float likeness(float[][] x, int place, int shift, int length) {
    float product = 0f;
    float here = 0f;
    float there = 0f;
    for (int c = 0; c < channels; c++) {
      float[] channel = x[c];
      for (int i = place; i < place + length; i++) {
        float a = channel[i];
        float b = channel[i + shift];
        product += a * b;
        here += a * a;
        there += b * b;
      }
    }
    float norm = (float) Math.sqrt((double) here * there);
    if (norm > 0f) {
      return product / norm;
    }
    return here == there ? 1f : 0f;
  }

  private float power(float[][] x, int from, int length) {
    float sum = 0f;
    for (int c = 0; c < channels; c++) {
      for (int i = from; i < from + length; i++) {
        sum += x[c][i] * x[c][i];
      }
    }
    return sum / (length * channels);
  }

  /** The best distance found, in samples. */
  int period() {
    return period;
  }

  /** How alike the sound is at that distance, −1 to 1. */
  float similarity() {
    return similarity;
  }

  /** The mean square of the louder of the two. */
  float power() {
    return power;
  }
}
