package org.silenzio.eval.metric;

/**
 * The 25 critical bands below 4 kHz of the measures by Hu and Loizou, as bell-shaped weights on the
 * bins of a frame's spectrum.
 */
final class CriticalBands {

  static final int BANDS = 25;

  /** Center frequency and bandwidth in Hz. */
  private static final double[][] BANDS_HZ = {
    {50, 70},
    {120, 70},
    {190, 70},
    {260, 70},
    {330, 70},
    {400, 70},
    {470, 70},
    {540, 77.3724},
    {617.372, 86.0056},
    {703.378, 95.3398},
    {798.717, 105.411},
    {904.128, 116.256},
    {1020.38, 127.914},
    {1148.30, 140.423},
    {1288.72, 153.823},
    {1442.54, 168.154},
    {1610.70, 183.457},
    {1794.16, 199.776},
    {1993.93, 217.153},
    {2211.08, 235.631},
    {2446.71, 255.255},
    {2701.97, 276.072},
    {2978.04, 298.126},
    {3276.17, 321.465},
    {3597.63, 346.136},
  };

  /** Weights below −30 dB do not count; 2.303 stands for ln 10 in the published programs. */
  private static final double LEAST_WEIGHT = Math.exp(-30.0 / (2.0 * 2.303));

  private final DoubleFft fft;
  private final double[][] weights;
  private final double[] frame;
  private final double[] bins;

  CriticalBands(SpeechFrames frames, int sampleRateHz) {
    fft = new DoubleFft(frames.transformLength());
    frame = new double[fft.length()];
    bins = new double[fft.length() / 2]; // the Nyquist bin is left out
    weights = new double[BANDS][bins.length];
    double binHz = (double) sampleRateHz / fft.length();
    for (int b = 0; b < BANDS; b++) {
      double center = Math.floor(BANDS_HZ[b][0] / binHz);
      double width = BANDS_HZ[b][1] / binHz;
      double height = BANDS_HZ[0][1] / BANDS_HZ[b][1];
      for (int k = 0; k < bins.length; k++) {
        double distance = (k - center) / width;
        double weight = height * Math.exp(-11 * distance * distance);
        weights[b][k] = weight > LEAST_WEIGHT ? weight : 0;
      }
    }
  }

  /** The bands' sums over a frame's power spectrum. */
  void powers(SpeechFrames frames, float[] samples, int n, double[] bands) {
    spectrum(frames, samples, n);
    sum(bands, 1.0);
  }

  /** The bands' sums over a frame's magnitudes, whose own sum is brought to 1. */
  void shares(SpeechFrames frames, float[] samples, int n, double[] bands) {
    spectrum(frames, samples, n);
    double total = 0;
    for (int k = 0; k < bins.length; k++) {
      bins[k] = Math.sqrt(bins[k]);
      total += bins[k];
    }
    sum(bands, 1.0 / total);
  }

  private void spectrum(SpeechFrames frames, float[] samples, int n) {
    frames.cut(samples, n, frame);
    fft.forward(frame);
    fft.power(frame, bins);
  }

  private void sum(double[] bands, double scale) {
    for (int b = 0; b < BANDS; b++) {
      bands[b] = scale * Signals.dot(weights[b], bins);
    }
  }
}
