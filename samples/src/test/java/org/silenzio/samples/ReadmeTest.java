package org.silenzio.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
