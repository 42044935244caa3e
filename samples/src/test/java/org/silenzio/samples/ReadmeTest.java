package org.silenzio.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  private static final String FENCE = "```java\n";

  @Test
  void theReadmeShowsTheExampleAsItIs() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    int start = readme.indexOf(FENCE) + FENCE.length();
    String shown = readme.substring(start, readme.indexOf("```", start));
    Path source = Path.of("src/main/java/org/silenzio/samples/DenoiseFile.java");
    assertEquals(Files.readString(source), shown);
  }

  @Test
  void theReadmeShowsTheLinesThatCancelEcho() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    int start = readme.indexOf(FENCE, readme.indexOf(FENCE) + 1) + FENCE.length();
    String source =
        Files.readString(Path.of("src/main/java/org/silenzio/samples/CallWithoutEcho.java"));
    int from = 0;
    for (String line : readme.substring(start, readme.indexOf("```", start)).lines().toList()) {
      int found = source.indexOf(line.strip(), from);
      assertTrue(found >= 0, line);
      from = found + line.strip().length();
    }
  }
}
