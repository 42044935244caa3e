/**
 * The frame clock: a thread that processes a frame every 10 ms from the first moment of a fresh JVM
 * on, as a call would, and what comes of it: how late it wakes, how long it takes, which deadlines
 * it misses, and what the JVM did meanwhile.
 *
 * <p>{@code ClockLauncher} starts the JVM; in there {@code ClockChild} lets a {@code FrameClock}
 * tick and leaves a {@code ChildReport} and a flight recording, from which the launcher makes a
 * {@code ClockResult}.
 */
package org.silenzio.eval.bench.clock;
