package org.silenzio.eval.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.silenzio.eval.corpus.AsideFile;

/**
 * Writes the page of a frame clock: a table, percentile plots with all chains in one picture, and
 * for each chain its frames in time beside what the JVM did. The page loads nothing from elsewhere.
 * Stateless. [control]
 */
public final class LatencyPage {

  private static final String TEMPLATE = "latency-page";

  private LatencyPage() {}

  /**
   * Writes the page aside and puts it into place when it is complete.
   *
   * @param html where the page goes, in a folder that exists; a file of that name is replaced
   * @param headings of the table's columns, the first above the rows' names
   * @param report what it shows
   * @throws IOException if the page cannot be written
   */
  public static void write(Path html, List<String> headings, LatencyReport report)
      throws IOException {
    Template template = template();
    LatencyView view = LatencyView.of(report, headings);
    AsideFile.write(
        html,
        aside -> {
          try (Writer out = Files.newBufferedWriter(aside, StandardOpenOption.CREATE_NEW)) {
            template.execute(view, out);
          }
        });
  }

  private static Template template() throws IOException {
    Mustache.Compiler compiler =
        Mustache.compiler().emptyStringIsFalse(true).withLoader(LatencyPage::open);
    try (Reader source = open(TEMPLATE)) {
      return compiler.compile(source);
    }
  }

  private static Reader open(String name) throws IOException {
    InputStream resource = LatencyPage.class.getResourceAsStream(name + ".mustache");
    if (resource == null) {
      throw new FileNotFoundException(
          name + ".mustache is not on the class path; the jar of dsp-eval brings it");
    }
    return new InputStreamReader(resource, StandardCharsets.UTF_8);
  }
}
