package org.silenzio.eval.metric.pesq;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * A frequency response drawn by straight lines in dB over Hz, 0 dB at 1 kHz, without any phase.
 *
 * @param hz the corners, rising, from 0 to half of the highest sample rate
 * @param db the response at the corners
 */
record ResponseCurve(double[] hz, double[] db) {

  private static final double REFERENCE_HZ = 1000;

  /** What level is measured in: 350 to 3,250 Hz. */
  static final ResponseCurve SPEECH_BAND =
      new ResponseCurve(
          new double[] {0, 300, 350, 3250, 3500, 8000},
          new double[] {-500, -500, 0, 0, -500, -500});

  /** The receiving side of an average telephone handset (IRS). */
  static final ResponseCurve HANDSET =
      new ResponseCurve(
          new double[] {
            0, 50, 100, 125, 160, 200, 250, 300, 350, 400, 500, 600, 3250, 3500, 4000, 8000
          },
          new double[] {-200, -40, -20, -12, -6, 0, 4, 6, 8, 10, 11, 12, 12, 4, -200, -200});

  private double dbAt(double frequencyHz) {
    int upper = 1;
    while (upper < hz.length - 1 && hz[upper] < frequencyHz) {
      upper++;
    }
    double share = (frequencyHz - hz[upper - 1]) / (hz[upper] - hz[upper - 1]);
    return db[upper - 1] + share * (db[upper] - db[upper - 1]);
  }

  private double gainAt(double frequencyHz) {
    return Math.pow(10, (dbAt(frequencyHz) - dbAt(REFERENCE_HZ)) / 20);
  }

  /** Filters a signal at one go, what rings on beyond {@link PaddedSignal#limit()} being lost. */
  PaddedSignal applyTo(PaddedSignal signal) {
    return signal.mapped(
        samples -> {
          int size = Fourier.powerOfTwo(signal.span());
          double[] packed = new double[size];
          System.arraycopy(samples, signal.begin(), packed, 0, signal.span());
          DoubleFFT_1D fft = new DoubleFFT_1D(size);
          fft.realForward(packed);
          double binHz = (double) signal.grid().sampleRateHz() / size;
          packed[0] *= gainAt(0);
          packed[1] *= gainAt(signal.grid().sampleRateHz() / 2.0);
          for (int k = 1; k < size / 2; k++) {
            double gain = gainAt(k * binHz);
            packed[2 * k] *= gain;
            packed[2 * k + 1] *= gain;
          }
          fft.realInverse(packed, true);
          System.arraycopy(packed, 0, samples, signal.begin(), signal.span());
          return samples;
        });
  }
}
