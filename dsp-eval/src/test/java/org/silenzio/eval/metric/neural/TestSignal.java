package org.silenzio.eval.metric.neural;

/** A tone with a little noise that numpy can make as well. */
final class TestSignal {

  private TestSignal() {}

  /** 0.3 · sin(2π · 0.03 n) and even noise of ±0.001 by seed 7. */
  static float[] of(int samples) {
    NumpyRandom random = new NumpyRandom(7);
    float[] signal = new float[samples];
    for (int n = 0; n < samples; n++) {
      double noise = 1e-3 * (2 * random.nextDouble() - 1);
      signal[n] = (float) (0.3 * Math.sin(2 * Math.PI * 0.03 * n) + noise);
    }
    return signal;
  }
}
