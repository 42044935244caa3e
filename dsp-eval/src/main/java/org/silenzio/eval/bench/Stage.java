package org.silenzio.eval.bench;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A single step of the engine that can be measured.
 *
 * @param name the name by which users ask for it
 * @param operation what one measured operation is, such as "20 ms"
 * @param usesKernels whether scalar and SIMD kernels differ in it
 * @param problem why it cannot run here, empty if it can
 * @param maker makes it, ready to run
 */
record Stage(
    String name,
    String operation,
    boolean usesKernels,
    Supplier<Optional<String>> problem,
    Supplier<Body> maker) {

  /** A stage at work. */
  interface Body extends AutoCloseable {

    /**
     * One operation on the next piece of input.
     *
     * @return something of the result, so that it is not optimised away
     */
    float run();

    @Override
    default void close() {
      // most hold nothing
    }
  }

  /** A stage of pure Java, which runs everywhere. */
  static Stage of(String name, String operation, boolean usesKernels, Supplier<Body> maker) {
    return new Stage(name, operation, usesKernels, Optional::empty, maker);
  }
}
