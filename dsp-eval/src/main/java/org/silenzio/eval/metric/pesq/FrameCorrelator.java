package org.silenzio.eval.metric.pesq;

import org.jtransforms.fft.DoubleFFT_1D;

/** Correlates frames of 64 ms. One caller at a time: it holds scratch space. */
final class FrameCorrelator {

  private final AlignmentPair pair;
  private final double[] window;
  private final double[] first;
  private final double[] second;
  private final DoubleFFT_1D fft;

  FrameCorrelator(AlignmentPair pair) {
    this.pair = pair;
    int size = pair.grid().alignmentSamples();
    window = Fourier.hann(size);
    first = new double[size];
    second = new double[size];
    fft = new DoubleFFT_1D(size);
  }

  AlignmentPair pair() {
    return pair;
  }

  int size() {
    return window.length;
  }

  /**
   * The magnitudes of the circular correlation of two frames.
   *
   * @param referenceStart the first sample of the reference's frame
   * @param degradedStart the first sample of the degraded signal's frame
   * @return one for each delay, valid until the next call
   */
  double[] correlate(int referenceStart, int degradedStart) {
    for (int n = 0; n < window.length; n++) {
      first[n] = window[n] * pair.reference().at(referenceStart + n);
      second[n] = window[n] * pair.degraded().at(degradedStart + n);
    }
    Fourier.correlate(fft, first, second);
    for (int n = 0; n < second.length; n++) {
      second[n] = Math.abs(second[n]);
    }
    return second;
  }
}
