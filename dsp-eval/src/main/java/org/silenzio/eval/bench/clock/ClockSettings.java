package org.silenzio.eval.bench.clock;

import java.util.List;
import org.silenzio.audio.StreamFormat;
import org.silenzio.eval.bench.InputKind;

/**
 * How to run the frame clock.
 *
 * @param sampleRateHz the rate of both ends, a multiple of 100
 * @param seconds how long, 1 to {@value #MAX_SECONDS}
 * @param budgetMs how long after its scheduled start a frame may be done, above 0
 * @param spinMicros how long before each start the thread spins rather than sleeps, 0 to 10,000
 * @param warmUpMs how long another chain of the kind may work before the clock starts, so that the
 *     compiler is done by then; 0 to {@value #MAX_WARM_UP_MS}, 0 for a chain of which nothing ran
 * @param ready whether the chain opens as an app opens it: our engine's {@code build()} then lets
 *     the compiler finish by itself
 * @param garbageMbPerSecond how many MB (10<sup>6</sup> bytes) of garbage another thread makes in
 *     the same JVM, 0 to {@value #MAX_GARBAGE_MB_PER_SECOND}, 0 for no such thread
 * @param input what the chain hears
 * @param jvmOptions further flags for the JVM that is measured
 */
public record ClockSettings(
    int sampleRateHz,
    int seconds,
    double budgetMs,
    int spinMicros,
    int warmUpMs,
    boolean ready,
    int garbageMbPerSecond,
    InputKind input,
    List<String> jvmOptions) {

  /** The engine's step. */
  public static final int PERIOD_MS = 10;

  private static final int MAX_WARM_UP_MS = 600_000;
  private static final int MAX_SECONDS = 86_400;

  /** As much as one thread makes. */
  private static final int MAX_GARBAGE_MB_PER_SECOND = 1_000;

  /** Checks every component and names the one that is out of its range. */
  public ClockSettings {
    StreamFormat.of10Ms(sampleRateHz, 1);
    if (seconds < 1 || seconds > MAX_SECONDS) {
      throw new IllegalArgumentException(
          "seconds is " + seconds + ", allowed: 1 to " + MAX_SECONDS);
    }
    if (!(budgetMs > 0) || Double.isInfinite(budgetMs)) {
      throw new IllegalArgumentException("budgetMs is " + budgetMs + ", allowed: above 0");
    }
    if (spinMicros < 0 || spinMicros > 1_000 * PERIOD_MS) {
      throw new IllegalArgumentException(
          "spinMicros is " + spinMicros + ", allowed: 0 to " + 1_000 * PERIOD_MS);
    }
    if (warmUpMs < 0 || warmUpMs > MAX_WARM_UP_MS) {
      throw new IllegalArgumentException(
          "warmUpMs is " + warmUpMs + ", allowed: 0 to " + MAX_WARM_UP_MS);
    }
    if (garbageMbPerSecond < 0 || garbageMbPerSecond > MAX_GARBAGE_MB_PER_SECOND) {
      throw new IllegalArgumentException(
          "garbageMbPerSecond is "
              + garbageMbPerSecond
              + ", allowed: 0 to "
              + MAX_GARBAGE_MB_PER_SECOND);
    }
    jvmOptions = List.copyOf(jvmOptions);
  }

  int frames() {
    return seconds * 1_000 / PERIOD_MS;
  }

  long budgetNanos() {
    return Math.round(1e6 * budgetMs);
  }
}
