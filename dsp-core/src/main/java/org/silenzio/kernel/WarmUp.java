package org.silenzio.kernel;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs steps over and over until the compiler is done with them, so that a first call in earnest is
 * as fast as the later ones. Vector code tells when it is not compiled: it makes objects of its
 * vectors. Plain code does not; of it all that is known is that it ran often enough for the
 * compiler to begin and then came no faster. [control]
 */
public final class WarmUp {

  /** More runs than HotSpot waits for (its -XX:Tier4InvocationThreshold is 5,000). */
  private static final int LEAST_RUNS = 6_000;

  /** Runs between two looks at clock and allocation. */
  private static final int ROUND = 20;

  /** So many rounds in a row without an object, and no faster than before: compiled. */
  private static final int QUIET_ROUNDS = 50;

  /** A faster round by this share is one that the compiler has helped. */
  private static final double FASTER = 0.9;

  private WarmUp() {}

  /**
   * Runs steps in turn.
   *
   * @param budgetMs for all of it, 1 or more; a step that has begun is not broken off
   * @param steps what to run; each must not allocate once it is compiled
   * @return whether all of them came to rest within the budget; false says that calls may be slow
   *     for a while, nothing worse
   * @throws IllegalArgumentException if the budget is under 1
   */
  public static boolean run(int budgetMs, List<Runnable> steps) {
    if (budgetMs < 1) {
      throw new IllegalArgumentException("budgetMs is " + budgetMs + ", allowed: 1 or more");
    }
    long deadline = System.nanoTime() + 1_000_000L * budgetMs;
    List<Step> all = steps.stream().map(Step::new).toList();
    List<Step> restless = new ArrayList<>(all);
    while (!restless.isEmpty()) {
      for (int n = restless.size() - 1; n >= 0; n--) {
        if (restless.get(n).rests()) {
          restless.remove(n);
        }
        if (System.nanoTime() - deadline >= 0) {
          return restless.isEmpty();
        }
      }
      if (restless.isEmpty()) {
        // what a later step taught the compiler can have undone an earlier one's code
        all.stream().filter(step -> !step.stillRests()).forEach(restless::add);
      }
    }
    return true;
  }

  private static final class Step {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Runnable work;
    private int runs;
    private int quietRounds;
    private long leastNanos = Long.MAX_VALUE;

    Step(Runnable work) {
      this.work = work;
    }

    /** Runs another round and tells whether it still makes no objects; if not, begins anew. */
    boolean stillRests() {
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < ROUND; i++) {
        work.run();
      }
      boolean quiet = THREADS.getCurrentThreadAllocatedBytes() == bytes;
      quietRounds = quiet ? quietRounds : 0;
      return quiet;
    }

    /** Runs another round and tells whether the compiler seems done. */
    boolean rests() {
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      long started = System.nanoTime();
      for (int i = 0; i < ROUND; i++) {
        work.run();
      }
      long nanos = System.nanoTime() - started;
      boolean allocated = THREADS.getCurrentThreadAllocatedBytes() != bytes;
      boolean faster = nanos < FASTER * leastNanos;
      leastNanos = Math.min(leastNanos, nanos);
      runs += ROUND;
      quietRounds = allocated || faster ? 0 : quietRounds + 1;
      return runs >= LEAST_RUNS && quietRounds >= QUIET_ROUNDS;
    }
  }
}
