package org.silenzio.eval.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar's manifest. */
final class ProjectVersion implements IVersionProvider {

  static String text() {
    String version = ProjectVersion.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"silenzio " + text(), "JDK " + Runtime.version()};
  }
}
