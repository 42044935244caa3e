package org.silenzio.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * A long test of what does not hang on the kernels: a build, which tests everything with both sorts
 * of them, runs it once.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@DisabledIfSystemProperty(
    named = "silenzio.test.kernels",
    matches = "scalar",
    disabledReason = "does not hang on the kernels: tested in the run with SIMD")
public @interface KernelIndependent {}
