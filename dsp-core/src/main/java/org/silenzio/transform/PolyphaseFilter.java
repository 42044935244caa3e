package org.silenzio.transform;

import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The filter of one pair of rates: a Kaiser-windowed sinc on the grid of both, cut into one row of
 * taps per phase. Immutable, so that all streams of a pair share one.
 *
 * <p>R. E. Crochiere, L. R. Rabiner, "Multirate Digital Signal Processing", 1983, ch. 4.
 */
final class PolyphaseFilter {

  /**
   * Half the filter's length in samples of the lower rate, which is also its delay. A Kaiser filter
   * of 128 such samples falls within 0.05 of the rate by about 100 dB.
   */
  static final int HALF_LENGTH_SAMPLES = 64;

  /** Flat up to here, as a fraction of the lower rate. */
  static final double PASS_EDGE = 0.45;

  /** Silent from here on: the lower rate's Nyquist frequency. */
  static final double STOP_EDGE = 0.5;

  private static final double STOP_BAND_DB = 98.0;

  /** Rows are filled up to whole vectors of the widest kind, so that kernels have no tail. */
  private static final int TAP_MULTIPLE = 16;

  /** 16 MiB; pairs of rates without a common divisor would need more. */
  private static final long MAX_TABLE_FLOATS = 4L << 20;

  private record RatePair(int inputRateHz, int outputRateHz) {}

  private static final ConcurrentHashMap<RatePair, WeakReference<PolyphaseFilter>> SHARED =
      new ConcurrentHashMap<>();

  private final int phases;
  private final int inputStep;
  private final int taps;
  private final float[][] rows;

  private PolyphaseFilter(int inputRateHz, int outputRateHz) {
    int divisor = gcd(inputRateHz, outputRateHz);
    phases = outputRateHz / divisor;
    inputStep = inputRateHz / divisor;
    int gridPerLowSample = Math.max(phases, inputStep);
    long center = (long) HALF_LENGTH_SAMPLES * gridPerLowSample;
    long exactTaps = (2 * center + phases - 1) / phases;
    long paddedTaps = (exactTaps + TAP_MULTIPLE - 1) / TAP_MULTIPLE * TAP_MULTIPLE;
    if (paddedTaps * phases > MAX_TABLE_FLOATS) {
      throw new IllegalArgumentException(
          "inputRateHz is "
              + inputRateHz
              + " and outputRateHz "
              + outputRateHz
              + ", which have no large common divisor; allowed: the usual audio rates");
    }
    taps = (int) paddedTaps;
    rows = design(center, gridPerLowSample);
  }

  /** The one filter of a pair of rates, made on first use and kept while a stream uses it. */
  static PolyphaseFilter of(int inputRateHz, int outputRateHz) {
    PolyphaseFilter[] made = new PolyphaseFilter[1]; // a strong hold until it is returned
    SHARED.compute(
        new RatePair(inputRateHz, outputRateHz),
        (pair, known) -> {
          made[0] = known == null ? null : known.get();
          if (made[0] != null) {
            return known;
          }
          made[0] = new PolyphaseFilter(pair.inputRateHz, pair.outputRateHz);
          return new WeakReference<>(made[0]);
        });
    return made[0];
  }

  private float[][] design(long center, int gridPerLowSample) {
    double beta = KaiserWindow.beta(STOP_BAND_DB);
    // cycles per grid point; the grid has gridPerLowSample points per sample of the lower rate
    double cutoff = (PASS_EDGE + STOP_EDGE) / 2 / gridPerLowSample;
    float[][] table = new float[phases][taps];
    double[] row = new double[taps];
    for (int phase = 0; phase < phases; phase++) {
      double sum = 0;
      for (int j = 0; j < taps; j++) {
        long distance = phase + (long) j * phases - center;
        boolean inside = Math.abs(distance) < center;
        row[j] =
            inside
                ? sinc(2 * cutoff * distance) * KaiserWindow.value((double) distance / center, beta)
                : 0.0;
        sum += row[j];
      }
      // every phase passes a constant unchanged; tap j weighs the j-th newest sample, stored last
      for (int j = 0; j < taps; j++) {
        table[phase][taps - 1 - j] = (float) (row[j] / sum);
      }
    }
    return table;
  }

  private static double sinc(double x) {
    return x == 0 ? 1.0 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** The number of rows: output samples per period of the two rates. */
  int phases() {
    return phases;
  }

  /** Input samples per period of the two rates. */
  int inputStep() {
    return inputStep;
  }

  /** Taps per row, a multiple of 16. */
  int taps() {
    return taps;
  }

  /** One phase's taps, oldest input sample first. Not to be changed. */
  float[] row(int phase) {
    return rows[phase];
  }
}
