package org.silenzio.eval.scenario;

import org.silenzio.eval.metric.Convolution;

/**
 * What a place makes of an impulse.
 *
 * @param taps the response
 * @param leadSamples how many of the taps lie before time 0: a band-limited impulse between samples
 *     has no beginning
 * @param directSeconds when the direct sound arrives
 */
record ImpulseResponse(double[] taps, int leadSamples, double directSeconds) {

  /** A signal as it sounds through this, as many samples. */
  double[] applied(double[] signal) {
    double[] all = Convolution.of(signal, taps);
    double[] out = new double[signal.length];
    System.arraycopy(all, leadSamples, out, 0, Math.min(out.length, all.length - leadSamples));
    return out;
  }
}
