package org.silenzio.eval.bench.clock;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.silenzio.eval.bench.CallInput;
import org.silenzio.eval.peer.Peer;

/** Runs the frame clock of a chain in a fresh JVM with this one's flags and class path. */
public final class ClockLauncher {

  private static final String JFR_SETTINGS = "frame-clock.jfc";

  /**
   * What must not be passed on: debuggers, recordings and caches of this JVM's own. A cache to be
   * measured is asked for.
   */
  private static final Pattern NOT_INHERITED =
      Pattern.compile(
          "-agentlib:jdwp.*|-Xrunjdwp.*|-javaagent:.*|-XX:StartFlightRecording.*|-XX:AOTCache=.*");

  private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC");

  private ClockLauncher() {}

  /**
   * Runs a chain.
   *
   * @throws IllegalStateException if the JVM fails, or the output is not finite or is silent; the
   *     message says what it said
   */
  public static ClockRun run(Peer peer, ClockSettings settings)
      throws IOException, InterruptedException {
    return run(peer, settings, true);
  }

  /**
   * The same without the flight recording, which makes the JVM's start slower: no pauses are told.
   *
   * @throws IllegalStateException as above
   */
  static ClockRun runUnrecorded(Peer peer, ClockSettings settings)
      throws IOException, InterruptedException {
    return run(peer, settings, false);
  }

  private static ClockRun run(Peer peer, ClockSettings settings, boolean recorded)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("silenzio-clock");
    try {
      return runIn(folder, peer, settings, recorded);
    } finally {
      delete(folder);
    }
  }

  private static ClockRun runIn(Path folder, Peer peer, ClockSettings settings, boolean recorded)
      throws IOException, InterruptedException {
    Path call = folder.resolve("call.floats");
    Path report = folder.resolve("report");
    Path recording = folder.resolve("recording.jfr");
    RawCall.write(CallInput.load(settings.sampleRateHz()), call);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        flags(ManagementFactory.getRuntimeMXBean().getInputArguments(), settings.jvmOptions()));
    command.add("-Xlog:disable");
    command.add("-Xlog:all=warning:stderr");
    if (recorded) {
      command.add(
          "-XX:StartFlightRecording:settings="
              + jfrSettings(folder)
              + ",filename="
              + recording
              + ",dumponexit=true");
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ClockChild.class.getName());
    command.addAll(ClockOrder.of(peer.name(), settings, call, report).arguments());
    start(command, folder.resolve("log"), peer.name());
    ChildReport found = ChildReport.read(report);
    checkAlive(peer.name(), found);
    JvmPauses pauses = recorded ? JvmPauses.read(recording) : new JvmPauses(List.of(), List.of());
    ClockResult result = ClockResult.of(peer.name(), peer.description(), settings, found, pauses);
    FrameTimes times = found.times();
    return new ClockRun(result, times.latenessNanos(), times.processingNanos(), times.cpuNanos());
  }

  private static Path jfrSettings(Path folder) throws IOException {
    Path settings = folder.resolve(JFR_SETTINGS);
    try (InputStream resource = ClockLauncher.class.getResourceAsStream(JFR_SETTINGS)) {
      if (resource == null) {
        throw new FileNotFoundException(
            JFR_SETTINGS + " is not on the class path; the jar of dsp-eval brings it");
      }
      Files.copy(resource, settings);
    }
    return settings;
  }

  /** A collector that is asked for replaces the inherited one: the JVM takes no two. */
  static List<String> flags(List<String> inherited, List<String> asked) {
    boolean otherCollector = asked.stream().anyMatch(flag -> COLLECTOR.matcher(flag).matches());
    List<String> flags = new ArrayList<>();
    for (String flag : inherited) {
      boolean replaced = otherCollector && COLLECTOR.matcher(flag).matches();
      if (!replaced && !NOT_INHERITED.matcher(flag).matches()) {
        flags.add(flag);
      }
    }
    flags.addAll(asked);
    return flags;
  }

  private static void start(List<String> command, Path log, String chain)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    // the user's Ctrl-C is to end both
    Thread ending = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(ending);
    int code;
    try {
      code = process.waitFor();
    } finally {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      Runtime.getRuntime().removeShutdownHook(ending);
    }
    if (code != 0) {
      throw new IllegalStateException(
          "the JVM that ran " + chain + " ended with code " + code + ": " + lastWords(log));
    }
  }

  /** What is thrown first is the reason of all that follows. */
  private static String lastWords(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    Optional<String> cause =
        lines.stream().filter(line -> line.startsWith("Caused by: ")).reduce((a, b) -> b);
    return cause
        .or(() -> lines.stream().filter(line -> !line.isBlank()).findFirst())
        .orElse("it said nothing");
  }

  private static void checkAlive(String chain, ChildReport report) {
    if (report.nonFiniteSamples() > 0) {
      throw new IllegalStateException(
          chain + " gave " + report.nonFiniteSamples() + " samples that are not finite");
    }
    if (report.outputPower() == 0) {
      throw new IllegalStateException(chain + " gave nothing but silence");
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
