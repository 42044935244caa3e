package org.silenzio.transform;

/**
 * An analysis window and a synthesis window that may be shorter: their product adds to one at every
 * sample, so unchanged spectra give the sound back; the delay is the synthesis window's (Mauler and
 * Martin, "A low delay, variable resolution, perfect reconstruction spectral analysis-synthesis
 * system for speech enhancement", EUSIPCO 2007). Immutable. [any]
 */
public final class WindowPair {

  /**
   * Energy of the analysis window at 16 kHz: that of a root-Hann window of 512 samples, which the
   * thresholds on powers were found with. At a multiple of the rate the energy is that part of it,
   * so that the same sound has the same spectrum.
   */
  private static final double ANALYSIS_ENERGY = 256;

  private final float[] analysis;
  private final float[] synthesis;
  private final int hop;

  /**
   * Computes a pair of rooted Hann windows.
   *
   * @param length samples of the analysis window
   * @param synthesisSamples samples of the synthesis window, even, a multiple of the hop from twice
   *     the hop on, no more than {@code length}; it lies at the end of the analysis window
   * @param hop samples from one window to the next
   * @param multiple the rate over 16 kHz, above 0
   */
  public WindowPair(int length, int synthesisSamples, int hop, double multiple) {
    this(length, synthesisSamples, hop, multiple, 0.5);
  }

  /**
   * Computes a pair whose product is a Hann window, and the analysis window a power of Hann's that
   * rises over all of its length but the last half of the synthesis window. The higher that power,
   * the less a bin hears of those further off, and the sooner the synthesis window begins and ends.
   *
   * @param length samples of the analysis window
   * @param synthesisSamples samples of the synthesis window, even, a multiple of the hop from twice
   *     the hop on, no more than {@code length}; it lies at the end of the analysis window
   * @param hop samples from one window to the next
   * @param multiple the rate over 16 kHz, above 0
   * @param analysisPower of Hann's window, 0 to 1: 0.5 makes root-Hann windows
   */
  public WindowPair(
      int length, int synthesisSamples, int hop, double multiple, double analysisPower) {
    this.hop = hop;
    int rise = length - synthesisSamples / 2;
    int begin = length - synthesisSamples;
    double[] product = new double[length];
    double[] wide = new double[length];
    for (int n = 0; n < length; n++) {
      product[n] =
          n < begin ? 0 : 0.5 - 0.5 * Math.cos(2 * Math.PI * (n - begin + 0.5) / synthesisSamples);
      wide[n] =
          n < rise
              ? Math.pow(0.5 - 0.5 * Math.cos(Math.PI * (n + 0.5) / rise), analysisPower)
              : Math.pow(product[n], analysisPower);
    }
    double energy = 0;
    for (double value : wide) {
      energy += value * value;
    }
    double scale = Math.sqrt(ANALYSIS_ENERGY / multiple / energy);
    double[] overlap = new double[hop];
    for (int n = 0; n < length; n++) {
      overlap[n % hop] += product[n];
    }
    analysis = new float[length];
    synthesis = new float[synthesisSamples];
    for (int n = 0; n < length; n++) {
      analysis[n] = (float) (wide[n] * scale);
      if (n >= begin) {
        synthesis[n - begin] = (float) (product[n] / (wide[n] * scale) / overlap[n % hop]);
      }
    }
  }

  /**
   * The analysis window.
   *
   * @return its factors, not to be changed
   */
  public float[] analysis() {
    return analysis;
  }

  /**
   * The synthesis window, for the last samples of a frame.
   *
   * @return its factors, not to be changed
   */
  public float[] synthesis() {
    return synthesis;
  }

  /**
   * How loud unit noise in each bin comes out, as a power: 1/4 for root-Hann at an overlap of 4.
   *
   * @return the power
   */
  public double noiseGain() {
    return energy(analysis) / analysis.length * (energy(synthesis) / hop);
  }

  private static double energy(float[] window) {
    double sum = 0;
    for (float value : window) {
      sum += (double) value * value;
    }
    return sum;
  }
}
