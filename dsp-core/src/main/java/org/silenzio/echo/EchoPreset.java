package org.silenzio.echo;

import org.silenzio.transform.WindowPair;

/** A balance of quality against delay and work. */
public enum EchoPreset {
  /**
   * The best sound: a delay of 30 ms, filters with full covariance up to 6 kHz, which also see what
   * a loudspeaker bends, or both channels' difference.
   */
  BEST(640, 0.75, 26, 26, 240, 26, 0, 13, 5, 240, 13, 0.06f, 0.012f, EchoSuppression.FULL),

  /**
   * Nearly as good, with a delay of 20 ms and full covariance below 2.4 kHz only, where it sees
   * what a loudspeaker bends.
   */
  STANDARD(480, 0.75, 26, 22, 96, 26, 4, 0, 5, 144, 10, 0.06f, 0.012f, EchoSuppression.FULL),

  /**
   * For small machines, and where a delay of no more than 10 ms counts: full covariance below 1.6
   * kHz, where it sees what a loudspeaker bends.
   */
  LOW_POWER(320, 0.5, 25, 18, 64, 25, 8, 0, 4, 64, 10, 0.12f, 0.06f, EchoSuppression.GENTLE);

  /** Length of the analysis window at 16 kHz: 40 ms, bins of 25 Hz. */
  private static final int WINDOW_SAMPLES = 640;

  private final int synthesisSamples;
  private final double analysisPower;
  private final int taps;
  private final int diagonalTaps;
  private final int fullBins;
  private final int fullTaps;
  private final int halfwayTaps;
  private final int sideTaps;
  private final int magnitudeTaps;
  private final int shadowBins;
  private final int shadowTaps;
  private final float leastGain;
  private final float silentGain;
  private final EchoSuppression suppression;

  EchoPreset(
      int synthesisSamples,
      double analysisPower,
      int taps,
      int diagonalTaps,
      int fullBins,
      int fullTaps,
      int halfwayTaps,
      int sideTaps,
      int magnitudeTaps,
      int shadowBins,
      int shadowTaps,
      float leastGain,
      float silentGain,
      EchoSuppression suppression) {
    this.synthesisSamples = synthesisSamples;
    this.analysisPower = analysisPower;
    this.taps = taps;
    this.diagonalTaps = diagonalTaps;
    this.fullBins = fullBins;
    this.fullTaps = fullTaps;
    this.halfwayTaps = halfwayTaps;
    this.sideTaps = sideTaps;
    this.magnitudeTaps = magnitudeTaps;
    this.shadowBins = shadowBins;
    this.shadowTaps = shadowTaps;
    this.leastGain = leastGain;
    this.silentGain = silentGain;
    this.suppression = suppression;
  }

  /** Length of the analysis window at 16 kHz. */
  int windowSamples() {
    return WINDOW_SAMPLES;
  }

  /** Length of the synthesis window at 16 kHz, which sets the delay. */
  int synthesisSamples() {
    return synthesisSamples;
  }

  /**
   * The windows. A linear filter within each bin leaves what bins hear of others, so the analysis
   * takes the larger part of the Hann window, by which the filter takes 5 dB more out; but where a
   * window ends within a hop that would leave more.
   *
   * @param hop samples of one at the windows' rate, a multiple of 40
   */
  WindowPair windows(int hop) {
    return new WindowPair(
        WINDOW_SAMPLES * hop / Steps.HOP_SAMPLES,
        synthesisSamples * hop / Steps.HOP_SAMPLES,
        hop,
        (double) hop / Steps.HOP_SAMPLES,
        analysisPower);
  }

  /** Frames of 10 ms that the echo path's filter spans. */
  int taps() {
    return taps;
  }

  /** Frames of 10 ms that the cheaper filters span, with the diagonal of the covariance. */
  int diagonalTaps() {
    return diagonalTaps;
  }

  /**
   * So many of the lowest bins have filters with full covariance, whole blocks. With a far end in
   * stereo all have, where there are {@link #sideTaps}: cheaper filters would have to learn anew
   * whenever a talker moves.
   */
  int fullBins() {
    return fullBins;
  }

  /** Frames of 10 ms that those filters span. */
  int fullTaps() {
    return fullTaps;
  }

  /**
   * Frames of 10 ms that filters span of spectra halfway between theirs, see {@link Side}: the
   * direct path and what comes right behind it. None where the windows are long enough.
   */
  int halfwayTaps() {
    return halfwayTaps;
  }

  /**
   * How many of so many bins see those spectra, the lowest ones: where the window ends within a
   * hop, all; else those whose filters have full covariance.
   */
  int halfwayBins(int bins) {
    return synthesisSamples == 2 * Steps.HOP_SAMPLES ? bins : fullBins;
  }

  /**
   * Frames of 10 ms that those filters span of the side of a far end in stereo: two loudspeakers
   * differ most in how the sound first comes. None where the far end is heard in mono.
   */
  int sideTaps() {
    return sideTaps;
  }

  /**
   * Frames of 10 ms that those filters span of the far end's magnitude, see {@link Side}: what a
   * loudspeaker bends is heard where its sound first comes.
   */
  int magnitudeTaps() {
    return magnitudeTaps;
  }

  /** So many of the lowest bins have a filter beside theirs, which finds changes of the path. */
  int shadowBins() {
    return shadowBins;
  }

  /** Frames of 10 ms that the filters beside them span. */
  int shadowTaps() {
    return shadowTaps;
  }

  /** The lowest gain of a full suppressor while somebody talks at the near end. */
  float leastGain() {
    return leastGain;
  }

  /** The same while nobody does. */
  float silentGain() {
    return silentGain;
  }

  /**
   * What becomes of the echo that the linear filter leaves, where {@link EchoSuppression#BY_PRESET}
   * is asked for.
   *
   * @return {@link EchoSuppression#GENTLE} with {@link #LOW_POWER}, whose filters know less well
   *     what is echo, {@link EchoSuppression#FULL} with the others
   */
  public EchoSuppression suppression() {
    return suppression;
  }
}
