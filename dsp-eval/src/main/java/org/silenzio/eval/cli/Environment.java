package org.silenzio.eval.cli;

import java.util.List;
import java.util.Locale;
import org.silenzio.eval.report.Figure;
import org.silenzio.kernel.Kernels;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;

/** What figures depend on. */
final class Environment {

  private Environment() {}

  static String jdk() {
    return Runtime.version() + " (" + System.getProperty("java.vm.name") + ")";
  }

  static String system() {
    return System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " cores";
  }

  static String kernels() {
    return Kernels.kind().name().toLowerCase(Locale.ROOT)
        + ", "
        + Kernels.lanes()
        + (Kernels.lanes() == 1 ? " float at a time" : " floats at a time");
  }

  /** All of it, for the head of a page. */
  static List<Figure> figures() {
    return List.of(
        new Figure("Version", ProjectVersion.text()),
        new Figure("JDK", jdk()),
        new Figure("System", system()),
        new Figure("Kernels", kernels()),
        new Figure("RNNoise", NativeLibraries.status(NativeLibrary.RNNOISE).origin()),
        new Figure("Opus", NativeLibraries.status(NativeLibrary.OPUS).origin()));
  }
}
