package org.silenzio.kernel;

/** Which twin of the kernels serves. */
public enum KernelKind {
  /** Plain loops, on every JVM. */
  SCALAR,
  /** The Vector API, where {@code jdk.incubator.vector} is among the run-time's modules. */
  SIMD
}
