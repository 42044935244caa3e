package org.silenzio.eval.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one chain made of a recording.
 *
 * @param chain its name
 * @param output what would be sent, the chain's delay taken off, at the recording's rate; empty
 *     where there is a problem
 * @param figures its figures by name, in their order; none where there is a problem
 * @param timing how long it took; empty if that is unknown
 * @param problem why the recording could not be scored
 */
public record ChainResult(
    String chain,
    Optional<Sound> output,
    Map<String, Double> figures,
    Optional<Timing> timing,
    Optional<String> problem) {

  /**
   * How long a chain took per frame of 10 ms.
   *
   * @param medianUs half of the frames took no longer, in microseconds
   * @param percentile99Us 99 of 100 frames took no longer, in microseconds
   */
  public record Timing(double medianUs, double percentile99Us) {}

  /** Checks that all are there and copies the figures. */
  public ChainResult {
    Objects.requireNonNull(chain, "chain");
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(timing, "timing");
    Objects.requireNonNull(problem, "problem");
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /** The figures with the timing among them, as tables show them. */
  Map<String, Double> allFigures() {
    Map<String, Double> all = new LinkedHashMap<>(figures);
    timing.ifPresent(
        time -> {
          all.put("us/frame", time.medianUs());
          all.put("us p99", time.percentile99Us());
        });
    return all;
  }
}
