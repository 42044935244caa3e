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
import org.silenzio.eval.corpus.AsideFile;

/** Fills a template and puts the page into place when it is complete. */
final class PageFile {

  private PageFile() {}

  /**
   * Writes a page aside, then renames it: there is the whole page afterwards, or what was there
   * before. The page goes to the file as it is made, and is never held as a whole.
   */
  static void write(Path html, String template, Object page) throws IOException {
    Template compiled = compile(template);
    AsideFile.write(
        html,
        aside -> {
          try (Writer out = Files.newBufferedWriter(aside, StandardOpenOption.CREATE_NEW)) {
            compiled.execute(page, out);
          }
        });
  }

  /** The text of a file that stands beside the templates. */
  static String text(String name) throws IOException {
    try (Reader reader = open(name)) {
      return reader.readAllAsString();
    }
  }

  private static Template compile(String name) throws IOException {
    Mustache.Compiler compiler =
        Mustache.compiler()
            .emptyStringIsFalse(true)
            .withLoader(partial -> open(partial + ".mustache"));
    try (Reader source = open(name + ".mustache")) {
      return compiler.compile(source);
    }
  }

  private static Reader open(String name) throws IOException {
    InputStream resource = PageFile.class.getResourceAsStream(name);
    if (resource == null) {
      throw new FileNotFoundException(
          name + " is not on the class path; the jar of dsp-eval brings it");
    }
    return new InputStreamReader(resource, StandardCharsets.UTF_8);
  }
}
