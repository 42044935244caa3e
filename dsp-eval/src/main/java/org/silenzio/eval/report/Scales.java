package org.silenzio.eval.report;

import java.util.List;

/**
 * What all takes of a recording are drawn to, so that they can be compared by eye.
 *
 * @param sampleRateHz samples per second
 * @param samples the longest take's length, which spans the time axis
 * @param amplitude the amplitude that fills a waveform's plot
 */
record Scales(int sampleRateHz, int samples, double amplitude) {

  /** Below this peak the waveform stays small, rather than showing the rounding of silence. */
  private static final double MIN_AMPLITUDE = 0.01;

  /** Room above the highest peak. */
  private static final double HEADROOM = 1.05;

  /** As many labels as fit next to each other on a phone. */
  private static final int MAX_TIME_TICKS = 10;

  private static final int MAX_FREQUENCY_TICKS = 6;
  private static final int MAX_AMPLITUDE_TICKS = 5;
  private static final double HZ_PER_KHZ = 1_000.0;

  static Scales of(RecordingReport recording, List<Waveform> waveforms) {
    int samples = recording.takes().stream().mapToInt(t -> t.samples().length).max().orElseThrow();
    double peak = waveforms.stream().mapToDouble(Waveform::peak).max().orElseThrow();
    return new Scales(recording.sampleRateHz(), samples, HEADROOM * Math.max(MIN_AMPLITUDE, peak));
  }

  double seconds(Take take) {
    return (double) take.samples().length / sampleRateHz;
  }

  /** The share of the time axis that a take spans, as a percentage. */
  String width(Take take) {
    return Numbers.percent((double) take.samples().length / samples);
  }

  Outline outline(String kind, Take take, Waveform waveform) {
    return new Outline(kind, width(take), waveform.columns(), waveform.path(amplitude));
  }

  List<Mark> timeMarks() {
    double seconds = (double) samples / sampleRateHz;
    return Mark.rightwards(Ticks.within(0.0, seconds, MAX_TIME_TICKS), 0.0, seconds);
  }

  List<Mark> frequencyMarks() {
    double highestKhz = 0.5 * sampleRateHz / HZ_PER_KHZ;
    return Mark.upwards(Ticks.within(0.0, highestKhz, MAX_FREQUENCY_TICKS), 0.0, highestKhz);
  }

  List<Mark> amplitudeMarks() {
    return Mark.upwards(
        Ticks.within(-amplitude, amplitude, MAX_AMPLITUDE_TICKS), -amplitude, amplitude);
  }
}
