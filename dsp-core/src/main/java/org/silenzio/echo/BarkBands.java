package org.silenzio.echo;

import java.util.Arrays;

/** Bins in bands of one Bark (Traunmüller 1990: z = 26.81 f ∕ (1960 + f) − 0.53). */
final class BarkBands {

  private final int[] starts;

  /**
   * Divides a spectrum.
   *
   * @param bins bins from 0 to half the rate
   */
  BarkBands(int bins) {
    double hzPerBin = Steps.SAMPLE_RATE_HZ / 2.0 / (bins - 1);
    int[] found = new int[bins];
    int count = 1; // the first band begins at bin 0
    int last = band(0);
    for (int k = 1; k < bins; k++) {
      int band = band(k * hzPerBin);
      if (band != last) {
        found[count++] = k;
        last = band;
      }
    }
    starts = Arrays.copyOf(found, count + 1);
    starts[count] = bins;
  }

  private static int band(double frequencyHz) {
    return (int) Math.floor(Math.max(0, 26.81 * frequencyHz / (1960 + frequencyHz) - 0.53));
  }

  int count() {
    return starts.length - 1;
  }

  /** A band's first bin; that of the band behind the last one is the number of bins. */
  int start(int band) {
    return starts[band];
  }
}
