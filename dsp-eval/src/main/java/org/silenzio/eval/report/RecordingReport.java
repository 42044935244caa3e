package org.silenzio.eval.report;

import java.util.List;
import java.util.Objects;
import org.silenzio.audio.StreamFormat;

/**
 * One recording on the page.
 *
 * @param title its heading
 * @param description what is to be heard, a sentence or two; may be empty
 * @param sampleRateHz samples per second of all takes, {@value StreamFormat#MIN_SAMPLE_RATE_HZ} to
 *     {@value StreamFormat#MAX_SAMPLE_RATE_HZ}
 * @param takes its versions, 1 or more, in the order of processing; they start at the same moment
 * @param figures what was measured; may be empty
 */
public record RecordingReport(
    String title, String description, int sampleRateHz, List<Take> takes, List<Figure> figures) {

  /** Checks every component and copies the lists. */
  public RecordingReport {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(description, "description");
    StreamFormat.checkSampleRate(sampleRateHz);
    takes = List.copyOf(takes);
    figures = List.copyOf(figures);
    if (takes.isEmpty()) {
      throw new IllegalArgumentException("takes is empty, allowed: 1 take or more");
    }
  }
}
