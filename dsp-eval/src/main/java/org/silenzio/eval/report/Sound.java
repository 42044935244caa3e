package org.silenzio.eval.report;

import java.io.IOException;
import java.nio.file.Path;
import org.silenzio.eval.corpus.Recording;

/**
 * One channel of sound that is fetched when it is needed, so that a page need not hold them all.
 */
@FunctionalInterface
public interface Sound {

  /**
   * Fetches the samples, full scale at ±1; the caller leaves them as they are.
   *
   * @throws IOException if they cannot be read
   */
  float[] samples() throws IOException;

  /** A sound in memory, not copied. */
  static Sound of(float[] samples) {
    return () -> samples;
  }

  /** The first channel of a sound file, read anew each time. */
  static Sound ofFile(Path file) {
    return () -> Recording.load(file).channels()[0];
  }
}
