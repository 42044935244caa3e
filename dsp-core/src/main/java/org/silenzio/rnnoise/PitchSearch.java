package org.silenzio.rnnoise;

import java.util.Arrays;
import org.silenzio.kernel.CorrelationKernel;
import org.silenzio.kernel.Kernels;

/**
 * The period of the voice, as CELT finds it (RFC 6716, 4.3.7.1): correlation at a quarter of the
 * rate, refined at half of it, then a look at integer fractions of the period, so that a multiple
 * of it is not taken for it. Sums are added in the order of the C library, since near ties decide
 * differently with the slightest rounding. One caller at a time; does not allocate.
 */
final class PitchSearch {

  static final int MIN_PERIOD = 60;
  static final int MAX_PERIOD = 768;
  static final int SAMPLES = MAX_PERIOD + Spectrum.WINDOW;

  private static final int HALF = SAMPLES / 2;
  private static final int HALF_WINDOW = Spectrum.WINDOW / 2;
  private static final int HALF_MAX = MAX_PERIOD / 2;
  private static final int HALF_MIN = MIN_PERIOD / 2;

  /** The lags that are searched, at half the rate: short periods are left to the fractions. */
  private static final int LAGS = (MAX_PERIOD - 3 * MIN_PERIOD) / 2;

  /**
   * For a fraction of 1/k, the multiple of it at which the correlation should be strong as well.
   */
  private static final int[] SECOND_LOOK = {0, 0, 3, 2, 3, 2, 5, 2, 3, 2, 3, 2, 5, 2, 3, 2};

  private static final int LPC_ORDER = 4;

  private final CorrelationKernel kernel = Kernels.correlation();
  private final float[] half = new float[HALF];
  private final float[] flat = new float[HALF];
  private final float[] quarterWindow = new float[HALF_WINDOW / 2];
  private final float[] quarter = new float[(HALF_WINDOW + LAGS) / 2];
  private final float[] correlation = new float[LAGS];
  private final float[] energyAtLag = new float[HALF_MAX + 1];
  private final float[] autocorrelation = new float[LPC_ORDER + 1];
  private final float[] lpc = new float[LPC_ORDER];
  private final int[] best = new int[2];
  private final int[] places = new int[2 * SECOND_LOOK.length];
  private final float[] products = new float[2 * SECOND_LOOK.length];

  private int lastPeriod;
  private float lastGain;

  /**
   * Finds the period at the end of a stretch of sound.
   *
   * @param samples {@link #SAMPLES} of them, the newest last
   * @return the period in samples
   */
  int find(float[] samples) {
    halve(samples);
    flatten();
    int period = withoutMultiples(MAX_PERIOD - search());
    lastPeriod = period;
    return period;
  }

  void reset() {
    lastPeriod = 0;
    lastGain = 0f;
  }

  private void halve(float[] samples) {
    half[0] = 0.5f * (0.5f * samples[1] + samples[0]);
    for (int i = 1; i < HALF; i++) {
      half[i] = 0.5f * (0.5f * (samples[2 * i - 1] + samples[2 * i + 1]) + samples[2 * i]);
    }
  }

  /** Takes the spectrum's envelope away, by linear prediction of fourth order. */
  private void flatten() {
    int common = HALF - LPC_ORDER;
    kernel.atLags(half, 0, common, half, 0, autocorrelation, LPC_ORDER + 1);
    for (int lag = 0; lag <= LPC_ORDER; lag++) {
      float rest = 0f;
      for (int i = lag + common; i < HALF; i++) {
        rest += half[i] * half[i - lag];
      }
      autocorrelation[lag] += rest;
    }
    autocorrelation[0] *= 1.0001f; // a noise floor at −40 dB
    for (int lag = 1; lag <= LPC_ORDER; lag++) {
      autocorrelation[lag] -= autocorrelation[lag] * (0.008f * lag) * (0.008f * lag);
    }
    predict();
    float widening = 1f;
    for (int i = 0; i < LPC_ORDER; i++) {
      widening *= 0.9f;
      lpc[i] *= widening;
    }
    // together with a zero at 0.8
    float c1 = lpc[0] + 0.8f;
    float c2 = lpc[1] + 0.8f * lpc[0];
    float c3 = lpc[2] + 0.8f * lpc[1];
    float c4 = lpc[3] + 0.8f * lpc[2];
    float c5 = 0.8f * lpc[3];
    for (int i = 0; i < 5; i++) {
      flat[i] =
          half[i]
              + c1 * (i > 0 ? half[i - 1] : 0f)
              + c2 * (i > 1 ? half[i - 2] : 0f)
              + c3 * (i > 2 ? half[i - 3] : 0f)
              + c4 * (i > 3 ? half[i - 4] : 0f);
    }
    for (int i = 5; i < HALF; i++) {
      flat[i] =
          half[i]
              + c1 * half[i - 1]
              + c2 * half[i - 2]
              + c3 * half[i - 3]
              + c4 * half[i - 4]
              + c5 * half[i - 5];
    }
  }

  /** Levinson's and Durbin's recursion; ends once 30 dB are predicted. */
  private void predict() {
    Arrays.fill(lpc, 0f);
    float error = autocorrelation[0];
    if (error == 0f) {
      return;
    }
    for (int i = 0; i < LPC_ORDER; i++) {
      float sum = 0f;
      for (int j = 0; j < i; j++) {
        sum += lpc[j] * autocorrelation[i - j];
      }
      sum += autocorrelation[i + 1];
      float reflection = -sum / error;
      lpc[i] = reflection;
      for (int j = 0; j < (i + 1) / 2; j++) {
        float a = lpc[j];
        float b = lpc[i - 1 - j];
        lpc[j] = a + reflection * b;
        lpc[i - 1 - j] = b + reflection * a;
      }
      error -= reflection * reflection * error;
      if (error < 0.001f * autocorrelation[0]) {
        return;
      }
    }
  }

  /** The offset of the best match from the oldest sample, at the full rate. */
  private int search() {
    for (int i = 0; i < quarterWindow.length; i++) {
      quarterWindow[i] = flat[HALF_MAX + 2 * i];
    }
    for (int i = 0; i < quarter.length; i++) {
      quarter[i] = flat[2 * i];
    }
    kernel.atLags(quarterWindow, 0, quarterWindow.length, quarter, 0, correlation, LAGS / 2);
    pickBest(quarter, quarterWindow.length, LAGS / 2);
    Arrays.fill(correlation, 0f);
    correlateAround(2 * best[0]);
    correlateAround(2 * best[1]);
    pickBest(flat, HALF_WINDOW, LAGS);
    int lag = best[0];
    int refinement =
        lag > 0 && lag < LAGS - 1
            ? towards(correlation[lag - 1], correlation[lag], correlation[lag + 1])
            : 0;
    return 2 * lag - refinement;
  }

  private void correlateAround(int lag) {
    int first = Math.max(0, lag - 2);
    int count = Math.min(LAGS, lag + 3) - first;
    kernel.atLags(flat, HALF_MAX, HALF_WINDOW, flat, first, products, count);
    for (int i = 0; i < count; i++) {
      correlation[first + i] = Math.max(-1f, products[i]);
    }
  }

  /** The two lags whose correlation, over the energy there, is largest. */
  private void pickBest(float[] signal, int length, int lags) {
    float energy = 1f;
    for (int i = 0; i < length; i++) {
      energy += signal[i] * signal[i];
    }
    float firstNumerator = -1f;
    float secondNumerator = -1f;
    float firstEnergy = 0f;
    float secondEnergy = 0f;
    best[0] = 0;
    best[1] = 1;
    for (int i = 0; i < lags; i++) {
      if (correlation[i] > 0) {
        float scaled = correlation[i] * 1e-12f; // its square stays in range
        float numerator = scaled * scaled;
        if (numerator * secondEnergy > secondNumerator * energy) {
          if (numerator * firstEnergy > firstNumerator * energy) {
            secondNumerator = firstNumerator;
            secondEnergy = firstEnergy;
            best[1] = best[0];
            firstNumerator = numerator;
            firstEnergy = energy;
            best[0] = i;
          } else {
            secondNumerator = numerator;
            secondEnergy = energy;
            best[1] = i;
          }
        }
      }
      energy += signal[i + length] * signal[i + length] - signal[i] * signal[i];
      energy = Math.max(1f, energy);
    }
  }

  /** Which neighbour of a peak it leans to: −1, 0 or 1. */
  private static int towards(float before, float at, float after) {
    if (after - before > 0.7f * (at - before)) {
      return 1;
    }
    return before - after > 0.7f * (at - after) ? -1 : 0;
  }

  /** The period itself, if what was found is a multiple of it; keeps its gain. */
  private int withoutMultiples(int foundPeriod) {
    int found = Math.min(foundPeriod / 2, HALF_MAX - 1);
    int last = lastPeriod / 2;
    correlateAtFractions(found);
    float energy = products[0];
    float product = products[1];
    energiesAtLags(energy);
    int period = found;
    float bestProduct = product;
    float bestEnergy = energyAtLag[found];
    float foundGain = gain(product, energy, bestEnergy);
    float bestGain = foundGain;
    for (int k = 2; k < SECOND_LOOK.length && fraction(found, k) >= HALF_MIN; k++) {
      int fraction = fraction(found, k);
      int second = second(found, k);
      float fractionProduct = 0.5f * (products[2 * k - 2] + products[2 * k - 1]);
      float fractionEnergy = 0.5f * (energyAtLag[fraction] + energyAtLag[second]);
      float fractionGain = gain(fractionProduct, energy, fractionEnergy);
      if (fractionGain > threshold(fraction, k, found, last, foundGain)) {
        bestProduct = fractionProduct;
        bestEnergy = fractionEnergy;
        bestGain = fractionGain;
        period = fraction;
      }
    }
    float positive = Math.max(0f, bestProduct);
    lastGain = Math.min(bestGain, bestEnergy <= positive ? 1f : positive / (bestEnergy + 1));
    kernel.atLags(flat, HALF_MAX, HALF_WINDOW, flat, HALF_MAX - period - 1, products, 3);
    int refinement = towards(products[2], products[1], products[0]);
    return Math.max(MIN_PERIOD, 2 * period + refinement);
  }

  /** A fraction needs less where it goes on from the last frame, and more where it is short. */
  private float threshold(int fraction, int k, int found, int last, float foundGain) {
    int jump = Math.abs(fraction - last);
    float continuity = 0f;
    if (jump <= 1) {
      continuity = lastGain;
    } else if (jump <= 2 && 5 * k * k < found) {
      continuity = 0.5f * lastGain;
    }
    return fraction < 3 * HALF_MIN
        ? Math.max(0.4f, 0.85f * foundGain - continuity)
        : Math.max(0.3f, 0.7f * foundGain - continuity);
  }

  /** The products at lag 0, at what was found, and then of each fraction and its second look. */
  private void correlateAtFractions(int found) {
    places[0] = HALF_MAX;
    places[1] = HALF_MAX - found;
    int count = 2;
    for (int k = 2; k < SECOND_LOOK.length && fraction(found, k) >= HALF_MIN; k++) {
      places[count++] = HALF_MAX - fraction(found, k);
      places[count++] = HALF_MAX - second(found, k);
    }
    kernel.atPlaces(flat, HALF_MAX, HALF_WINDOW, flat, places, products, count);
  }

  private static int fraction(int found, int k) {
    return (2 * found + k) / (2 * k);
  }

  private static int second(int found, int k) {
    if (k == 2) {
      int sum = found + fraction(found, k);
      return sum > HALF_MAX ? found : sum;
    }
    return (2 * SECOND_LOOK[k] * found + k) / (2 * k);
  }

  private void energiesAtLags(float energy) {
    float sum = energy;
    energyAtLag[0] = energy;
    for (int lag = 1; lag <= HALF_MAX; lag++) {
      float entering = flat[HALF_MAX - lag];
      float leaving = flat[HALF_MAX + HALF_WINDOW - lag];
      sum = sum + entering * entering - leaving * leaving;
      energyAtLag[lag] = Math.max(0f, sum);
    }
  }

  private static float gain(float product, float energyA, float energyB) {
    return (float) (product / Math.sqrt(1 + energyA * energyB));
  }
}
