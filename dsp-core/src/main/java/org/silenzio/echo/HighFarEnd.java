package org.silenzio.echo;

import java.util.Arrays;

/** The far end's power above 8 kHz in bands of 1 kHz, over the same range of delays as below. */
final class HighFarEnd {

  /** Bins of a band: 1 kHz. */
  static final int BAND_BINS = 40;

  private final int firstBin;
  private final int bands;
  private final int kept;
  private final float[] history; // a ring of spectra, each with all bands
  private int head;

  /**
   * Makes a silent far end.
   *
   * @param firstBin the lowest bin above the filtered ones
   * @param endBin the bin behind the highest one, whole bands away or none
   * @param frames spectra that are kept
   */
  HighFarEnd(int firstBin, int endBin, int frames) {
    this.firstBin = firstBin;
    kept = frames;
    bands = (endBin - firstBin) / BAND_BINS;
    history = new float[bands * frames];
  }

  int bands() {
    return bands;
  }

  /** Takes the newest spectrum in. */
  void push(Spectrum far) {
    head = head == 0 ? kept - 1 : head - 1;
    for (int b = 0; b < bands; b++) {
      history[head * bands + b] = meanPower(far, b);
    }
  }

  /** Adds to it what the side has. */
  void add(Spectrum side) {
    for (int b = 0; b < bands; b++) {
      history[head * bands + b] += meanPower(side, b);
    }
  }

  /** A band's mean power per bin in a spectrum. */
  float meanPower(Spectrum spectrum, int band) {
    int from = firstBin + band * BAND_BINS;
    return spectrum.power(from, from + BAND_BINS) / BAND_BINS;
  }

  /** A band's power so many spectra back. */
  float power(int band, int lag) {
    int slot = head + lag < kept ? head + lag : head + lag - kept;
    return history[slot * bands + band];
  }

  void reset() {
    Arrays.fill(history, 0f);
    head = 0;
  }
}
