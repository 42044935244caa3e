package org.silenzio.eval.corpus;

import java.io.IOException;
import java.nio.file.Path;

/** A sound file that cannot be read or written; the message is one line and names the file. */
public final class SoundFileException extends IOException {

  private static final long serialVersionUID = 1L;

  public SoundFileException(Path file, String problem) {
    super(file + ": " + problem);
  }

  public SoundFileException(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }

  /** For a file that is not in the default file system, or a folder of them. */
  public SoundFileException(String place, String problem) {
    super(place + ": " + problem);
  }

  public SoundFileException(String place, String problem, Throwable cause) {
    super(place + ": " + problem, cause);
  }
}
