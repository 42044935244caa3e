package org.silenzio.eval.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.silenzio.kernel.Kernels;

/**
 * What times depend on.
 *
 * @param jdk version and virtual machine
 * @param system operating system and architecture
 * @param cpu the processor's name
 * @param cores how many of it this JVM may use
 * @param kernels which kernels this JVM chose
 * @param lanes floats per instruction of theirs
 * @param jvmFlags this JVM's flags
 */
public record Machine(
    String jdk,
    String system,
    String cpu,
    int cores,
    String kernels,
    int lanes,
    List<String> jvmFlags) {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo"); // Linux

  /** This machine and JVM. */
  public static Machine here() {
    return new Machine(
        Runtime.version() + " (" + System.getProperty("java.vm.name") + ")",
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        cpuName(),
        Runtime.getRuntime().availableProcessors(),
        Kernels.kind().name().toLowerCase(Locale.ROOT),
        Kernels.lanes(),
        ManagementFactory.getRuntimeMXBean().getInputArguments());
  }

  private static String cpuName() {
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** All of it in one line, but for the flags. */
  public String line() {
    return "JDK "
        + jdk
        + "; "
        + system
        + "; "
        + cpu
        + ", "
        + cores
        + " cores; SIMD kernels of this JVM: "
        + (lanes == 1 ? "none" : lanes + " lanes");
  }
}
