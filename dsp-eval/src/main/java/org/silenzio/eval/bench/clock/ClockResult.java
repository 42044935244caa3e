package org.silenzio.eval.bench.clock;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a frame-clock run of one chain came to. Times count from each frame's scheduled start.
 *
 * @param chain the chain's name
 * @param description what it is
 * @param kernels scalar or simd, as the measured JVM chose
 * @param jvmToMainMs from the JVM's start to its main method, to a few milliseconds
 * @param openMs how long the chain took to open
 * @param firstFrameMicros processing time of the very first frame
 * @param first100MaxMicros the longest processing time among the first 100 frames
 * @param processing processing times of all frames
 * @param lateness how late all frames started
 * @param steadyFromFrame the frames from here on count as warm
 * @param steadyProcessing processing times of the warm frames
 * @param steadyLateness how late they started
 * @param misses frames done later than the budget
 * @param steadyMisses those among the warm frames
 * @param missedFrames the numbers of the first {@value #MAX_LISTED} missed frames
 * @param missesAfterFirstSecond those among the frames from the first second's end on
 * @param slowest the {@value #SLOWEST} longest processing times from there on, the longest first
 * @param garbageMbPerSecond what the garbage thread reached, by the JVM's count of its bytes
 * @param cpu the audio thread's CPU time of all frames, which others' work does not lengthen
 * @param steadyCpu the same of the warm frames
 * @param cpuMicrosPerFrame CPU time of the audio thread, with what sleeping and waking costs it
 * @param steadyCpuMicrosPerFrame the same over warm frames
 * @param steadyBytesPerFrame bytes the audio thread allocated per warm frame
 * @param collections the garbage collector's pauses during the run
 * @param safepoints all stops of the threads during the run; most collections are among them
 * @param firstProcessingMicros processing time of each of the first {@value #MAX_LISTED} frames
 * @param firstLatenessMicros how late each of them started
 */
public record ClockResult(
    String chain,
    String description,
    String kernels,
    double jvmToMainMs,
    double openMs,
    double firstFrameMicros,
    double first100MaxMicros,
    LatencySummary processing,
    LatencySummary lateness,
    int steadyFromFrame,
    LatencySummary steadyProcessing,
    LatencySummary steadyLateness,
    int misses,
    int steadyMisses,
    List<Integer> missedFrames,
    int missesAfterFirstSecond,
    List<Slow> slowest,
    double garbageMbPerSecond,
    LatencySummary cpu,
    LatencySummary steadyCpu,
    double cpuMicrosPerFrame,
    double steadyCpuMicrosPerFrame,
    double steadyBytesPerFrame,
    Stops collections,
    Stops safepoints,
    double[] firstProcessingMicros,
    double[] firstLatenessMicros) {

  private static final int MAX_LISTED = 1_000;
  private static final int FIRST_FRAMES = 100;
  private static final int FIRST_SECOND_FRAMES = 1_000 / ClockSettings.PERIOD_MS;
  private static final int SLOWEST = 10;

  /**
   * A frame that took long.
   *
   * @param frame its number, from 0
   * @param processingMicros how long it took
   * @param latenessMicros how late it started
   * @param cpuMicros the thread's CPU time meanwhile
   */
  public record Slow(int frame, double processingMicros, double latenessMicros, double cpuMicros) {}

  /**
   * Pauses of one kind.
   *
   * @param count how many
   * @param totalMs all together
   * @param longestMs the longest
   * @param each every one of them
   */
  public record Stops(int count, double totalMs, double longestMs, List<Stop> each) {
    static Stops of(List<Pause> pauses, long firstNanos) {
      List<Stop> each =
          pauses.stream()
              .map(p -> new Stop((p.startNanos() - firstNanos) / 1e9, p.nanos() / 1e6, p.what()))
              .toList();
      return new Stops(
          each.size(),
          each.stream().mapToDouble(Stop::ms).sum(),
          each.stream().mapToDouble(Stop::ms).max().orElse(0),
          each);
    }
  }

  /**
   * A pause.
   *
   * @param atSeconds when it began, from the first frame on
   * @param ms how long it lasted
   * @param what the collection and its cause, or the safepoint's operation
   */
  public record Stop(double atSeconds, double ms, String what) {}

  static ClockResult of(
      String chain,
      String description,
      ClockSettings settings,
      ChildReport report,
      JvmPauses pauses) {
    FrameTimes times = report.times();
    int frames = times.frames();
    // a short run, or a chain too slow to be caught at its middle, still has a warm frame
    int steady = Math.min(report.steadyFrame(), frames - 1);
    int[] missed =
        IntStream.range(0, frames).filter(n -> times.misses(n, settings.budgetNanos())).toArray();
    long[] processing = times.processingNanos();
    JvmPauses during = during(report, pauses);
    return new ClockResult(
        chain,
        description,
        report.kernels(),
        report.mainMs(),
        report.openMs(),
        processing[0] / 1e3,
        Arrays.stream(processing, 0, Math.min(FIRST_FRAMES, frames)).max().orElseThrow() / 1e3,
        LatencySummary.of(processing, 0, frames),
        LatencySummary.of(times.latenessNanos(), 0, frames),
        steady,
        LatencySummary.of(processing, steady, frames),
        LatencySummary.of(times.latenessNanos(), steady, frames),
        missed.length,
        (int) Arrays.stream(missed).filter(n -> n >= steady).count(),
        Arrays.stream(missed).limit(MAX_LISTED).boxed().toList(),
        (int) Arrays.stream(missed).filter(n -> n >= FIRST_SECOND_FRAMES).count(),
        slowest(times),
        report.garbageMbPerSecond(),
        LatencySummary.of(times.cpuNanos(), 0, frames),
        LatencySummary.of(times.cpuNanos(), steady, frames),
        report.cpuNanos() / 1e3 / frames,
        report.steadyCpuNanos() / 1e3 / (frames - steady),
        (double) report.steadyBytes() / (frames - steady),
        Stops.of(during.collections(), report.firstNanos()),
        Stops.of(during.safepoints(), report.firstNanos()),
        firstMicros(processing),
        firstMicros(times.latenessNanos()));
  }

  private static JvmPauses during(ChildReport report, JvmPauses pauses) {
    FrameTimes times = report.times();
    int last = times.frames() - 1;
    long lastScheduled = report.firstNanos() + last * 1_000_000L * ClockSettings.PERIOD_MS;
    return pauses.within(report.firstNanos(), lastScheduled + times.responseNanos(last));
  }

  private static List<Slow> slowest(FrameTimes times) {
    return IntStream.range(FIRST_SECOND_FRAMES, times.frames())
        .boxed()
        .sorted(Comparator.comparingLong(n -> -times.processingNanos()[n]))
        .limit(SLOWEST)
        .map(
            n ->
                new Slow(
                    n,
                    times.processingNanos()[n] / 1e3,
                    times.latenessNanos()[n] / 1e3,
                    times.cpuNanos()[n] / 1e3))
        .toList();
  }

  private static double[] firstMicros(long[] nanos) {
    return Arrays.stream(nanos).limit(MAX_LISTED).mapToDouble(n -> n / 1e3).toArray();
  }
}
