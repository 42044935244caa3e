package org.silenzio.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {

  private static final String FENCE = "```java\n";

  /** The code that stands behind a comment in the README. */
  private static String shownBehind(String comment) throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    int said = readme.indexOf(comment);
    assertTrue(said >= 0, comment);
    int start = readme.indexOf(FENCE, said) + FENCE.length();
    return readme.substring(start, readme.indexOf("```", start));
  }

  private static String source(String name) throws IOException {
    return Files.readString(Path.of("src/main/java/org/silenzio/samples", name + ".java"));
  }

  @Test
  void theReadmeShowsTheExampleAsItIs() throws IOException {
    assertEquals(source("DenoiseFile"), shownBehind("<!-- the text of DenoiseFile.java;"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TwoWayCall", "CallWithoutEcho"})
  void theReadmeShowsLinesAsTheyAre(String example) throws IOException {
    String source = source(example);
    int from = 0;
    for (String line : shownBehind("<!-- lines of " + example + ".java;").lines().toList()) {
      int found = source.indexOf(line.strip(), from);
      assertTrue(found >= 0, line);
      from = found + line.strip().length();
    }
  }
}
