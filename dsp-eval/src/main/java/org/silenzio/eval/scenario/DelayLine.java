package org.silenzio.eval.scenario;

/** Delays a signal by what may jump and drift, between samples too. */
final class DelayLine {

  /** Flat within 0.001 dB up to 0.46 of the rate. */
  private static final SincTable SINC = new SincTable(48, 100);

  private DelayLine() {}

  /**
   * The delayed signal: at time t what the signal was at t less the delay at t. A jump is a hard
   * cut, as a buffer's is.
   *
   * @param signal samples, 0 beyond their ends
   * @param delay over time
   * @param sampleRateHz samples per second
   * @return as many samples
   */
  static double[] delayed(double[] signal, Delay delay, int sampleRateHz) {
    double[] out = new double[signal.length];
    for (int n = 0; n < out.length; n++) {
      double stepped = delay.steppedMs((double) n / sampleRateHz) * sampleRateHz / 1000;
      double drifted = n * delay.driftPpm() / 1e6;
      out[n] = SINC.read(signal, n - stepped - drifted);
    }
    return out;
  }
}
