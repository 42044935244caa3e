package org.silenzio.eval.corpus;

import java.io.IOException;
import java.nio.file.Path;

/** A sound file that cannot be written; the message is one line and names the file. */
public final class SoundWriteException extends IOException {

  private static final long serialVersionUID = 1L;

  public SoundWriteException(Path file, String problem, Throwable cause) {
    super(file + ": cannot be written: " + problem, cause);
  }

  /** For a stream, which has a name but no path. */
  public SoundWriteException(String stream, String problem, Throwable cause) {
    super(stream + ": cannot be written: " + problem, cause);
  }
}
