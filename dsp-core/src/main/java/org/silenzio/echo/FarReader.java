package org.silenzio.echo;

import java.util.Arrays;
import org.silenzio.transform.RealFft;

/**
 * Spectra of the far end by the microphone's clock. The loudspeaker's may be slower or faster, so
 * that the echo comes ever later or earlier; here the window is read as much further back, and the
 * path stands still. Whole samples are a matter of position, the rest of at most half a sample is a
 * slope of phase over frequency, which errs by less than −70 dB. The spectra stay ten milliseconds
 * apart by the microphone's clock: once the window has moved by a whole hop, a spectrum more is
 * read, or none.
 *
 * <p>Without drift the spectra are those of {@link StftAnalysis}, bit for bit.
 */
final class FarReader {

  /** So much of a hop beyond it before one spectrum more is read: it is not soon taken back. */
  private static final double MARGIN_HOPS = 0.1;

  /** So far ahead the window may be read, in samples: whole ones are not there yet. */
  private static final double EARLIEST = -0.5;

  /**
   * While the clocks count as one, the window goes to the nearest whole sample at this speed: no
   * phase need be turned there, and filters follow such a drift by themselves.
   */
  private static final double SETTLING_PPM = 4;

  /** Bins that are turned by one table. */
  private static final int RUN = 64;

  private final float[] window;
  private final float[] slope;
  private final RealFft fft;
  private final float[] history;
  private final float[] windowed;
  private final float[] turnRe = new float[RUN];
  private final float[] turnIm = new float[RUN];
  private final int hop;
  private final int margin;
  private final double ownLate;
  private double lateSamples;
  private double settlingPpm;
  private int spectra;

  /**
   * Makes a reader of a silent past.
   *
   * @param window for the analysis
   * @param hop samples from one window to the next
   * @param fft of the window's length
   */
  FarReader(float[] window, int hop, RealFft fft) {
    this(window, hop, fft, 0);
  }

  /**
   * The same for one that reads later than another, see {@link #takeAlong}.
   *
   * @param lateHops how many hops later
   */
  FarReader(float[] window, int hop, RealFft fft, double lateHops) {
    this.window = window;
    this.hop = hop;
    this.fft = fft;
    slope = slope(window);
    margin = (int) (MARGIN_HOPS * hop);
    ownLate = lateHops * hop;
    history = new float[window.length + hop + margin + 1 + (int) Math.ceil(ownLate)];
    windowed = new float[window.length];
  }

  /** How the window rises from sample to sample. */
  private static float[] slope(float[] window) {
    float[] result = new float[window.length];
    for (int n = 0; n < window.length; n++) {
      int below = Math.max(0, n - 1);
      int above = Math.min(window.length - 1, n + 1);
      result[n] = (window[above] - window[below]) / (above - below);
    }
    return result;
  }

  /**
   * Takes the newest hop in.
   *
   * @param samples what the loudspeaker plays
   * @param driftPpm how much faster the microphone's clock runs
   * @param maySkip whether the window may go back by a hop: not while the echo comes as early as
   *     the newest spectrum, for it must not come before
   * @return how many spectra there are to {@link #read}: 1, seldom 0 or 2
   */
  int take(float[] samples, double driftPpm, boolean maySkip) {
    push(samples);
    settlingPpm = driftPpm == 0 ? settle() : 0;
    lateSamples += hop * (driftPpm + settlingPpm) * 1e-6;
    spectra = 1;
    if (lateSamples > hop + margin) {
      spectra = 2;
    } else if (lateSamples < EARLIEST && maySkip) {
      lateSamples += hop;
      spectra = 0;
    }
    lateSamples = Math.max(lateSamples, EARLIEST);
    return spectra;
  }

  private double settle() {
    double ppm = (Math.round(lateSamples) - lateSamples) / hop * 1e6;
    return Math.clamp(ppm, -SETTLING_PPM, SETTLING_PPM);
  }

  /** How fast the window was moved to a whole sample, in millionths, as by a drift. */
  double settlingPpm() {
    return settlingPpm;
  }

  /**
   * Takes the newest hop of a sound in that belongs to another's, of whatever rate.
   *
   * @param samples the sound
   * @param other has taken its own hop, and says how many spectra there are and where
   */
  void takeAlong(float[] samples, FarReader other) {
    push(samples);
    lateSamples = other.lateHops() * hop + ownLate;
    spectra = other.spectra;
  }

  private void push(float[] samples) {
    int kept = history.length - samples.length;
    System.arraycopy(history, samples.length, history, 0, kept);
    System.arraycopy(samples, 0, history, kept, samples.length);
  }

  /** Gives the next spectrum. */
  void read(Spectrum spectrum) {
    int whole = (int) Math.round(lateSamples);
    int from = history.length - window.length - whole;
    float rest = (float) (lateSamples - whole);
    for (int n = 0; n < window.length; n++) {
      // the window stays where it is, so it goes the other way before the rest delays both
      windowed[n] = history[from + n] * (window[n] + rest * slope[n]);
    }
    fft.forward(windowed, spectrum.re, spectrum.im);
    if (rest != 0f) {
      delay(spectrum, rest);
    }
    if (spectra == 2) {
      lateSamples -= hop;
      spectra = 1;
    }
  }

  /**
   * Multiplies by e^(−jωτ). From bin to bin the factor turns by the same angle, so a run of bins is
   * turned by one table, which then turns on by a run: loops without a chain, that vectors serve.
   */
  private void delay(Spectrum spectrum, double samples) {
    double angle = -2 * Math.PI * samples / window.length;
    double stepRe = Math.cos(angle);
    double stepIm = Math.sin(angle);
    double re = 1;
    double im = 0;
    for (int n = 0; n < RUN; n++) {
      turnRe[n] = (float) re;
      turnIm[n] = (float) im;
      double next = re * stepRe - im * stepIm;
      im = re * stepIm + im * stepRe;
      re = next;
    }
    int bins = fft.bins();
    for (int from = 0; from < bins; from += RUN) {
      turn(spectrum, from, Math.min(RUN, bins - from), (float) re, (float) im);
    }
  }

  private void turn(Spectrum spectrum, int from, int count, float runRe, float runIm) {
    for (int n = 0; n < count; n++) {
      float a = spectrum.re[from + n];
      float b = spectrum.im[from + n];
      spectrum.re[from + n] = a * turnRe[n] - b * turnIm[n];
      spectrum.im[from + n] = a * turnIm[n] + b * turnRe[n];
    }
    for (int n = 0; n < count; n++) {
      float a = turnRe[n];
      float b = turnIm[n];
      turnRe[n] = a * runRe - b * runIm;
      turnIm[n] = a * runIm + b * runRe;
    }
  }

  /** Bins of a spectrum. */
  int bins() {
    return fft.bins();
  }

  /** How many hops before the newest one the last window ended, without those it is always late. */
  double lateHops() {
    return (lateSamples - ownLate) / hop;
  }

  void reset() {
    Arrays.fill(history, 0f);
    lateSamples = 0;
    settlingPpm = 0;
    spectra = 0;
  }
}
