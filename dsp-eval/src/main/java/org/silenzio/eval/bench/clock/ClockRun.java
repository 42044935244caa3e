package org.silenzio.eval.bench.clock;

/**
 * A finished run: the figures, and every frame for those who draw.
 *
 * @param result the figures
 * @param latenessNanos of every frame
 * @param processingNanos of every frame
 * @param cpuNanos the audio thread's CPU time of every frame
 */
public record ClockRun(
    ClockResult result, long[] latenessNanos, long[] processingNanos, long[] cpuNanos) {}
