package org.silenzio.eval.corpus;

import java.nio.file.Path;

/** The project's folder, which the launcher names. */
public final class ProjectHome {

  private static final String PROPERTY = "silenzio.home";

  private ProjectHome() {}

  /** The sample recordings. */
  public static Path recordings() {
    return folder().resolve("samples").resolve("recordings");
  }

  /** A few seconds of clean speech, to measure the delays of chains with. */
  public static Path delaySpeech() {
    return recordings().resolve("austen16_clean.wav");
  }

  /** What the build of this tool made: its jar, its libraries. */
  public static Path target() {
    return folder().resolve("dsp-eval").resolve("target");
  }

  /** The libraries that the build fetched for comparisons. */
  public static Path peerLibraries() {
    return target().resolve("peers");
  }

  private static Path folder() {
    return Path.of(System.getProperty(PROPERTY, "."));
  }

  /** The flag that names the same folder to another JVM. */
  public static String jvmFlag() {
    return "-D" + PROPERTY + "=" + Path.of(System.getProperty(PROPERTY, ".")).toAbsolutePath();
  }
}
