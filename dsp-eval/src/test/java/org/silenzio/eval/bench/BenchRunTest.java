package org.silenzio.eval.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.silenzio.testing.Recordings;

/** Real runs of JMH, too short for their times to mean anything. */
class BenchRunTest {

  private static final BenchEffort SHORTEST = new BenchEffort(1, 2, 2, 20);

  @BeforeAll
  static void beside() {
    System.setProperty("jmh.ignoreLock", "true"); // another build may run its own
    System.setProperty("silenzio.home", Recordings.path("").resolve("../..").toString());
  }

  private static BenchCase of(String benchmark, Map<String, String> params) {
    return new BenchCase(benchmark, "it", "", "", "10 ms", params, Optional.empty());
  }

  @Test
  void theGuardTakesTimeAndAllocatesNothing() {
    BenchCase guard = of("StageBenchmark.operation", Map.of("stage", "guard-16"));
    BenchResult result = BenchRun.run(List.of(guard), SHORTEST, (done, total) -> {}).getFirst();
    assertTrue(result.nanos().median() > 1, "" + result.nanos());
    assertEquals(0.0, result.bytes().median(), 0.05);
  }

  @Test
  void whatFailsInTheOtherJvmIsToldHere() {
    BenchCase unknown = of("ChainBenchmark.frame", Map.of("chain", "nobody"));
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> BenchRun.run(List.of(unknown), SHORTEST, (done, total) -> {}))
            .getMessage();
    assertTrue(message.contains("peer is 'nobody'"), message);
  }

  @Test
  void everyStageThatCanRunIsAlive() {
    for (Stage stage : Stages.all()) {
      if (stage.problem().get().isEmpty()) {
        try (Stage.Body body = stage.maker().get()) {
          StageBenchmark.check(stage.name(), body);
        }
      }
    }
    assertThrows(IllegalStateException.class, () -> StageBenchmark.check("dead", () -> 0f));
    assertThrows(IllegalStateException.class, () -> StageBenchmark.check("ill", () -> Float.NaN));
  }
}
