package org.silenzio.eval.bench.clock;

/**
 * A time during which the JVM stopped the audio thread, or would have, had it run.
 *
 * @param what the collection and its cause, or the operation of a safepoint
 * @param startNanos when it began, by {@link System#nanoTime()} of that JVM
 * @param nanos how long it lasted
 */
record Pause(String what, long startNanos, long nanos) {}
