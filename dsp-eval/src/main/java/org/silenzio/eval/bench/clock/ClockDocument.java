package org.silenzio.eval.bench.clock;

import java.util.List;
import org.silenzio.eval.bench.Machine;

/**
 * The results of a frame clock as programs read them.
 *
 * @param kind always {@value #KIND}
 * @param version of this shape, raised when a field changes its meaning
 * @param machine where it ran; the flags are those of the launching JVM, which the measured ones
 *     inherit
 * @param settings how it ran
 * @param chains one entry per chain
 */
public record ClockDocument(
    String kind, int version, Machine machine, ClockSettings settings, List<ClockResult> chains) {

  private static final String KIND = "silenzio-clock";
  private static final int VERSION = 1;

  /** The document of some runs. */
  public static ClockDocument of(Machine machine, ClockSettings settings, List<ClockRun> runs) {
    return new ClockDocument(
        KIND, VERSION, machine, settings, runs.stream().map(ClockRun::result).toList());
  }
}
