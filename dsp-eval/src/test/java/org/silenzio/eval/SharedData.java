package org.silenzio.eval;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.silenzio.eval.corpus.Recording;

/**
 * Development recordings and models that stand beside the project on its developers' machines. A
 * user has none of them: what needs them is skipped there, saying so.
 */
public final class SharedData {

  private static final Path FOLDER = Path.of("..", "..", "shared").toAbsolutePath().normalize();

  private SharedData() {}

  /** A file or folder below the shared one, such as {@code models/dnsmos}. */
  public static Path path(String relative) {
    Path path = FOLDER.resolve(relative);
    assumeTrue(Files.exists(path), () -> "skipped: there is no " + path);
    return path;
  }

  /** The first channel of a recording, such as {@code audio/noisy16/vb_p287_001_noisy.wav}. */
  public static float[] samples(String relative) throws IOException {
    return Recording.load(path(relative)).channels()[0];
  }
}
