package org.silenzio.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.silenzio.testing.Allocation;

class WarmUpTest {

  /** Plenty: the compiler works beside other tests, and the warm-up ends when it is done. */
  private static final int BUDGET_MS = 60_000;

  /** The compiler may take code back at any moment; without a warm-up every attempt fails. */
  private static final int ATTEMPTS = 3;

  private static Object kept;

  /** The objects of uncompiled vector code are gone with the very next call. */
  @Test
  void afterwardsTheNextCallOfEveryKernelAllocatesNothing() {
    assumeTrue(
        Kernels.kind() == KernelKind.SCALAR || !Lanes.areEmulated(),
        "skipped: vectors larger than the machine's are objects");
    List<Runnable> calls = KernelExercises.of(Kernels.kind());
    long bytes = 0;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      assertTrue(Kernels.warmUp(BUDGET_MS));
      bytes = calls.stream().mapToLong(Allocation::ofOne).sum();
      if (bytes == 0) {
        return;
      }
    }
    fail("in the last attempt the calls allocated " + bytes + " bytes");
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
