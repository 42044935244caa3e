package org.silenzio.eval.corpus;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemporaryFolderTest {

  @Test
  void goesWithAllItHas() throws IOException {
    Path path;
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      path = folder.path();
      Path below = Files.createDirectories(path.resolve("a/b"));
      Files.writeString(below.resolve("text"), "text");
      assertTrue(Files.isDirectory(path));
    }
    assertFalse(Files.exists(path));
  }
}
