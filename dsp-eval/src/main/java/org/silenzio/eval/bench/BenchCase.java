package org.silenzio.eval.bench;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing to measure.
 *
 * @param benchmark the JMH benchmark, class and method
 * @param what the chain, stage or method
 * @param details what else it depends on, such as "48 kHz speech"; may be empty
 * @param kernels "scalar" or "simd"; empty where kernels make no difference
 * @param operation what one operation is, such as "10 ms"
 * @param params JMH's parameters
 * @param baseline the id of the case it is compared with
 */
public record BenchCase(
    String benchmark,
    String what,
    String details,
    String kernels,
    String operation,
    Map<String, String> params,
    Optional<String> baseline) {

  /** Its name, unique within a plan. */
  public String id() {
    return id(benchmark, what, details, kernels);
  }

  static String id(String benchmark, String what, String details, String kernels) {
    return Stream.of(benchmark, what, details, kernels)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** Whether a part of the id, in any case of letters, is so. */
  boolean matches(String part) {
    return id().toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  /** For tables: the id without the benchmark's class. */
  String title() {
    return id("", what, details, kernels);
  }
}
