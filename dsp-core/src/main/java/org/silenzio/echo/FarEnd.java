package org.silenzio.echo;

/**
 * The far end as the filters see it: its spectra over a range of delays, and the window in which
 * the echo lies.
 */
final class FarEnd {

  /** A filter that leaves less than this of the capture serves where it is. */
  private static final float SERVING_SHARE = 0.5f;

  private final DelayHint hint;
  private final StftAnalysis analysis;
  private final Spectrum spectrum;
  private final FarSpectra spectra;
  private final DelayFinder finder;
  private final JumpTrial trial = new JumpTrial();
  private final Alignment alignment;
  private final EchoMeter meter;
  private int takenHintMs;

  /**
   * Makes a silent far end.
   *
   * @param analysis makes its spectra
   * @param analysedBins bins of a spectrum, from 0 on
   * @param bins those of them that are filtered, up to 8 kHz
   * @param taps frames that the longest filter spans
   * @param maxDelayMs the longest delay that is looked for
   * @param hint what is known of the delay
   * @param meter is told of the delay
   */
  FarEnd(
      StftAnalysis analysis,
      int analysedBins,
      int bins,
      int taps,
      int maxDelayMs,
      DelayHint hint,
      EchoMeter meter) {
    this.analysis = analysis;
    this.hint = hint;
    this.meter = meter;
    int range = maxDelayMs / Steps.HOP_MS;
    spectrum = new Spectrum(analysedBins);
    spectra = new FarSpectra(bins, taps, range);
    finder = new DelayFinder(range, 2 * (bins - 1));
    alignment = new Alignment(taps, range);
  }

  /**
   * Takes a hop of what the loudspeaker plays, and looks where in it the echo lies.
   *
   * @param render the hop's samples
   * @param capture the spectrum of the window that ends with the same hop
   * @param filter moves what it knows if need be
   * @param pathChange moves what it knows if need be
   */
  void take(float[] render, Spectrum capture, EchoPath filter, PathChange pathChange) {
    analysis.process(render, spectrum);
    spectra.push(spectrum);
    finder.push(spectrum);
    boolean changed = finder.compare(capture);
    int jump = finder.suspectedJump();
    if (trial.step(jump, filter, spectra, capture)) {
      finder.confirmJump();
      int moved = move(finder.found());
      filter.shift(moved - jump);
      pathChange.shift(moved);
    } else if (changed) {
      boolean serves = filter.miss(spectra, 0, capture) < SERVING_SHARE * filter.heard(capture);
      int moved = move(finder.found());
      filter.shift(moved);
      pathChange.shift(moved);
      if (moved != 0 && !serves) {
        filter.relearn();
      }
    } else if (finder.found() == DelayFinder.UNKNOWN && hint.delayMs() != takenHintMs) {
      takenHintMs = hint.delayMs();
      int moved = move(takenHintMs / Steps.HOP_MS);
      filter.shift(moved);
      pathChange.shift(moved);
    }
    tell();
    spectra.refresh();
  }

  private int move(int delay) {
    int moved = alignment.follow(delay);
    spectra.moveTo(alignment.offset());
    return moved;
  }

  private void tell() {
    boolean known = finder.found() != DelayFinder.UNKNOWN;
    double delayMs = finder.delaySamples() * Steps.HOP_MS / Steps.HOP_SAMPLES;
    meter.align(known ? (float) Math.max(0, delayMs) : Float.NaN, finder.confidence(), 0f, false);
  }

  /** How many frames back the filters' window begins. */
  int offset() {
    return alignment.offset();
  }

  /** The newest spectrum. */
  Spectrum spectrum() {
    return spectrum;
  }

  /** All that the filters may see. */
  FarSpectra spectra() {
    return spectra;
  }

  void reset() {
    analysis.reset();
    spectra.reset();
    finder.reset();
    trial.reset();
    alignment.reset();
    takenHintMs = 0;
  }
}
