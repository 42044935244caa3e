package org.silenzio.eval.metric.pesq;

import java.util.HashMap;
import java.util.Map;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Delays found by correlating the envelopes of speech: a multiple of 4 ms, given in samples. A
 * positive delay means that the degraded signal is late. One caller at a time: it keeps transforms.
 */
final class CrudeDelay {

  private final int windowSamples;
  private final double[] reference;
  private final double[] degraded;
  private final Map<Integer, DoubleFFT_1D> transforms = new HashMap<>();

  CrudeDelay(AlignmentPair pair) {
    windowSamples = pair.grid().windowSamples();
    reference = pair.referenceSpeech().envelope();
    degraded = pair.degradedSpeech().envelope();
  }

  /** The delay of the signals as a whole. */
  int ofAll() {
    return windowSamples * shift(0, reference.length, 0, degraded.length);
  }

  /**
   * The delay of a stretch of the reference.
   *
   * @param fromWindow where it begins
   * @param toWindow behind its last window
   * @param assumedSamples about how late the degraded signal is
   * @return the delay in samples, the assumed one if there is nothing to be compared
   */
  int of(int fromWindow, int toWindow, int assumedSamples) {
    int assumed = assumedSamples / windowSamples;
    int referenceFrom = Math.max(fromWindow, -assumed);
    int degradedFrom = Math.max(fromWindow + assumed, 0);
    int count = toWindow - referenceFrom;
    int degradedCount = Math.min(count, degraded.length - degradedFrom);
    return assumedSamples
        + windowSamples * shift(referenceFrom, count, degradedFrom, degradedCount);
  }

  private int shift(int from, int count, int degradedFrom, int degradedCount) {
    if (count < 2 || degradedCount < 2) {
      return 0;
    }
    int size = Fourier.powerOfTwo(count + degradedCount);
    double[] first = new double[size];
    double[] correlation = new double[size];
    System.arraycopy(reference, from, first, 0, count);
    System.arraycopy(degraded, degradedFrom, correlation, 0, degradedCount);
    Fourier.correlate(transforms.computeIfAbsent(size, DoubleFFT_1D::new), first, correlation);
    int best = 0;
    double highest = 0;
    for (int shift = 1 - count; shift < degradedCount; shift++) {
      double value = correlation[Math.floorMod(shift, size)];
      if (value > highest) {
        highest = value;
        best = shift;
      }
    }
    return best;
  }
}
