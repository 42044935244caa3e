package org.silenzio.echo;

/**
 * The far end as the filters see it: its spectra over a range of delays, and the window in which
 * the echo lies.
 */
final class FarEnd {

  private final DelayHint hint;
  private final StftAnalysis analysis;
  private final Spectrum spectrum;
  private final FarSpectra spectra;
  private final Alignment alignment;
  private int takenHintMs;

  /**
   * Makes a silent far end.
   *
   * @param window for the analysis
   * @param taps frames that the longest filter spans
   * @param maxDelayMs the longest delay that is looked for
   * @param hint what is known of the delay
   */
  FarEnd(float[] window, int taps, int maxDelayMs, DelayHint hint) {
    this.hint = hint;
    int bins = window.length / 2 + 1;
    int range = maxDelayMs / Steps.HOP_MS;
    analysis = new StftAnalysis(window);
    spectrum = new Spectrum(bins);
    spectra = new FarSpectra(bins, taps, range);
    alignment = new Alignment(taps, range);
  }

  /**
   * Takes a hop of what the loudspeaker plays and of what the microphone hears.
   *
   * @param render the hop's samples
   * @param capture the spectrum of the window that ends with the same hop
   * @return by how many taps the filters have to move what they know, positive to earlier ones
   */
  int take(float[] render, Spectrum capture) {
    analysis.process(render, spectrum);
    spectra.push(spectrum);
    int shift = 0;
    int hintMs = hint.delayMs();
    if (hintMs != takenHintMs) {
      takenHintMs = hintMs;
      shift += alignment.follow(hintMs / Steps.HOP_MS);
    }
    spectra.moveTo(alignment.offset());
    spectra.refresh();
    return shift;
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
    alignment.reset();
    takenHintMs = 0;
  }
}
