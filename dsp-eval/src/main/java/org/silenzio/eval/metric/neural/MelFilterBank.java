package org.silenzio.eval.metric.neural;

/**
 * Triangular bands, evenly spaced on the mel scale from 0 to half the sample rate, each reaching to
 * the centres of its neighbours and of area 1 over frequency in Hz (Slaney's normalisation).
 * Checked against librosa's {@code filters.mel}.
 */
final class MelFilterBank {

  private final int[] firstBin;
  private final double[][] weights;

  /**
   * Makes the bands.
   *
   * @param sampleRateHz samples per second
   * @param dftLength the number of samples that were transformed; bin k lies at k · rate / length
   * @param bands how many
   */
  MelFilterBank(int sampleRateHz, int dftLength, int bands) {
    double[] edgesHz = edgesHz(sampleRateHz, bands);
    double binHz = (double) sampleRateHz / dftLength;
    int bins = dftLength / 2 + 1;
    this.firstBin = new int[bands];
    this.weights = new double[bands][];
    for (int b = 0; b < bands; b++) {
      double low = edgesHz[b];
      double centre = edgesHz[b + 1];
      double high = edgesHz[b + 2];
      // bins strictly between the feet; a narrow band may have none
      int first = (int) Math.floor(low / binHz) + 1;
      int end = Math.min(bins, (int) Math.ceil(high / binHz));
      firstBin[b] = first;
      weights[b] = new double[Math.max(0, end - first)];
      for (int k = first; k < end; k++) {
        double hz = k * binHz;
        double slope = Math.min((hz - low) / (centre - low), (high - hz) / (high - centre));
        weights[b][k - first] = slope * 2 / (high - low);
      }
    }
  }

  private static double[] edgesHz(int sampleRateHz, int bands) {
    double topMel = MelScale.ofHz(sampleRateHz / 2.0);
    double[] edges = new double[bands + 2];
    for (int e = 0; e < edges.length; e++) {
      edges[e] = MelScale.toHz(topMel * e / (bands + 1));
    }
    return edges;
  }

  int bands() {
    return weights.length;
  }

  /** The weight of a bin in a band. */
  double weight(int band, int bin) {
    int index = bin - firstBin[band];
    return index >= 0 && index < weights[band].length ? weights[band][index] : 0;
  }

  /** The power in a band, of a power spectrum. */
  double power(int band, double[] spectrum) {
    double sum = 0;
    double[] of = weights[band];
    for (int i = 0; i < of.length; i++) {
      sum += of[i] * spectrum[firstBin[band] + i];
    }
    return sum;
  }
}
