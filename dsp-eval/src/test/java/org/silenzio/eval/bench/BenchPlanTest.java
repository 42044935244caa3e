package org.silenzio.eval.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BenchPlanTest {

  private static BenchPlan.Selection named(String name) {
    return new BenchPlan.Selection(
        name,
        List.of("unprocessed", "rnnoise"),
        "unprocessed",
        List.of(16_000, 48_000),
        List.of(InputKind.SPEECH),
        List.of("scalar", "simd"));
  }

  @Test
  void kernelsAreTwoCasesOnlyWhereTheyDiffer() {
    List<String> resampler =
        BenchPlan.of(named("RESAMPLE-16")).cases().stream().map(BenchCase::title).toList();
    assertEquals(List.of("resample-16-to-48 scalar", "resample-16-to-48 simd"), resampler);
    List<String> plain =
        BenchPlan.of(named("unprocessed 16")).cases().stream().map(BenchCase::title).toList();
    assertEquals(List.of("unprocessed 16.0 kHz speech"), plain);
  }

  @Test
  void everyBaselineThatACaseNamesIsInThePlanOfAll() {
    BenchPlan plan = BenchPlan.of(named(""));
    List<String> ids = plan.cases().stream().map(BenchCase::id).toList();
    assertEquals(ids.size(), ids.stream().distinct().count());
    for (BenchCase one : plan.cases()) {
      one.baseline().ifPresent(id -> assertTrue(ids.contains(id), one.id() + " to " + id));
    }
  }

  @Test
  void whatNobodyKnowsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> BenchPlan.of(named("nothing of the kind")));
  }

  @Test
  void resultsAreComparedWithinTheRunAndShown() {
    BenchCase base = new BenchCase("A.a", "old", "", "", "10 ms", Map.of(), Optional.empty());
    BenchCase faster =
        new BenchCase("A.a", "new", "", "simd", "10 ms", Map.of(), Optional.of(base.id()));
    List<BenchResult> run =
        List.of(
            new BenchResult(base, new double[] {4_000, 4_400}, new double[2], Optional.empty()),
            new BenchResult(
                faster, new double[] {1_000, 1_000}, new double[] {96, 96}, Optional.empty()));
    List<BenchResult> compared = run.stream().map(result -> result.comparedWithin(run)).toList();
    assertEquals(Optional.empty(), compared.get(0).ratio());
    Spread ratio = compared.get(1).ratio().orElseThrow();
    assertEquals(1_000.0 / 4_200, ratio.median(), 1e-12);
    assertEquals(1_000.0 / 4_400, ratio.least(), 1e-12);
    assertEquals(0.25, ratio.most(), 1e-12);
    List<String> lines = BenchTable.of(compared).lines().toList();
    assertEquals(3, lines.size());
    assertTrue(
        lines.get(2).matches("new simd +10 ms +1,000 +1,000…1,000 +96 +0.238 +0.227…0.250 +old"),
        lines.get(2));
  }
}
