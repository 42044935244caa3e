package org.silenzio.eval.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.silenzio.eval.corpus.CorpusItem.Situation;

/**
 * A cancelled recording as the template draws it.
 *
 * @param title the heading
 * @param facts where and with what it was processed
 * @param length how long the recording is, and its rate
 * @param figures what was measured
 * @param plots the canceller's work over time
 * @param sounds microphone, far end, output
 * @param timeMarks the ticks of the time axis
 * @param frequencyMarks the ticks of the frequency axis
 * @param colorScale the colours of levels, a PNG in base64
 * @param levelMarks the ticks of that scale
 * @param gainScale the colours of gains, a data URI
 * @param gainMarks the ticks of that scale
 */
record CancelView(
    String title,
    List<Figure> facts,
    String length,
    List<Figure> figures,
    List<CancelPlot> plots,
    List<SoundView> sounds,
    List<Mark> timeMarks,
    List<Mark> frequencyMarks,
    String colorScale,
    List<Mark> levelMarks,
    String gainScale,
    List<Mark> gainMarks) {

  private static final int FRAMES_PER_SECOND = 100;
  private static final int FRAMES_PER_MOMENT = CancelTrack.STEP_MS * FRAMES_PER_SECOND / 1_000;
  private static final int MAX_ROWS = 256;
  private static final int MAX_SCALE_TICKS = 6;
  private static final double LOWEST_ERLE_DB = -20;
  private static final double HIGHEST_ERLE_DB = 60;

  /** Longer than any device takes. */
  private static final double HIGHEST_DELAY_MS = 1_000;

  /** Further than two clocks that work are apart. */
  private static final double HIGHEST_DRIFT_PPM = 1_000;

  private static final String NO_DELAY = "The delay was not found, so it is not drawn.";
  private static final String NO_ECHO_LOSS = "The far end never played, so there was no echo.";

  static CancelView of(CancelReport report) throws IOException {
    int rate = report.sampleRateHz();
    float[] microphone = report.microphone();
    double seconds = (double) microphone.length / rate;
    Scales scales = new Scales(rate, microphone.length, 1);
    return new CancelView(
        report.title(),
        report.facts(),
        String.format(
            Locale.ROOT,
            "%s s at %s kHz",
            Numbers.decimal(seconds, 1),
            Numbers.shortest(rate / 1_000.0)),
        report.figures(),
        plots(report),
        sounds(report),
        scales.timeMarks(),
        scales.frequencyMarks(),
        Base64.getEncoder().encodeToString(SpectrogramImage.scalePng()),
        marks(SpectrogramImage.QUIETEST_DBFS, SpectrogramImage.LOUDEST_DBFS),
        DataUri.png(GainMap.scalePng()),
        marks(GainMap.LEAST_DB, GainMap.MOST_DB));
  }

  private static List<CancelPlot> plots(CancelReport report) {
    CancelTrack track = report.track();
    List<Band> bands = List.of();
    Map<String, double[]> losses = new LinkedHashMap<>();
    losses.put("Canceller (ERLE)", track.enhancementDb());
    losses.put("Its linear filter alone", track.linearEnhancementDb());
    // shorter ones have no stretches to tell apart
    if (report.microphone().length >= report.sampleRateHz()) {
      EchoLoss measured =
          EchoLoss.of(
              report.microphone(),
              report.farEnd(),
              null,
              Situation.DOUBLE_TALK, // for all that is known
              report.sampleRateHz());
      int frameSamples = report.sampleRateHz() / FRAMES_PER_SECOND;
      bands = Band.of(measured.counted(), (double) report.microphone().length / frameSamples);
      losses.put(
          "Measured: microphone over output",
          everyMoment(measured.db(report.output()), track.moments()));
    }
    return List.of(
        CancelPlot.of(
            "Fall of the level (dB)", losses, LOWEST_ERLE_DB, HIGHEST_ERLE_DB, bands, NO_ECHO_LOSS),
        CancelPlot.of(
            "Delay of the echo (ms)",
            Map.of("From far end to microphone", track.delayMs()),
            0,
            HIGHEST_DELAY_MS,
            bands,
            NO_DELAY),
        CancelPlot.of(
            "Drift (ppm): how much faster the microphone\u2019s clock runs",
            Map.of("Drift", track.driftPpm()),
            -HIGHEST_DRIFT_PPM,
            HIGHEST_DRIFT_PPM,
            bands,
            NO_DELAY));
  }

  /** Of values every 10 ms those at the track's moments. */
  private static double[] everyMoment(double[] frames, int moments) {
    double[] values = new double[moments];
    Arrays.fill(values, Double.NaN);
    for (int m = 0; m < moments && m * FRAMES_PER_MOMENT < frames.length; m++) {
      values[m] = frames[m * FRAMES_PER_MOMENT];
    }
    return values;
  }

  private static List<SoundView> sounds(CancelReport report) throws IOException {
    List<SoundView> sounds = new ArrayList<>();
    float[][] before = levels(report, report.microphone());
    sounds.add(sound(report, "microphone", "Microphone", report.microphone(), before, ""));
    float[][] farEnd = levels(report, report.farEnd());
    sounds.add(sound(report, "far-end", "Far end", report.farEnd(), farEnd, ""));
    float[][] after = levels(report, report.output());
    String gain = DataUri.png(GainMap.png(GainMap.gainsDb(before, after)));
    sounds.add(sound(report, "output", "Output", report.output(), after, gain));
    return sounds;
  }

  private static float[][] levels(CancelReport report, float[] samples) {
    return Spectrogram.coarseDbfs(
        samples, report.sampleRateHz(), Spectrogram.MAX_COLUMNS, MAX_ROWS);
  }

  private static SoundView sound(
      CancelReport report,
      String id,
      String label,
      float[] samples,
      float[][] levelsDbfs,
      String gain)
      throws IOException {
    return SoundView.of(
        id, label, report.title() + ", " + label, samples, report.sampleRateHz(), levelsDbfs, gain);
  }

  private static List<Mark> marks(double min, double max) {
    return Mark.rightwards(Ticks.within(min, max, MAX_SCALE_TICKS), min, max);
  }
}
