package org.silenzio.eval.metric.neural;

/**
 * The features of DNSMOS P.808 and AECMOS: mel bands in decibels below the loudest of the whole
 * segment, down to −80 dB, as (L + 40) / 40, which is between −1 and 1.
 *
 * <p>Frames are centred on multiples of the hop, with zeros beyond the ends; the window is a
 * periodic Hann window of the DFT's length. The same as librosa 0.9's {@code melspectrogram} and
 * {@code power_to_db} with {@code ref=np.max}. Keeps nothing between calls: many threads may share
 * it.
 */
final class LogMelSpectrogram {

  private static final double LEAST_POWER = 1e-10;
  private static final double RANGE_DB = 80;

  private final int hopSamples;
  private final int halfFrame;
  private final PowerSpectrum spectrum;
  private final MelFilterBank bank;

  /**
   * Prepares window, transform and bands.
   *
   * @param sampleRateHz samples per second
   * @param dftLength samples in a frame, odd in all published networks
   * @param hopSamples from frame to frame
   * @param bands mel bands
   */
  LogMelSpectrogram(int sampleRateHz, int dftLength, int hopSamples, int bands) {
    this.hopSamples = hopSamples;
    this.halfFrame = dftLength / 2;
    this.spectrum = new PowerSpectrum(periodicHann(dftLength));
    this.bank = new MelFilterBank(sampleRateHz, dftLength, bands);
  }

  private static double[] periodicHann(int length) {
    double[] window = new double[length];
    for (int n = 0; n < length; n++) {
      window[n] = 0.5 - 0.5 * Math.cos(2 * Math.PI * n / length);
    }
    return window;
  }

  int bands() {
    return bank.bands();
  }

  /** How many frames some samples give. */
  int frames(int samples) {
    return (samples - 1) / hopSamples + 1;
  }

  /**
   * The features of a segment. [any]
   *
   * @return one row of {@link #bands()} values for each of the {@link #frames(int)}
   */
  float[] of(float[] samples) {
    double[] level = levelsDb(samples);
    double loudest = Double.NEGATIVE_INFINITY;
    for (double value : level) {
      loudest = Math.max(loudest, value);
    }
    float[] features = new float[level.length];
    for (int i = 0; i < level.length; i++) {
      features[i] = (float) ((Math.max(level[i] - loudest, -RANGE_DB) + 40) / 40);
    }
    return features;
  }

  private double[] levelsDb(float[] samples) {
    int frames = frames(samples.length);
    int bands = bands();
    double[] level = new double[frames * bands];
    double[] power = new double[spectrum.bins()];
    for (int f = 0; f < frames; f++) {
      spectrum.of(samples, f * hopSamples - halfFrame, power);
      for (int b = 0; b < bands; b++) {
        level[f * bands + b] = 10 * Math.log10(Math.max(LEAST_POWER, bank.power(b, power)));
      }
    }
    return level;
  }
}
