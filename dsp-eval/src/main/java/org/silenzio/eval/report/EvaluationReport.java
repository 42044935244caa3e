package org.silenzio.eval.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Writes the page of an evaluation: per group the means with the best marked, how the figures are
 * spread, the worst recordings; per recording spectrograms, gain maps and players of all chains and
 * the echo over time. The page holds everything it shows and asks no other file or server for
 * anything. Stateless. [control]
 */
public final class EvaluationReport {

  private EvaluationReport() {}

  /**
   * Writes the page aside and puts it into place when it is complete: there is the whole page
   * afterwards, or what was there before. Sounds are fetched as the page comes to them, those of a
   * few recordings at once.
   *
   * @param html where the page goes, in a folder that exists; a file of that name is replaced
   * @param page what it shows
   * @throws IOException if a chain's or a reference's sound cannot be read or the page cannot be
   *     written; a capture that cannot be read is told on the page
   */
  public static void write(Path html, EvaluationPage page) throws IOException {
    EvaluationView view = EvaluationView.of(page);
    try {
      PageFile.write(html, "evaluation-report", view);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
