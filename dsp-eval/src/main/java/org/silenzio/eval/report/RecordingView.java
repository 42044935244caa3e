package org.silenzio.eval.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A recording as the template draws it.
 *
 * @param id its anchor on the page
 * @param title its heading
 * @param description what is to be heard; may be empty
 * @param facts its length, its rate and how the pictures were made
 * @param takes its versions
 * @param timeMarks the ticks of the time axis
 * @param frequencyMarks the ticks of the frequency axis
 * @param amplitudeMarks the ticks of the waveforms' axis
 * @param legend what is drawn behind the waveforms; empty if nothing is
 * @param figures what was measured
 */
record RecordingView(
    String id,
    String title,
    String description,
    String facts,
    List<TakeView> takes,
    List<Mark> timeMarks,
    List<Mark> frequencyMarks,
    List<Mark> amplitudeMarks,
    String legend,
    List<Figure> figures) {

  private static final double HZ_PER_KHZ = 1_000.0;
  private static final double MS_PER_SECOND = 1_000.0;

  static RecordingView of(RecordingReport recording, int number) throws IOException {
    List<Take> takes = recording.takes();
    List<Waveform> waveforms = takes.stream().map(t -> new Waveform(t.samples())).toList();
    Scales scales = Scales.of(recording, waveforms);
    Outline reference = scales.outline("reference", takes.getFirst(), waveforms.getFirst());
    List<TakeView> views = new ArrayList<>();
    for (int i = 0; i < takes.size(); i++) {
      List<Outline> behind = i == 0 ? List.of() : List.of(reference);
      views.add(TakeView.of(takes.get(i), waveforms.get(i), scales, behind));
    }
    return new RecordingView(
        "recording-" + number,
        recording.title(),
        recording.description(),
        facts(scales),
        views,
        scales.timeMarks(),
        scales.frequencyMarks(),
        scales.amplitudeMarks(),
        takes.size() > 1 ? takes.getFirst().label() : "",
        recording.figures());
  }

  private static String facts(Scales scales) {
    int rateHz = scales.sampleRateHz();
    int window = Spectrogram.windowSamples(rateHz);
    return String.format(
        Locale.ROOT,
        "%s s at %s kHz; spectra over %d samples (%s ms, Hann window)",
        Numbers.decimal((double) scales.samples() / rateHz, 1),
        Numbers.shortest(rateHz / HZ_PER_KHZ),
        window,
        Numbers.decimal(MS_PER_SECOND * window / rateHz, 1));
  }
}
