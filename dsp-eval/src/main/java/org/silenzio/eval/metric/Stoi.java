package org.silenzio.eval.metric;

import java.util.Arrays;

/**
 * The short-time objective intelligibility: how the envelopes of third-octave bands correlate with
 * the reference's, over stretches of 384 ms.
 *
 * <p>Classic: C. H. Taal, R. C. Hendriks, R. Heusdens, J. Jensen, "An algorithm for intelligibility
 * prediction of time-frequency weighted noisy speech", IEEE Trans. ASLP 19(7), 2011. Extended: J.
 * Jensen, C. H. Taal, "An algorithm for predicting the intelligibility of speech masked by
 * modulated noise maskers", IEEE/ACM Trans. ASLP 24(11), 2016. Checked against the published
 * program pystoi, to the fourth place.
 */
public final class Stoi {

  private static final int STRETCH = 30;
  private static final double LEAST_SECONDS = 0.5;

  /** A band's envelope may exceed the clean one by this factor, 15 dB of noise above the speech. */
  private static final double CLIP = 1 + Math.pow(10, 15.0 / 20);

  private Stoi() {}

  /**
   * The classic measure of a pair that runs in time.
   *
   * @param reference the clean signal, half a second or more
   * @param degraded as many samples
   * @param sampleRateHz 8,000 to 192,000; what is above 4.3 kHz does not count
   * @return up to 1 (as intelligible as the reference); NaN where the reference is silent or has
   *     less than 0.4 s of speech
   * @throws IllegalArgumentException if a signal is too short or not finite, lengths differ, or the
   *     rate is another
   */
  public static double classic(float[] reference, float[] degraded, int sampleRateHz) {
    StoiSpectra spectra = spectra(reference, degraded, sampleRateHz);
    if (spectra == null) {
      return Double.NaN;
    }
    double sum = 0;
    int stretches = spectra.frames() - STRETCH + 1;
    for (int b = 0; b < StoiSpectra.BANDS; b++) {
      for (int m = 0; m < stretches; m++) {
        double[] clean = Arrays.copyOfRange(spectra.clean()[b], m, m + STRETCH);
        double[] heard = Arrays.copyOfRange(spectra.heard()[b], m, m + STRETCH);
        sum += clippedCorrelation(clean, heard);
      }
    }
    return sum / (stretches * StoiSpectra.BANDS);
  }

  /**
   * The extended measure of a pair that runs in time, which also heeds how bands vary together.
   *
   * @param reference the clean signal, half a second or more
   * @param degraded as many samples
   * @param sampleRateHz 8,000 to 192,000; what is above 4.3 kHz does not count
   * @return up to 1 (as intelligible as the reference); NaN where the reference is silent or has
   *     less than 0.4 s of speech
   * @throws IllegalArgumentException if a signal is too short or not finite, lengths differ, or the
   *     rate is another
   */
  public static double extended(float[] reference, float[] degraded, int sampleRateHz) {
    StoiSpectra spectra = spectra(reference, degraded, sampleRateHz);
    if (spectra == null) {
      return Double.NaN;
    }
    double sum = 0;
    int stretches = spectra.frames() - STRETCH + 1;
    for (int m = 0; m < stretches; m++) {
      double[][] clean = normalizedFrames(spectra.clean(), m);
      double[][] heard = normalizedFrames(spectra.heard(), m);
      for (int n = 0; n < STRETCH; n++) {
        sum += Signals.dot(clean[n], heard[n]);
      }
    }
    return sum / ((double) stretches * STRETCH);
  }

  private static StoiSpectra spectra(float[] reference, float[] degraded, int sampleRateHz) {
    Inputs.checkRate(sampleRateHz);
    Inputs.checkPair(reference, degraded, (int) Math.ceil(LEAST_SECONDS * sampleRateHz));
    if (Signals.isSilent(reference)) {
      return null;
    }
    StoiSpectra spectra =
        StoiSpectra.of(
            StoiResampler.resampled(reference, sampleRateHz),
            StoiResampler.resampled(degraded, sampleRateHz));
    return spectra.frames() < STRETCH ? null : spectra;
  }

  private static double clippedCorrelation(double[] clean, double[] heard) {
    double gain =
        Math.sqrt(Signals.energy(clean))
            / (Math.sqrt(Signals.energy(heard)) + SpeechFrames.EPSILON);
    for (int n = 0; n < heard.length; n++) {
      heard[n] = Math.min(gain * heard[n], CLIP * clean[n]);
    }
    normalize(clean);
    normalize(heard);
    return Signals.dot(clean, heard);
  }

  /** A stretch, first its bands normalised over time, then its frames over the bands; by frame. */
  private static double[][] normalizedFrames(double[][] bands, int start) {
    double[][] frames = new double[STRETCH][bands.length];
    for (int b = 0; b < bands.length; b++) {
      double[] band = Arrays.copyOfRange(bands[b], start, start + STRETCH);
      normalize(band);
      for (int n = 0; n < STRETCH; n++) {
        frames[n][b] = band[n];
      }
    }
    for (double[] frame : frames) {
      normalize(frame);
    }
    return frames;
  }

  /** Takes the mean off and brings the energy to 1; what does not vary becomes 0. */
  private static void normalize(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    for (int i = 0; i < values.length; i++) {
      values[i] -= mean;
    }
    double norm = Math.sqrt(Signals.energy(values)) + SpeechFrames.EPSILON;
    for (int i = 0; i < values.length; i++) {
      values[i] /= norm;
    }
  }
}
