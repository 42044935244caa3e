package org.silenzio.eval.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;

/**
 * The page as the template draws it.
 *
 * @param title its heading
 * @param facts what the figures depend on
 * @param groups the groups with their tables and plots
 * @param explanations what the figures tell
 * @param sections the recordings, each drawn when the template comes to it
 * @param script sorts and filters the lists
 * @param scriptHash lets this script run and no other
 * @param colorScale the colours of levels, a PNG in base64
 * @param levelMarks the ticks of that scale
 * @param gainScale the colours of gains, a data URI
 * @param gainMarks the ticks of that scale
 */
record EvaluationView(
    String title,
    List<Figure> facts,
    List<GroupView> groups,
    List<FigureTable.Column> explanations,
    Iterable<SectionView> sections,
    String script,
    String scriptHash,
    String colorScale,
    List<Mark> levelMarks,
    String gainScale,
    List<Mark> gainMarks) {

  private static final int MAX_SCALE_TICKS = 6;

  static EvaluationView of(EvaluationPage page) throws IOException {
    ChainOrder order = ChainOrder.of(page.recordings());
    String ours = page.ours().orElse(order.last());
    Map<String, EvaluatedRecording> byId = new LinkedHashMap<>();
    Map<String, Map<String, EvaluatedRecording>> byGroup = new LinkedHashMap<>();
    for (EvaluatedRecording recording : page.recordings()) {
      String id = "r" + (byId.size() + 1);
      byId.put(id, recording);
      byGroup.computeIfAbsent(recording.group(), g -> new LinkedHashMap<>()).put(id, recording);
    }
    List<GroupView> groups = new ArrayList<>();
    byGroup.forEach(
        (group, recordings) ->
            groups.add(GroupView.of(groups.size() + 1, group, recordings, order, ours)));
    Map<String, FigureTable.Column> explanations = new LinkedHashMap<>();
    for (GroupView group : groups) {
      for (FigureTable.Column column : group.summary().columns()) {
        if (!column.explanation().isEmpty()) {
          explanations.putIfAbsent(column.name(), column);
        }
      }
    }
    // so that a parser of XML takes the page too
    String script = "//<![CDATA[\n" + PageFile.text("evaluation-report.js") + "//]]>";
    return new EvaluationView(
        page.title(),
        page.facts(),
        groups,
        List.copyOf(explanations.values()),
        () -> sections(byId, order, ours),
        script,
        "sha256-" + Base64.getEncoder().encodeToString(sha256(script)),
        Base64.getEncoder().encodeToString(SpectrogramImage.scalePng()),
        marks(SpectrogramImage.QUIETEST_DBFS, SpectrogramImage.LOUDEST_DBFS),
        DataUri.png(GainMap.scalePng()),
        marks(GainMap.LEAST_DB, GainMap.MOST_DB));
  }

  /** A few at once and no more: that is all the sound that is in memory at a time. */
  private static Iterator<SectionView> sections(
      Map<String, EvaluatedRecording> recordings, ChainOrder order, String ours) {
    return recordings.entrySet().stream()
        .gather(
            Gatherers.mapConcurrent(
                Runtime.getRuntime().availableProcessors(),
                (Map.Entry<String, EvaluatedRecording> entry) -> {
                  try {
                    return SectionView.of(entry.getKey(), entry.getValue(), order, ours);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                }))
        .iterator();
  }

  private static List<Mark> marks(double min, double max) {
    return Mark.rightwards(Ticks.within(min, max, MAX_SCALE_TICKS), min, max);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
