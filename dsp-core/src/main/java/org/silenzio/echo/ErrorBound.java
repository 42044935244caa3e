package org.silenzio.echo;

/**
 * Keeps the linear filters from making things worse: in a band where more is left than the
 * microphone heard, which happens while a path changes, it is turned down to as much.
 */
final class ErrorBound {

  private final BarkBands bands;

  ErrorBound(int bins) {
    bands = new BarkBands(bins);
  }

  /**
   * Bounds a spectrum.
   *
   * @param error what the filters leave; changed in place
   * @param capture what the microphone heard
   */
  void apply(Spectrum error, Spectrum capture) {
    for (int band = 0; band < bands.count(); band++) {
      float left = error.power(bands.start(band), bands.start(band + 1));
      float heard = capture.power(bands.start(band), bands.start(band + 1));
      if (left > heard) {
        float gain = (float) Math.sqrt(heard / left);
        for (int k = bands.start(band); k < bands.start(band + 1); k++) {
          error.re[k] *= gain;
          error.im[k] *= gain;
        }
      }
    }
  }
}
