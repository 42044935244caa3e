package org.silenzio.echo;

import org.silenzio.transform.WindowPair;

/** A balance of quality against delay and work. */
@SuppressWarnings("ImmutableEnumChecker") // records of numbers
public enum EchoPreset {
  /**
   * The best sound: a delay of 30 ms, filters with full covariance up to 6 kHz, which also see what
   * a loudspeaker bends, or both channels' difference.
   */
  BEST(
      new Windows(640, 0.75),
      new Filters(26, 240, 26),
      new SideTaps(0, 13, 5),
      new Shadow(240, 13),
      new LeastGains(0.06f, 0.012f),
      EchoSuppression.FULL),

  /**
   * Nearly as good, with a delay of 20 ms and full covariance below 2.4 kHz only, where it sees
   * what a loudspeaker bends.
   */
  STANDARD(
      new Windows(480, 0.75),
      new Filters(26, 96, 22),
      new SideTaps(4, 0, 5),
      new Shadow(144, 10),
      new LeastGains(0.06f, 0.012f),
      EchoSuppression.FULL),

  /**
   * For small machines, and where a delay of no more than 10 ms counts: full covariance below 1.6
   * kHz, where it sees what a loudspeaker bends.
   */
  LOW_POWER(
      new Windows(320, 0.5),
      new Filters(25, 64, 18),
      new SideTaps(8, 0, 4),
      new Shadow(64, 10),
      new LeastGains(0.12f, 0.06f),
      EchoSuppression.GENTLE);

  /**
   * Windows, in samples at 16 kHz.
   *
   * @param synthesisSamples length of the synthesis window, which sets the delay
   * @param analysisPower of Hann's window that the analysis takes
   */
  private record Windows(int synthesisSamples, double analysisPower) {}

  /**
   * How far filters reach, in frames of 10 ms and bins of 25 Hz.
   *
   * @param taps frames that filters with full covariance span
   * @param fullBins so many of the lowest bins have those
   * @param diagonalTaps frames that the cheaper filters above span, no more than the others
   */
  private record Filters(int taps, int fullBins, int diagonalTaps) {}

  /**
   * Frames that filters span of what lies beside the far end's spectra, see {@link Side}.
   *
   * @param halfway of spectra halfway between them
   * @param difference of both channels' difference
   * @param magnitude of the far end's magnitude
   */
  private record SideTaps(int halfway, int difference, int magnitude) {}

  /**
   * The filters that find changes of the path, in bins of 25 Hz and frames of 10 ms.
   *
   * @param bins so many of the lowest have one
   * @param taps frames that it spans
   */
  private record Shadow(int bins, int taps) {}

  /**
   * How far a full suppressor goes down.
   *
   * @param talking while somebody talks at the near end
   * @param silent while nobody does
   */
  private record LeastGains(float talking, float silent) {}

  /** Length of the analysis window at 16 kHz: 40 ms, bins of 25 Hz. */
  private static final int WINDOW_SAMPLES = 640;

  private final Windows windows;
  private final Filters filters;
  private final SideTaps sides;
  private final Shadow shadow;
  private final LeastGains leastGains;
  private final EchoSuppression suppression;

  EchoPreset(
      Windows windows,
      Filters filters,
      SideTaps sides,
      Shadow shadow,
      LeastGains leastGains,
      EchoSuppression suppression) {
    this.windows = windows;
    this.filters = filters;
    this.sides = sides;
    this.shadow = shadow;
    this.leastGains = leastGains;
    this.suppression = suppression;
  }

  /** Length of the analysis window at 16 kHz. */
  int windowSamples() {
    return WINDOW_SAMPLES;
  }

  /** Length of the synthesis window at 16 kHz, which sets the delay. */
  int synthesisSamples() {
    return windows.synthesisSamples();
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
        windows.synthesisSamples() * hop / Steps.HOP_SAMPLES,
        hop,
        (double) hop / Steps.HOP_SAMPLES,
        windows.analysisPower());
  }

  /** Frames of 10 ms that the echo path's filters span, those with full covariance. */
  int taps() {
    return filters.taps();
  }

  /** Frames of 10 ms that the cheaper filters span, with the diagonal of the covariance. */
  int diagonalTaps() {
    return filters.diagonalTaps();
  }

  /**
   * So many of the lowest bins have filters with full covariance, whole blocks. With a far end in
   * stereo all have, where there are {@link #sideTaps}: cheaper filters would have to learn anew
   * whenever a talker moves.
   */
  int fullBins() {
    return filters.fullBins();
  }

  /**
   * Frames of 10 ms that filters span of spectra halfway between theirs, see {@link Side}: the
   * direct path and what comes right behind it. None where the windows are long enough.
   */
  int halfwayTaps() {
    return sides.halfway();
  }

  /**
   * How many of so many bins see those spectra, the lowest ones: where the window ends within a
   * hop, all; else those whose filters have full covariance.
   */
  int halfwayBins(int bins) {
    return windows.synthesisSamples() == 2 * Steps.HOP_SAMPLES ? bins : filters.fullBins();
  }

  /**
   * Frames of 10 ms that the filters with full covariance span of the side of a far end in stereo:
   * two loudspeakers differ most in how the sound first comes. None where the far end is heard in
   * mono.
   */
  int sideTaps() {
    return sides.difference();
  }

  /**
   * Frames of 10 ms that the filters with full covariance span of the far end's magnitude, see
   * {@link Side}: what a loudspeaker bends is heard where its sound first comes.
   */
  int magnitudeTaps() {
    return sides.magnitude();
  }

  /** So many of the lowest bins have a filter beside theirs, which finds changes of the path. */
  int shadowBins() {
    return shadow.bins();
  }

  /** Frames of 10 ms that the filters beside them span. */
  int shadowTaps() {
    return shadow.taps();
  }

  /** The lowest gain of a full suppressor while somebody talks at the near end. */
  float leastGain() {
    return leastGains.talking();
  }

  /** The same while nobody does. */
  float silentGain() {
    return leastGains.silent();
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
