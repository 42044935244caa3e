package org.silenzio.eval.corpus;

import java.nio.file.Path;

/** The project's folder, which the launcher names. */
public final class ProjectHome {

  private static final String PROPERTY = "silenzio.home";

  private ProjectHome() {}

  /** The sample recordings. */
  public static Path recordings() {
    return Path.of(System.getProperty(PROPERTY, "."), "samples", "recordings");
  }
}
