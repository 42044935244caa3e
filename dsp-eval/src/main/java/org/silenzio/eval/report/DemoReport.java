package org.silenzio.eval.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the page of a demonstration: per recording the waveform, the spectrogram, a player for
 * each take, and the figures. The page holds everything it shows and asks no other file or server
 * for anything. Stateless. [control]
 */
public final class DemoReport {

  private static final String TEMPLATE = "demo-report";

  private DemoReport() {}

  /**
   * Writes the page aside and puts it into place when it is complete: there is the whole page
   * afterwards, or what was there before.
   *
   * @param html where the page goes, in a folder that exists; a file of that name is replaced
   * @param title the page's heading
   * @param environment where and with what the recordings were processed; may be empty
   * @param recordings the recordings in their order on the page, 1 or more
   * @throws IllegalArgumentException if there is no recording
   * @throws IOException if a sound file cannot be read or the page cannot be written
   */
  public static void write(
      Path html, String title, List<Figure> environment, List<RecordingReport> recordings)
      throws IOException {
    if (recordings.isEmpty()) {
      throw new IllegalArgumentException("recordings is empty, allowed: 1 recording or more");
    }
    PageFile.write(html, TEMPLATE, PageView.of(title, environment, recordings));
  }
}
