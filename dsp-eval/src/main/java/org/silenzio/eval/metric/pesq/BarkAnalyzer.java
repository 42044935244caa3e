package org.silenzio.eval.metric.pesq;

import org.jtransforms.fft.DoubleFFT_1D;

/** Takes frames of 32 ms to the powers of their Bark bands. One caller at a time. */
final class BarkAnalyzer {

  private final BarkScale scale;
  private final double[] window;
  private final double[] packed;
  private final double[] binPowers;
  private final DoubleFFT_1D fft;

  BarkAnalyzer(BarkScale scale, Grid grid) {
    this.scale = scale;
    int size = grid.frameSamples();
    window = Fourier.hann(size);
    packed = new double[size];
    binPowers = new double[size / 2];
    fft = new DoubleFFT_1D(size);
  }

  /** The frame that begins at a sample. */
  double[] powers(PaddedSignal signal, int start) {
    for (int n = 0; n < window.length; n++) {
      packed[n] = window[n] * signal.at(start + n);
    }
    fft.realForward(packed);
    for (int k = 1; k < binPowers.length; k++) { // the offset, bin 0, stays 0
      binPowers[k] = packed[2 * k] * packed[2 * k] + packed[2 * k + 1] * packed[2 * k + 1];
    }
    return scale.bandPowers(binPowers);
  }
}
