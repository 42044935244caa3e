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
 * Writes the pages of latency measurements. A page is written aside and put into place when it is
 * complete; it loads nothing from elsewhere. Stateless. [control]
 */
public final class LatencyPages {

  private LatencyPages() {}

  /**
   * The page of a frame clock: a table, percentile plots with all chains in one picture, and for
   * each chain its frames in time beside what the JVM did.
   *
   * @param html where the page goes, in a folder that exists; a file of that name is replaced
   * @param headings of the table's columns, the first above the rows' names
   * @param report what it shows
   * @throws IOException if the page cannot be written
   */
  public static void writeClock(Path html, List<String> headings, LatencyReport report)
      throws IOException {
    write(html, "latency-page", LatencyView.of(report, headings));
  }

  /**
   * The page of a benchmark run: tables with the spread of each benchmark drawn beside it.
   *
   * @param html where the page goes, in a folder that exists; a file of that name is replaced
   * @param report what it shows
   * @throws IOException if the page cannot be written
   */
  public static void writeBench(Path html, BenchReport report) throws IOException {
    write(html, "bench-page", BenchView.of(report));
  }

  private static void write(Path html, String name, Object view) throws IOException {
    Template template = template(name);
    AsideFile.write(
        html,
        aside -> {
          try (Writer out = Files.newBufferedWriter(aside, StandardOpenOption.CREATE_NEW)) {
            template.execute(view, out);
          }
        });
  }

  private static Template template(String name) throws IOException {
    Mustache.Compiler compiler =
        Mustache.compiler().emptyStringIsFalse(true).withLoader(LatencyPages::open);
    try (Reader source = open(name)) {
      return compiler.compile(source);
    }
  }

  private static Reader open(String name) throws IOException {
    InputStream resource = LatencyPages.class.getResourceAsStream(name + ".mustache");
    if (resource == null) {
      throw new FileNotFoundException(
          name + ".mustache is not on the class path; the jar of dsp-eval brings it");
    }
    return new InputStreamReader(resource, StandardCharsets.UTF_8);
  }
}
