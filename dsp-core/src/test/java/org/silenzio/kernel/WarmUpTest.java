package org.silenzio.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.silenzio.testing.Allocation;

class WarmUpTest {

  /** Plenty: the compiler works beside other tests, and the warm-up ends when it is done. */
  private static final int BUDGET_MS = 60_000;

  private static Object kept;

  /** The objects of uncompiled vector code are gone with the very next call. */
  @Test
  void afterwardsTheNextCallOfEveryKernelAllocatesNothing() {
    assumeTrue(
        Kernels.kind() == KernelKind.SCALAR || !Lanes.areEmulated(),
        "skipped: vectors larger than the machine's are objects");
    assertTrue(Kernels.warmUp(BUDGET_MS));
    List<Runnable> calls = KernelExercises.of(Kernels.kind());
    calls.forEach(call -> assertEquals(0, Allocation.ofOne(call)));
  }

  @Test
  void whatGoesOnAllocatingIsGivenUpWhenTheBudgetIsSpent() {
    long started = System.nanoTime();
    assertFalse(WarmUp.run(50, List.of(() -> kept = new byte[100])));
    assertTrue(System.nanoTime() - started >= 50_000_000L);
    assertEquals(100, ((byte[]) kept).length);
  }

  @Test
  void whatRestsRunsOftenEnoughForTheCompilerToBegin() {
    int[] runs = {0, 0};
    assertTrue(WarmUp.run(BUDGET_MS, List.of(() -> runs[0]++, () -> runs[1]++)));
    assertTrue(runs[0] >= 6_000 && runs[1] >= 6_000);
  }

  @Test
  void aBudgetOfNothingIsRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Kernels.warmUp(0)).getMessage();
    assertTrue(message.contains("budgetMs is 0"), message);
  }
}
