package org.silenzio.eval.bench;

import java.util.List;
import java.util.Optional;

/**
 * What a case came to.
 *
 * @param of the case
 * @param forkNanos mean nanoseconds per operation of each JVM
 * @param forkBytes bytes allocated per operation in each JVM
 * @param ratio the time over the baseline's in the same run; empty where none was measured
 */
public record BenchResult(
    BenchCase of, double[] forkNanos, double[] forkBytes, Optional<Spread> ratio) {

  Spread nanos() {
    return Spread.of(forkNanos);
  }

  Spread bytes() {
    return Spread.of(forkBytes);
  }

  /** The same with its ratio to the baseline among the results of the run. */
  BenchResult comparedWithin(List<BenchResult> run) {
    Optional<Spread> compared =
        run.stream()
            .filter(other -> of.baseline().isPresent() && other.of.id().equals(of.baseline().get()))
            .filter(other -> !other.of.equals(of))
            .findFirst()
            .map(baseline -> Spread.ofRatios(forkNanos, baseline.forkNanos));
    return new BenchResult(of, forkNanos, forkBytes, compared);
  }
}
