package org.silenzio.eval.bench.clock;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.silenzio.eval.bench.InputKind;
import org.silenzio.eval.bench.Spread;
import org.silenzio.eval.peer.Peer;

/**
 * What the first frames of fresh JVMs meet once the chain is open, as an app opens it. With and
 * without an AOT cache (JEP 483, 514, 515) of a run of the same chain, in turn, so that a machine
 * that changes its speed does so for both.
 *
 * @param chain the chain's name
 * @param cached whether the JVMs had an AOT cache
 * @param jvms how many there were
 * @param framesEach how many frames each ran
 * @param startMs from a JVM's start to its main method
 * @param openMs how long the chain took to open
 * @param firstFrameMs the first frame's processing time
 * @param longestMs the longest processing time of a JVM's frames
 * @param longestCpuMs the most CPU time of a JVM's frames, which others' work does not lengthen
 * @param cpuMicros the mean CPU time of a JVM's frames
 * @param lateFirstSecond frames of all JVMs' first seconds that were done later than 10 ms
 * @param lateAfter those of the rest
 * @param overPeriod frames of all JVMs that took more than 10 ms of CPU time
 * @param late the numbers of the late frames, by JVM
 */
public record ColdStart(
    String chain,
    boolean cached,
    int jvms,
    int framesEach,
    Spread startMs,
    Spread openMs,
    Spread firstFrameMs,
    Spread longestMs,
    Spread longestCpuMs,
    Spread cpuMicros,
    int lateFirstSecond,
    int lateAfter,
    int overPeriod,
    List<List<Integer>> late) {

  private static final int FIRST_SECOND_FRAMES = 1_000 / ClockSettings.PERIOD_MS;
  private static final long PERIOD_NANOS = 1_000_000L * ClockSettings.PERIOD_MS;
  private static final double NANOS_PER_MS = 1e6;
  private static final double NANOS_PER_MICRO = 1e3;

  /**
   * Measures a chain.
   *
   * @param peer the chain
   * @param sampleRateHz the rate of both ends, a multiple of 100
   * @param seconds how long each JVM runs, 1 or more
   * @param jvms how many, 1 or more, without a cache and as many with one
   * @param jvmOptions further flags for all of them
   * @return one without a cache and one with; the first alone if the class path holds folders, of
   *     which a JVM makes no cache
   * @throws IllegalArgumentException if a figure is out of its range
   * @throws IllegalStateException if a JVM fails, or makes no cache
   */
  public static List<ColdStart> measure(
      Peer peer, int sampleRateHz, int seconds, int jvms, List<String> jvmOptions)
      throws IOException, InterruptedException {
    if (jvms < 1) {
      throw new IllegalArgumentException("jvms is " + jvms + ", allowed: 1 or more");
    }
    ClockSettings plain = settings(sampleRateHz, seconds, jvmOptions);
    if (hasFolders(System.getProperty("java.class.path"))) {
      List<ClockRun> runs = new ArrayList<>();
      for (int n = 0; n < jvms; n++) {
        runs.add(ClockLauncher.runUnrecorded(peer, plain));
      }
      return List.of(of(peer.name(), false, runs));
    }
    Path cache = Files.createTempFile("silenzio", ".aot");
    try {
      return both(peer, plain, cache, jvms);
    } finally {
      Files.deleteIfExists(cache);
    }
  }

  private static List<ColdStart> both(Peer peer, ClockSettings plain, Path cache, int jvms)
      throws IOException, InterruptedException {
    ClockLauncher.runUnrecorded(peer, with(plain, "-XX:AOTCacheOutput=" + cache));
    if (Files.size(cache) == 0) {
      throw new IllegalStateException("the JVM made no AOT cache; try without further flags");
    }
    // one that does not fit is to be an error, not a figure
    ClockSettings cached = with(plain, "-XX:AOTMode=on", "-XX:AOTCache=" + cache);
    List<ClockRun> without = new ArrayList<>();
    List<ClockRun> with = new ArrayList<>();
    for (int n = 0; n < jvms; n++) {
      without.add(ClockLauncher.runUnrecorded(peer, plain));
      with.add(ClockLauncher.runUnrecorded(peer, cached));
    }
    return List.of(of(peer.name(), false, without), of(peer.name(), true, with));
  }

  /** Whether a class path holds more than jars. */
  static boolean hasFolders(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .anyMatch(entry -> Files.isDirectory(Path.of(entry)));
  }

  private static ClockSettings settings(int sampleRateHz, int seconds, List<String> jvmOptions) {
    return new ClockSettings(
        sampleRateHz,
        seconds,
        ClockSettings.PERIOD_MS,
        0,
        0,
        true,
        0,
        InputKind.SPEECH,
        jvmOptions);
  }

  private static ClockSettings with(ClockSettings settings, String... flags) {
    List<String> all = new ArrayList<>(settings.jvmOptions());
    all.addAll(List.of(flags));
    return settings(settings.sampleRateHz(), settings.seconds(), all);
  }

  /** The figures of some runs of the same length. */
  static ColdStart of(String chain, boolean cached, List<ClockRun> runs) {
    List<List<Integer>> late = runs.stream().map(ColdStart::late).toList();
    List<Integer> all = late.stream().flatMap(List::stream).toList();
    int first = (int) all.stream().filter(n -> n < FIRST_SECOND_FRAMES).count();
    return new ColdStart(
        chain,
        cached,
        runs.size(),
        runs.getFirst().processingNanos().length,
        spread(runs, run -> run.result().jvmToMainMs()),
        spread(runs, run -> run.result().openMs()),
        spread(runs, run -> run.processingNanos()[0] / NANOS_PER_MS),
        spread(runs, run -> most(run.processingNanos()) / NANOS_PER_MS),
        spread(runs, run -> most(run.cpuNanos()) / NANOS_PER_MS),
        spread(
            runs, run -> Arrays.stream(run.cpuNanos()).average().orElseThrow() / NANOS_PER_MICRO),
        first,
        all.size() - first,
        (int)
            runs.stream()
                .flatMapToLong(run -> Arrays.stream(run.cpuNanos()))
                .filter(nanos -> nanos > PERIOD_NANOS)
                .count(),
        late);
  }

  private static List<Integer> late(ClockRun run) {
    FrameTimes times = new FrameTimes(run.latenessNanos(), run.processingNanos(), run.cpuNanos());
    return IntStream.range(0, times.frames())
        .filter(n -> times.misses(n, PERIOD_NANOS))
        .boxed()
        .toList();
  }

  private static long most(long[] nanos) {
    return Arrays.stream(nanos).max().orElseThrow();
  }

  private static Spread spread(List<ClockRun> runs, ToDoubleFunction<ClockRun> figure) {
    return Spread.of(runs.stream().mapToDouble(figure).toArray());
  }
}
