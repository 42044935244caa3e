package org.silenzio.eval.cli;

import java.util.Locale;
import org.silenzio.kernel.Kernels;

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
}
