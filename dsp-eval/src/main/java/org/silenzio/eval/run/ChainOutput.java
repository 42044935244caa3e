package org.silenzio.eval.run;

/**
 * What a chain made of a capture, the chain's delay taken off.
 *
 * @param samples as many as the capture's
 * @param sampleRateHz samples per second
 */
public record ChainOutput(float[] samples, int sampleRateHz) {

  float[] atMetricRate() {
    return Rates.toMetricRate(samples, sampleRateHz);
  }
}
