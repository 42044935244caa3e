package org.silenzio.eval.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The page as the template draws it.
 *
 * @param title its heading
 * @param environment where and with what the recordings were processed
 * @param hasContents whether there is enough on the page for a list of contents
 * @param recordings the recordings
 * @param colorScale the colours of the levels, a PNG in base64
 * @param levelMarks the ticks of the colour scale
 */
record PageView(
    String title,
    List<Figure> environment,
    boolean hasContents,
    List<RecordingView> recordings,
    String colorScale,
    List<Mark> levelMarks) {

  private static final int MAX_LEVEL_TICKS = 6;

  static PageView of(String title, List<Figure> environment, List<RecordingReport> recordings)
      throws IOException {
    List<RecordingView> views = new ArrayList<>();
    for (RecordingReport recording : recordings) {
      views.add(RecordingView.of(recording, views.size() + 1));
    }
    double min = SpectrogramImage.QUIETEST_DBFS;
    double max = SpectrogramImage.LOUDEST_DBFS;
    return new PageView(
        title,
        List.copyOf(environment),
        views.size() > 1,
        views,
        Base64.getEncoder().encodeToString(SpectrogramImage.scalePng()),
        Mark.rightwards(Ticks.within(min, max, MAX_LEVEL_TICKS), min, max));
  }
}
