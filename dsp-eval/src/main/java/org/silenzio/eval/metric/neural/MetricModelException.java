package org.silenzio.eval.metric.neural;

import java.nio.file.Path;

/** A network that is missing or cannot be loaded; the message is one line and names the file. */
public final class MetricModelException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public MetricModelException(Path file, String problem) {
    super(file + ": " + problem);
  }

  public MetricModelException(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
