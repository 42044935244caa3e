package org.silenzio.eval.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.silenzio.audio.SampleGuard;

/**
 * A recording with all its sounds as the template draws it.
 *
 * @param id its anchor on the page
 * @param title its name
 * @param group the group it belongs to
 * @param situation who speaks, and how long it lasts
 * @param problems what went wrong
 * @param figures the chains side by side
 * @param curveTitle what the curves are; empty if there are none
 * @param curves the echo over time; null if there are none
 * @param sounds capture, references and chains
 * @param timeMarks the ticks of the time axis
 * @param frequencyMarks the ticks of the frequency axis
 */
record SectionView(
    String id,
    String title,
    String group,
    String situation,
    List<String> problems,
    FigureTable figures,
    String curveTitle,
    CurvePlot curves,
    List<SoundView> sounds,
    List<Mark> timeMarks,
    List<Mark> frequencyMarks) {

  private static final int MAX_COLUMNS = 480;
  private static final int MAX_ROWS = 128;

  /** Curves of levels: below it something is wrong, above it no one hears a difference. */
  private static final double LOWEST_ERLE_DB = -20;

  private static final double HIGHEST_ERLE_DB = 60;

  /** The anchor of a chain's player. */
  static String soundId(String id, int chain) {
    return id + "-" + chain;
  }

  /** Fetches a recording's sounds and draws them. */
  static SectionView of(String id, EvaluatedRecording recording, ChainOrder order, String ours)
      throws IOException {
    List<String> problems = new ArrayList<>();
    Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
    for (ChainResult result : recording.chains()) {
      figures.put(result.chain(), result.allFigures());
      result.problem().ifPresent(problem -> problems.add(result.chain() + ": " + problem));
    }
    FigureTable table = FigureTable.of(figures, Map.of(), order);
    float[] capture;
    try {
      capture = samples(recording.capture());
      if (capture.length == 0) {
        throw new IOException("it has no samples");
      }
    } catch (IOException e) {
      problems.add("its sound cannot be shown: " + e.getMessage());
      return new SectionView(
          id,
          recording.name(),
          recording.group(),
          situation(recording),
          problems.stream().distinct().toList(),
          table,
          "",
          null,
          List.of(),
          List.of(),
          List.of());
    }
    return new Builder(id, recording, order, capture).build(problems, table, ours);
  }

  private static float[] samples(Sound sound) throws IOException {
    float[] samples = sound.samples().clone();
    new SampleGuard().mend(samples, 0, samples.length);
    return samples;
  }

  private static String situation(EvaluatedRecording recording) {
    return switch (recording.situation()) {
      case NOISE -> "near end in noise";
      case NEAR_END -> "near end alone, no echo";
      case FAR_END -> "far end alone";
      case DOUBLE_TALK -> "both ends talk";
    };
  }

  /** Holds one recording's sounds while they are drawn. */
  private static final class Builder {
    private final String id;
    private final EvaluatedRecording recording;
    private final ChainOrder order;
    private final float[] capture;
    private final float[][] captureDbfs;
    private final List<SoundView> references = new ArrayList<>();
    private final List<SoundView> chains = new ArrayList<>();

    Builder(String id, EvaluatedRecording recording, ChainOrder order, float[] capture) {
      this.id = id;
      this.recording = recording;
      this.order = order;
      this.capture = capture;
      this.captureDbfs = levels(capture);
    }

    private float[][] levels(float[] samples) {
      return Spectrogram.coarseDbfs(samples, recording.sampleRateHz(), MAX_COLUMNS, MAX_ROWS);
    }

    /** As long as the capture, so that everything has one time axis. */
    private float[] fetched(Sound sound) throws IOException {
      return Arrays.copyOf(samples(sound), capture.length);
    }

    private float[] reference(String label, String name, Optional<Sound> sound) throws IOException {
      if (sound.isEmpty()) {
        return null;
      }
      float[] samples = fetched(sound.get());
      references.add(view(id + "-" + name, label, samples, levels(samples), ""));
      return samples;
    }

    private SoundView view(
        String soundId, String label, float[] samples, float[][] levelsDbfs, String gain)
        throws IOException {
      return SoundView.of(
          soundId,
          label,
          recording.name() + ", " + label,
          samples,
          recording.sampleRateHz(),
          levelsDbfs,
          gain);
    }

    SectionView build(List<String> problems, FigureTable table, String ours) throws IOException {
      references.add(view(id + "-capture", "Capture", capture, captureDbfs, ""));
      float[] farEnd = reference("Far end", "far", recording.farEnd());
      float[] clean = reference("Clean near end", "clean", recording.clean());
      EchoLoss echo =
          farEnd == null || capture.length < recording.sampleRateHz()
              ? null
              : EchoLoss.of(
                  capture, farEnd, clean, recording.situation(), recording.sampleRateHz());
      boolean hasCurves = echo != null && echo.hasMoments();
      Map<String, double[]> curves = new LinkedHashMap<>();
      for (int c = 0; c < recording.chains().size(); c++) {
        ChainResult result = recording.chains().get(c);
        if (result.output().isPresent()) {
          float[] output = fetched(result.output().get());
          if (hasCurves) {
            curves.put(result.chain(), echo.db(output));
          }
          int place = result.chain().equals(ours) ? 0 : chains.size();
          chains.add(place, chain(soundId(id, c), result.chain(), output));
        }
      }
      List<SoundView> sounds = new ArrayList<>(references);
      sounds.addAll(chains);
      Scales scales = new Scales(recording.sampleRateHz(), capture.length, 1);
      double seconds = (double) capture.length / recording.sampleRateHz();
      return new SectionView(
          id,
          recording.name(),
          recording.group(),
          situation(recording)
              + String.format(
                  Locale.ROOT,
                  ", %s s at %s kHz",
                  Numbers.decimal(seconds, 1),
                  Numbers.shortest(recording.sampleRateHz() / 1_000.0)),
          problems,
          table,
          hasCurves ? echo.title() : "",
          hasCurves ? CurvePlot.of(curves, order, LOWEST_ERLE_DB, HIGHEST_ERLE_DB) : null,
          sounds,
          scales.timeMarks(),
          scales.frequencyMarks());
    }

    private SoundView chain(String soundId, String chain, float[] output) throws IOException {
      if (Arrays.equals(output, capture)) {
        return SoundView.sameAsCapture(soundId, chain, order.style(chain));
      }
      float[][] levels = levels(output);
      String gain = DataUri.png(GainMap.png(GainMap.gainsDb(captureDbfs, levels)));
      return view(soundId, chain, output, levels, gain).withStyle(order.style(chain));
    }
  }
}
