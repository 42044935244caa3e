package org.silenzio.eval.metric;

import java.util.Arrays;
import org.silenzio.audio.Decibels;

/**
 * The log-spectral distance: per frame the root mean square over all bins of the difference of the
 * levels in dB, and of that the mean over frames.
 *
 * <p>A. H. Gray, J. D. Markel, "Distance measures for speech processing", IEEE Trans. ASSP 24(5),
 * 1976. Definitions differ in frames and floor; here: Hann windows of 32 ms, 75 % overlap, bins
 * below −100 dBFS taken as −100 dBFS, 0 dBFS being a full-scale sine in the middle of a bin.
 */
public final class LogSpectralDistance {

  private static final double FRAME_SECONDS = 0.032;
  private static final int FRAMES_PER_WINDOW = 4;
  private static final double FLOOR_DBFS = -100;

  private final double[] window;
  private final DoubleFft fft;
  private final double[] frame;
  private final double[] power;
  private final double fullScalePower;

  private LogSpectralDistance(int windowSamples) {
    window = new double[windowSamples];
    fft = new DoubleFft(Signals.powerOfTwoFrom(windowSamples));
    frame = new double[fft.length()];
    power = new double[fft.length() / 2 + 1];
    for (int i = 0; i < windowSamples; i++) {
      window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / windowSamples);
    }
    double halfSum = 0.25 * windowSamples;
    fullScalePower = halfSum * halfSum;
  }

  /**
   * The mean distance of a pair that runs in time.
   *
   * @param reference the clean signal, 32 ms or more
   * @param degraded as many samples
   * @param sampleRateHz 8,000 to 192,000
   * @return dB, 0 (alike) or more, NaN for a silent reference
   * @throws IllegalArgumentException if a signal is too short or not finite, lengths differ, or the
   *     rate is another
   */
  public static double db(float[] reference, float[] degraded, int sampleRateHz) {
    Inputs.checkRate(sampleRateHz);
    int windowSamples = (int) Math.round(FRAME_SECONDS * sampleRateHz);
    Inputs.checkPair(reference, degraded, windowSamples);
    if (Signals.isSilent(reference)) {
      return Double.NaN;
    }
    return new LogSpectralDistance(windowSamples).meanDb(reference, degraded);
  }

  private double meanDb(float[] reference, float[] degraded) {
    double[] clean = new double[power.length];
    double[] heard = new double[power.length];
    double sum = 0;
    int frames = 0;
    for (int start = 0;
        start + window.length <= reference.length;
        start += window.length / FRAMES_PER_WINDOW) {
      levels(reference, start, clean);
      levels(degraded, start, heard);
      double squares = 0;
      for (int k = 0; k < clean.length; k++) {
        double difference = clean[k] - heard[k];
        squares += difference * difference;
      }
      sum += Math.sqrt(squares / clean.length);
      frames++;
    }
    return sum / frames;
  }

  private void levels(float[] samples, int start, double[] levels) {
    for (int i = 0; i < window.length; i++) {
      frame[i] = window[i] * samples[start + i];
    }
    Arrays.fill(frame, window.length, frame.length, 0.0);
    fft.forward(frame);
    fft.power(frame, power);
    for (int k = 0; k < levels.length; k++) {
      levels[k] = Math.max(FLOOR_DBFS, Decibels.fromPower(power[k] / fullScalePower));
    }
  }
}
