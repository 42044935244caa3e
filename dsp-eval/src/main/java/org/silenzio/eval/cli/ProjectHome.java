package org.silenzio.eval.cli;

import java.nio.file.Path;

/** The project's folder, which the launcher names. */
final class ProjectHome {

  private static final String PROPERTY = "silenzio.home";

  private ProjectHome() {}

  /** The sample recordings. */
  static Path recordings() {
    return Path.of(System.getProperty(PROPERTY, "."), "samples", "recordings");
  }
}
